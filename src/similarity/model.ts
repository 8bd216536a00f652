// How alike the answers of one batch are. A hint for people who then ask and read; never part of a score. Types only.
import type { Files } from "../course/model.ts";

export interface Answer {
  readonly author: string;
  readonly files: Files;
}

export interface Alike {
  readonly left: string;
  readonly right: string;
  /** 0 to 1: of what is each answer's own, how much is in the other too. */
  readonly ratio: number;
  /** Pieces of some twenty tokens that both have and neither the exercise nor its solutions. */
  readonly common: number;
  /** Answers of the batch that are as alike to one of the two, these two among them. */
  readonly group: number;
  /** So many answers look like this that two of them say nothing. */
  readonly expected: boolean;
  /** Null = no reports were given, or both passed everything. */
  readonly behaviour: AlikeBehaviour | null;
}

/** Both fail the same tests in the same way. */
export interface AlikeBehaviour {
  readonly failed: number;
  /** Answers with a report that fail just so, these two among them. */
  readonly group: number;
}

export interface Similarity {
  readonly format: "forkpoint-similarity-1";
  readonly exercise: string;
  readonly answers: number;
  /** Answers with too little of their own to compare. */
  readonly nothingOwn: readonly string[];
  /** The most alike first. */
  readonly alike: readonly Alike[];
}
