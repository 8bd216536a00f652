// Which items a session asks, and in which order. Pure: the same deck, seed and minutes make the same session, byte for byte.
import type { Deck, DeckItem, ItemKind, Session } from "./model.ts";
import { seededShuffle, shortHash } from "./seeded.ts";

export interface SessionWish {
  readonly seed: string;
  readonly minutes: number;
  /** Numbers of items, in the order in which they are to be asked; without, they are chosen by the seed. */
  readonly items?: readonly number[];
}

export interface DeckEdition {
  readonly deckHash: string;
  readonly pins: Readonly<Record<string, string>>;
}

/** Throws `RangeError` where no session can be made; its message says what to change. */
export function makeSession(deck: Deck, { deckHash, pins }: DeckEdition, wish: SessionWish): Session {
  const { seed, minutes } = wish;
  const chosen = wish.items ? named(deck, wish.items) : choose(deck, seed, minutes);
  const about = {
    deck: deck.id,
    deckHash,
    seed,
    minutes,
    pins: Object.fromEntries(Object.entries(pins).sort(([a], [b]) => (a < b ? -1 : 1))),
    items: chosen.map(({ exercise }) => exercise),
  };
  return { format: "forkpoint-interview-1", id: `${deck.id}-${shortHash(JSON.stringify(about))}`, ...about };
}

function named(deck: Deck, numbers: readonly number[]): readonly DeckItem[] {
  if (numbers.length === 0) throw new RangeError("no item is named: name one or more, e.g. 3,7,12");
  return numbers.map((number, index) => {
    const item = deck.items.find((each) => each.number === number);
    const known = deck.items.map((each) => each.number).join(", ");
    if (!item) throw new RangeError(`the deck "${deck.id}" has no item ${number}: it has ${known || "none"}`);
    if (numbers.indexOf(number) !== index) throw new RangeError(`item ${number} is named twice: name it once`);
    return item;
  });
}

/** Again and again an item of the kind that has had the least time so far, as long as one fits into the minutes. */
function choose(deck: Deck, seed: string, minutes: number): readonly DeckItem[] {
  const shuffled = seededShuffle(deck.items, `${seed}/items`);
  const spent = new Map<ItemKind, number>();
  const chosen: DeckItem[] = [];
  for (let left = minutes; ;) {
    const fitting = shuffled.filter((item) => !chosen.includes(item) && item.minutes <= left);
    const least = Math.min(...fitting.map((item) => spent.get(mainKind(item)) ?? 0));
    const next = fitting.find((item) => (spent.get(mainKind(item)) ?? 0) === least);
    if (!next) break;
    chosen.push(next);
    left -= next.minutes;
    spent.set(mainKind(next), least + next.minutes);
  }
  if (chosen.length === 0) throw new RangeError(nothingFits(deck, minutes));
  return seededShuffle(chosen, `${seed}/order`);
}

/** The first that an item names is what it is mostly about. */
function mainKind({ kinds }: DeckItem): ItemKind {
  return kinds[0]!;
}

function nothingFits({ id, items }: Deck, minutes: number): string {
  if (items.length === 0) return `the deck "${id}" has no items yet`;
  const shortest = Math.min(...items.map((item) => item.minutes));
  return `no item of the deck "${id}" fits into ${minutes} minutes: the shortest takes ${shortest}`;
}
