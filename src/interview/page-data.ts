// What the candidate's page is given. Nothing else of the deck is in the file: no hidden test, solution, mutant, hint or rubric.
import type { Exercise } from "../course/model.ts";
import type { DeckItem, ItemKind, Session } from "./model.ts";

export interface PageItem {
  readonly exercise: Exercise;
  readonly question: string;
  readonly kinds: readonly ItemKind[];
  readonly minutes: number;
  readonly explain: string | null;
  /** HTML of ours, made from the exercise's prompt. */
  readonly prompt: string;
}

export interface PageData {
  readonly session: Session;
  readonly title: string;
  /** In the session's order. */
  readonly items: readonly PageItem[];
}

/** Texts that become scripts and addresses of the page; `wasm` in base64. */
export interface PageParts {
  readonly judge: string;
  readonly kernel: string;
  readonly guest: string;
  readonly frame: string;
  readonly sqlJs: string;
  readonly wasm: string;
}

/** Field by field, so that nothing of the folder or of the item can slip into the file. */
export function pageItem(item: DeckItem, exercise: Exercise, prompt: string): PageItem {
  const { question, kinds, minutes, explain } = item;
  const { id, title, lesson, entry, run, exports, given, needs, imports, limits, starter, form } = exercise;
  // observe.ts of another kind of exercise finds out what came true, which is the answer.
  const observe = form?.kind === "point" ? exercise.observe : null;
  const code = { entry, run, exports, given, lab: null, needs, imports, limits, starter };
  const asked = { hints: [], predict: [], observe, transfer: null, form };
  return { exercise: { id, title, lesson, ...code, ...asked }, question, kinds, minutes, explain, prompt };
}
