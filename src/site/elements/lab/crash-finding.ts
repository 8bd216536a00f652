// A finding's shape and its few words, for places where a sentence has no room.
import { listed, type Finding, type FindingKind } from "../../../lab/crash/crash-table.ts";
import { h } from "../h.ts";

const MARKS: Readonly<Record<FindingKind, string>> = {
  unnoticed: "✓",
  twice: "2×",
  "all-lost": "∅",
  "silently-lost": "?!",
  "resume-failed": "!",
  "not-killed": "→",
};

/** Hidden from screen readers: words stand beside it. */
export function findingMark(kind: FindingKind): HTMLElement {
  return h("span", { class: "crash-mark", "data-finding": kind, "aria-hidden": "true" }, MARKS[kind]);
}

export function findingInShort(finding: Finding): string {
  switch (finding.kind) {
    case "unnoticed":
      return "unnoticed";
    case "twice":
      return `${listed(finding.nodes)} twice`;
    case "all-lost":
      return "all lost";
    case "silently-lost":
      return `${listed(finding.nodes)} never`;
    case "resume-failed":
      return "resume failed";
    case "not-killed":
      return "never came";
  }
}

/** What can be guessed of a cell. */
export const GUESSES = [
  { kind: "unnoticed", says: "As if nothing had happened", short: "unnoticed" },
  { kind: "twice", says: "Something happens twice", short: "twice" },
  { kind: "all-lost", says: "Everything is lost", short: "all lost" },
] as const satisfies readonly { kind: FindingKind; says: string; short: string }[];

export type Guess = (typeof GUESSES)[number]["kind"];
