// A practice interview as types: the deck that it is made from, what the candidate's page is given, what it hands back, and
// what a review makes of that. No host, no DOM.
import type { Files, Report } from "../course/model.ts";

/**
 * How an item is checked. predict: say what happens, then it is executed. order: put events in order. claims: accept or
 * reject. counter-example: code that must break the wrong statement and not the right one. build: code with hidden tests.
 * evidence: point at what proves it.
 */
export type ItemKind = "predict" | "order" | "claims" | "counter-example" | "build" | "evidence";

/** decks/<id>/deck.yaml; its exercises lie beside it, in the form of the course's. */
export interface Deck {
  readonly id: string;
  readonly title: string;
  readonly items: readonly DeckItem[];
}

export interface DeckItem {
  /** Of the curriculum's list. */
  readonly number: number;
  readonly question: string;
  readonly kinds: readonly ItemKind[];
  /** Id of an exercise of the deck. Its tests are named "answer/…" or "evidence/…": see `scoreItem`. */
  readonly exercise: string;
  /** How long a prepared candidate takes. */
  readonly minutes: number;
  /** Asked for in words, kept for humans, never scored by a machine; null = nothing is asked. */
  readonly explain: string | null;
  /** What a reviewer can see in the answer, each to be ticked or not. */
  readonly rubric: readonly string[];
}

/** What a session is: the same deck, seed and minutes make the same one. */
export interface Session {
  readonly format: "forkpoint-interview-1";
  readonly id: string;
  readonly deck: string;
  /** SHA-256, in hex, over the deck's files: a review of another edition says so. */
  readonly deckHash: string;
  readonly seed: string;
  readonly minutes: number;
  readonly pins: Readonly<Record<string, string>>;
  /** In the order of the page. */
  readonly items: readonly string[];
}

/** Run shows what the program says; Check holds the answer against the visible tests. Both are asked a confidence for. */
export interface Attempt {
  readonly did: "run" | "check";
  /** Milliseconds of the session's clock, pauses left out. */
  readonly at: number;
  readonly files: Files;
  /** 0.5 to 1: how sure the candidate was, asked before the run. */
  readonly confidence: number;
  /** What the page saw, of the visible tests only: self-checked. Null of a run, and of a check that was stopped. */
  readonly report: Report | null;
}

export interface Answer {
  readonly exercise: string;
  /** As they were at the end. */
  readonly files: Files;
  /** The last one that was said; null = never asked to run, and nothing was said. */
  readonly confidence: number | null;
  readonly explanation: string;
  /** Only with the candidate's consent; without it, the last one alone. */
  readonly attempts: readonly Attempt[];
}

/** What happened when; without consent to a recording, only the clock's own. */
export type LogEntry =
  | { readonly at: number; readonly what: "started" | "finished" | "time-up" }
  /** `ms`: how long the clock stood. closed: the page was not open, or its computer slept. */
  | { readonly at: number; readonly what: "paused"; readonly ms: number; readonly by: "button" | "closed" }
  /** Extra time that the candidate took; nobody asks why. `minutes`: all of it, so far. */
  | { readonly at: number; readonly what: "extended"; readonly minutes: number }
  | { readonly at: number; readonly what: "opened"; readonly exercise: string }
  /** `files`: only those that changed since the entry before. */
  | { readonly at: number; readonly what: "edited"; readonly exercise: string; readonly files: Files };

/** The file that the candidate hands in. Whatever is in it was in the hands of the candidate. */
export interface InterviewExport {
  readonly format: "forkpoint-interview-export-1";
  readonly session: Session;
  /** As the candidate wishes to be called; may be empty. */
  readonly name: string;
  /** Whether attempts and edits were recorded. */
  readonly recorded: boolean;
  readonly answers: readonly Answer[];
  readonly log: readonly LogEntry[];
}

/** 0 = wrong, 1 = right, 2 = right with a counter-example or evidence; `possible` is 1 where no evidence is asked for. */
export interface ItemScore {
  readonly earned: 0 | 1 | 2;
  readonly possible: 1 | 2;
}

export interface ItemReview {
  readonly exercise: string;
  readonly question: string;
  readonly score: ItemScore | null;
  /** Of the reviewer's own run, with all tests. */
  readonly report: Report;
  readonly confidence: number | null;
  readonly explanation: string;
  readonly rubric: readonly string[];
}

export interface Review {
  readonly format: "forkpoint-interview-review-1";
  readonly session: Session;
  readonly name: string;
  readonly items: readonly ItemReview[];
  readonly earned: number;
  readonly possible: number;
  /** Mean of (confidence - outcome)², 0 to 1, over the items with a confidence; null = there are none. */
  readonly brier: number | null;
}
