// Changes in words, decided without a DOM: how a change is marked, what a channel's changes come to, where a part is.
import type { ChannelDiff, ShownMessage, ShownValue, ValueDiff } from "../../../inspect/saver-file.ts";
import { count, cut, isMessage, keyText, showsAlike } from "./value-outline.ts";

export type Change = ChannelDiff["change"];

/** A sign beside each word, so that neither a colour nor reading is needed to find it. */
export const CHANGE_SIGNS: Readonly<Record<Change, string>> = { same: "=", added: "+", removed: "−", changed: "≠" };

export type ChangeWords = Readonly<Record<Change, string>>;

export const CHANGE_WORDS: ChangeWords = { same: "same", added: "added", removed: "removed", changed: "changed" };

/** So few that they are shown without being asked for. */
const FEW_PARTS = 8;
const KEY_CHARACTERS = 60;

/** "1 message added, 2 entries changed"; words of their own where there is nothing to count. */
export function changeSummary(diff: ChannelDiff, words = CHANGE_WORDS): string {
  const { change, parts, partsLeftOut = 0, left, right } = diff;
  if (change === "added") return "had no value before";
  if (change === "removed") return "has no value any more";
  if (change === "same") return "as before";
  if (parts.length === 0) return bothTexts(left, right) ? "another text" : "another value";
  if (partsLeftOut > 0) return `${count(parts.length + partsLeftOut, "place")} changed`;
  // What differs inside a message is one change of that message.
  const places = new Map(parts.map((part) => placeOf(diff, part)).map((place) => [JSON.stringify(place), place]));
  const kinds = Map.groupBy(places.values(), ({ kind, change }) => `${kind} ${change}`);
  return [...kinds.values()]
    .map((alike) => `${countKind(alike[0]!.kind, alike.length)} ${words[alike[0]!.change]}`)
    .join(", ");
}

type Kind = "message" | "item" | "entry" | "value";

function countKind(kind: Kind, number: number): string {
  return kind === "value" ? "value" : count(number, kind, kind === "entry" ? "entries" : undefined);
}

function placeOf(diff: ChannelDiff, part: ValueDiff) {
  const { path, change } = part;
  if (messageAt(diff, part) === null) return { kind: kindOf(path), change, at: path };
  return { kind: "message" as const, change: path.length > 1 ? ("changed" as const) : change, at: path.slice(0, 1) };
}

function kindOf(path: ValueDiff["path"]): Kind {
  const last = path.at(-1);
  if (last === undefined) return "value";
  return typeof last === "number" ? "item" : "entry";
}

/** The message in a list of messages that a part is, or belongs to. */
export function messageAt({ left, right }: ChannelDiff, { path, change }: ValueDiff): ShownMessage | null {
  const isGone = change === "removed" && path.length === 1;
  const list = isGone ? left : right;
  const at = path[0];
  if (typeof at !== "number" || typeof list !== "object" || list?.is !== "list") return null;
  const item = list.items[at] ?? null;
  return isMessage(item) ? item : null;
}

/** All that differs is so little that it may stand open. */
export function isFew(diffs: readonly ChannelDiff[]): boolean {
  const changed = diffs.filter(({ internal, change }) => !internal && change === "changed");
  return (
    changed.reduce((sum, { parts, partsLeftOut = 0 }) => sum + Math.max(parts.length + partsLeftOut, 1), 0) <= FEW_PARTS
  );
}

/** "messages[2].text", as a program would write it. */
export function pathText(channel: string, path: ValueDiff["path"]): string {
  return path.reduce<string>(
    (text, step) => {
      if (typeof step === "number") return `${text}[${step}]`;
      const key = cut(keyText(step), KEY_CHARACTERS);
      return key.startsWith('"') ? `${text}[${key}]` : `${text}.${key}`;
    },
    cut(keyText(channel), KEY_CHARACTERS),
  );
}

/** What differs between two forms of one message, entry by entry; its text comes first. */
export function messageDiffs(left: ShownMessage, right: ShownMessage): ValueDiff[] {
  const [ours, theirs] = [entriesOf(left), entriesOf(right)];
  const keys = new Set([...ours.keys(), ...theirs.keys()]);
  return [...keys].flatMap((key): ValueDiff[] => {
    const [mine, other] = [ours.get(key), theirs.get(key)];
    if (mine === undefined) return [{ path: [key], change: "added", left: null, right: other ?? null }];
    if (other === undefined) return [{ path: [key], change: "removed", left: mine, right: null }];
    return showsAlike(mine, other) ? [] : [{ path: [key], change: "changed", left: mine, right: other }];
  });
}

function entriesOf({ text, role, more }: ShownMessage): Map<string, ShownValue> {
  return new Map<string, ShownValue>([["text", text], ["role", role], ...more]);
}

export function bothTexts(left: ShownValue, right: ShownValue): boolean {
  return typeof left === "string" && typeof right === "string";
}
