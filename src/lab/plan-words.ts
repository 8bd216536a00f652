// How a plan says what will run: one place, so that all verbs say it alike.
import type { KnownRun } from "./verb-tree.ts";
import { START } from "./verb-tree.ts";

/** The parts of a plan that come from the file; its lines come from the verb. */
export interface Told {
  readonly says: string;
  readonly notes: readonly string[];
  readonly again: readonly string[];
  readonly blocked: string | null;
}

const MOST_NAMED = 8;
const MOST_LETTERS = 40;

export function blocked(why: string): Told {
  return { says: "Runs nothing.", notes: [], again: [], blocked: why };
}

/** Of a run's steps the nodes that do work, in order. */
export function nodesOfRun({ steps }: KnownRun): readonly string[] {
  return steps.flat().filter((name) => name !== START);
}

/** "Runs 2 nodes again: draft, send." */
export function saysRun(again: readonly string[], word: "again" | ""): string {
  if (again.length === 0) return "Runs the graph from its beginning.";
  const nodes = again.length === 1 ? "1 node" : `${again.length} nodes`;
  return `Runs ${nodes}${word === "" ? "" : ` ${word}`}: ${named(again)}.`;
}

/** "draft, n1 3 times, send"; only what follows itself is counted together, so that the order stays. */
export function named(names: readonly string[]): string {
  const parts: { name: string; times: number }[] = [];
  for (const name of names) {
    const last = parts.at(-1);
    if (last?.name === name) last.times += 1;
    else parts.push({ name, times: 1 });
  }
  const shown = parts.slice(0, MOST_NAMED).map(({ name, times }) => short(name) + (times > 1 ? ` ${times} times` : ""));
  const more = parts.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** A name of the learner's, as a part of a sentence. */
export function short(name: string): string {
  return name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS)}…` : name;
}

/** What has to be known about how far the file tells. */
export function saysEnd({ steps, end }: KnownRun): string {
  switch (end) {
    case "finished":
      return "That is what ran the last time. Where the graph decides by its state, it may go another way now.";
    case "asked":
      return `${named(steps.at(-1) ?? [])} stopped at a question the last time, and asks again: an answer from before does not count here.`;
    case "unsaved":
      return "The steps after that were not saved (durability “exit”), so the file does not tell what else ran.";
    case "unknown":
      return "What follows is not in this file: it has not run yet.";
  }
}

export function count(many: number, one: string): string {
  return many === 1 ? `1 ${one}` : `${many} ${one}s`;
}
