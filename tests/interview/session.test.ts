import { expect, test } from "vitest";
import type { Deck, DeckItem, ItemKind } from "../../src/interview/model.ts";
import { makeSession } from "../../src/interview/session.ts";

const EDITION = { deckHash: "a".repeat(64), pins: { "sql.js": "1.16.0", "@langchain/core": "1.2.13" } };

function item(number: number, kind: ItemKind, minutes: number): DeckItem {
  return {
    number,
    question: "?",
    kinds: [kind],
    exercise: `item-${number}`,
    minutes,
    explain: null,
    rubric: ["a", "b"],
  };
}

/** Ten of each of three kinds, three to five minutes each. */
const DECK: Deck = {
  id: "many",
  title: "Many",
  items: Array.from({ length: 30 }, (_, index) =>
    item(index + 1, (["predict", "build", "claims"] as const)[index % 3]!, 3 + (index % 3)),
  ),
};

const minutesOf = (exercises: readonly string[]): number =>
  DECK.items.filter(({ exercise }) => exercises.includes(exercise)).reduce((sum, { minutes }) => sum + minutes, 0);

test("the same deck, seed and minutes make the same session, byte for byte", () => {
  const wish = { seed: "monday", minutes: 45 };
  const turned = { ...EDITION, pins: Object.fromEntries(Object.entries(EDITION.pins).reverse()) };
  expect(JSON.stringify(makeSession(DECK, turned, wish))).toBe(JSON.stringify(makeSession(DECK, EDITION, wish)));
});

test("another seed, another edition and other minutes each make another session with another id", () => {
  const wish = { seed: "monday", minutes: 45 };
  const sessions = [
    makeSession(DECK, EDITION, wish),
    makeSession(DECK, EDITION, { ...wish, seed: "tuesday" }),
    makeSession(DECK, EDITION, { ...wish, minutes: 30 }),
    makeSession(DECK, { ...EDITION, deckHash: "b".repeat(64) }, wish),
  ];
  expect(new Set(sessions.map(({ id }) => id)).size).toBe(4);
  expect(sessions[1]!.items).not.toEqual(sessions[0]!.items);
  expect(sessions[3]!.items).toEqual(sessions[0]!.items);
  for (const { id } of sessions) expect(id).toMatch(/^many-[0-9a-f]{16}$/);
});

test("the minutes are filled and never exceeded, and no item is asked twice", () => {
  for (let seed = 0; seed < 50; seed++) {
    const { items } = makeSession(DECK, EDITION, { seed: String(seed), minutes: 45 });
    expect(minutesOf(items)).toBeLessThanOrEqual(45);
    // What is left is less than the shortest item that was not taken.
    expect(45 - minutesOf(items)).toBeLessThan(3);
    expect(new Set(items).size).toBe(items.length);
  }
});

test("all kinds get about the same time", () => {
  for (let seed = 0; seed < 50; seed++) {
    const { items } = makeSession(DECK, EDITION, { seed: String(seed), minutes: 45 });
    for (const kind of ["predict", "build", "claims"]) {
      const own = DECK.items.filter(({ kinds, exercise }) => kinds[0] === kind && items.includes(exercise));
      const minutes = own.reduce((sum, each) => sum + each.minutes, 0);
      expect(Math.abs(minutes - 15)).toBeLessThanOrEqual(5);
    }
  }
});

test("each item comes up, and comes up in each place, over enough seeds", () => {
  const first = new Set<string>();
  const any = new Set<string>();
  for (let seed = 0; seed < 400; seed++) {
    const { items } = makeSession(DECK, EDITION, { seed: String(seed), minutes: 45 });
    first.add(items[0]!);
    for (const each of items) any.add(each);
  }
  expect(any.size).toBe(30);
  expect(first.size).toBe(30);
});

test("named items are asked as they are named", () => {
  const { items } = makeSession(DECK, EDITION, { seed: "x", minutes: 45, items: [12, 3, 7] });
  expect(items).toEqual(["item-12", "item-3", "item-7"]);
});

test.each([
  [{ items: [31] }, "has no item 31: it has 1, 2, 3"],
  [{ items: [3, 3] }, "item 3 is named twice"],
  [{ items: [] }, "no item is named"],
  [{ minutes: 2 }, "fits into 2 minutes: the shortest takes 3"],
])("what cannot be is refused with what to do: %o", (wish, message) => {
  expect(() => makeSession(DECK, EDITION, { seed: "x", minutes: 45, ...wish })).toThrow(message);
});

test("a deck without items is said to have none", () => {
  expect(() => makeSession({ ...DECK, items: [] }, EDITION, { seed: "x", minutes: 45 })).toThrow("has no items yet");
});
