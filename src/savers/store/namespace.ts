// Namespaces as text: each label escaped and ended by "/", so that what lies under a namespace is one range of an index and
// no namespace is the beginning of another one's name.
import { InvalidNamespaceError, type MatchCondition } from "@langchain/langgraph-checkpoint";
import type { SqlValue } from "../database/driver.ts";
import { SaverError } from "../errors.ts";
import { originalText, storedText } from "../schema.ts";

const END = "/";
// The character after "/": what begins with "a/" lies from "a/" up to, and without, "a0".
const AFTER_END = "0";
// SQLite sorts every blob after every text.
const ABOVE_ALL_TEXT = new Uint8Array(1);

export function storedNamespace(labels: readonly string[]): string {
  return labels.map((label) => storedText(label).replaceAll(END, "\\u002f") + END).join("");
}

export function labelsOf(stored: string): string[] {
  return stored.split(END).slice(0, -1).map(originalText);
}

/** From `low` up to, and without, `high`: the stored namespaces that begin with these labels. */
export function rangeUnder(labels: readonly string[]): readonly [low: string, high: SqlValue] {
  const low = storedNamespace(labels);
  return low === "" ? ["", ABOVE_ALL_TEXT] : [low, low.slice(0, -END.length) + AFTER_END];
}

/** For reading: any labels, even those that nothing can be put under. */
export function requireLabels(value: unknown, call: string): readonly string[] {
  if (Array.isArray(value) && value.every((label) => typeof label === "string")) return value;
  throw new SaverError(
    "NAMESPACE_INVALID",
    `${call} needs a namespace that is a list of strings, such as ["users", "42"]`,
  );
}

/** For writing: what LangGraph's `validateNamespace` lets pass, whichever way the write came; else the error that it throws. */
export function requireWritableLabels(value: unknown, call: string): readonly string[] {
  const problem = Array.isArray(value) ? problemOf(value) : undefined;
  if (problem === undefined) return requireLabels(value, call);
  const message = `${call} cannot use the namespace ${JSON.stringify(value)}: ${problem}`;
  throw Object.assign(new InvalidNamespaceError(message), { code: "NAMESPACE_INVALID" });
}

function problemOf(labels: readonly unknown[]): string | undefined {
  if (labels.length === 0) return "it is empty, name at least one label";
  if (!labels.every((label) => typeof label === "string")) return "a label is no string";
  if (labels.includes("")) return "a label is the empty string";
  if (labels.some((label) => label.includes("."))) return "labels cannot hold periods";
  if (labels[0] === "langgraph") return 'the first label "langgraph" is reserved';
  return undefined;
}

/** `"*"` stands for any one label. */
export function matches({ matchType, path }: MatchCondition, labels: readonly string[]): boolean {
  if (path.length > labels.length) return false;
  const from = matchType === "prefix" ? 0 : labels.length - path.length;
  return path.every((wanted, at) => wanted === "*" || wanted === labels[from + at]);
}

/** The labels that every match begins with: up to the first wildcard. */
export function leadingLabels(conditions: readonly MatchCondition[]): readonly string[] {
  const leading = conditions
    .filter(({ matchType }) => matchType === "prefix")
    .map(({ path }) => (path.includes("*") ? path.slice(0, path.indexOf("*")) : path));
  return leading.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** Label by label, by code units. */
export function compareLabels(left: readonly string[], right: readonly string[]): number {
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    if (left[at]! < right[at]!) return -1;
    if (left[at]! > right[at]!) return 1;
  }
  return left.length - right.length;
}
