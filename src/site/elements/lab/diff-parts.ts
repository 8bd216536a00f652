// Changes in words, decided without a DOM: how a change is marked, what a channel's changes come to, where a part is.
import type { ChannelDiff, ShownMessage, ShownValue, ValueDiff } from "../../../inspect/saver-file.ts";
import { count, cut, isMessage, keyText, showsAlike } from "./value-outline.ts";

export type Change = ChannelDiff["change"];

/** A sign beside each word, so that neither a colour nor reading is needed to find it. */
export const CHANGE_SIGNS: Readonly<Record<Change, string>> = { same: "=", added: "+", removed: "−", changed: "≠" };

/** So few that they are shown without being asked for. */
const FEW_PARTS = 4;
const KEY_CHARACTERS = 60;

/** "1 message added, 2 entries changed"; "new" and "all of it" where there is nothing to count. */
export function changeSummary({ change, parts, partsLeftOut, left, right }: ChannelDiff): string {
  if (change === "added") return "had no value before";
  if (change === "removed") return "has no value any more";
  if (change === "same") return "as before";
  if (parts.length === 0) return `another value${bothTexts(left, right) ? " of the same kind" : ""}`;
  if (partsLeftOut > 0) return `${count(parts.length + partsLeftOut, "place")} changed`;
  const kinds = Map.groupBy(parts, (part) => JSON.stringify([kindOf(part), part.change]));
  return [...kinds.values()].map((alike) => `${countKind(alike)} ${alike[0]!.change}`).join(", ");
}

function countKind(parts: readonly ValueDiff[]): string {
  const kind = kindOf(parts[0]!);
  return kind === "text" || kind === "value"
    ? kind
    : count(parts.length, kind, kind === "entry" ? "entries" : undefined);
}

function kindOf({ path, left, right }: ValueDiff): "message" | "item" | "entry" | "text" | "value" {
  if (isMessage(left) || isMessage(right)) return "message";
  const last = path.at(-1);
  if (last === undefined) return bothTexts(left, right) ? "text" : "value";
  return typeof last === "number" ? "item" : "entry";
}

/** All that differs is so little that it may stand open. */
export function isFew(diffs: readonly ChannelDiff[]): boolean {
  const changed = diffs.filter(({ internal, change }) => !internal && change === "changed");
  return (
    changed.reduce((sum, { parts, partsLeftOut }) => sum + Math.max(parts.length + partsLeftOut, 1), 0) <= FEW_PARTS
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
