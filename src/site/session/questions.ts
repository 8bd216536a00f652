// What an exercise asks besides its code: predictions before the first Run, a transfer question after it is solved. Knows no DOM.
import type { EvidenceTable, Exercise, Problem } from "../../course/model.ts";
import { JudgeFailed, type JudgeClient } from "./judge-client.ts";
import { keepPredictions, type KeptPrediction, predictionsKey, readPredictionsOf } from "./predictions.ts";
import type { Store } from "./store.ts";
import { keepTransfer, type KeptTransfer, readTransfer, transferKey } from "./transfer-answer.ts";

/** What the judge saw of the exercise's own run. */
export type Sight =
  | { readonly state: "not-yet" | "looking" }
  | {
      readonly state: "seen";
      readonly observations: Readonly<Record<string, string>>;
      readonly table: EvidenceTable | null;
    }
  | { readonly state: "failed"; readonly problem: Problem };

export interface QuestionsState {
  /** In the order in which they were answered. */
  readonly predictions: readonly KeptPrediction[];
  readonly transfer: KeptTransfer | null;
  readonly sight: Sight;
}

export interface Questions {
  readonly state: QuestionsState;
  /** Prediction id → what is said; null = skipped. It takes the place of what was said before. */
  predict(said: Readonly<Record<string, string | null>>): void;
  /** After a Run: what was predicted is compared with what the judge sees. */
  tell(): Promise<void>;
  /** Lets the judge look, once; again after it failed. */
  look(): Promise<void>;
  answerTransfer(said: string): void;
  storageChanged(key: string | null): boolean;
}

export interface QuestionsOptions {
  readonly exercise: Exercise;
  readonly judge: JudgeClient;
  readonly store: Store;
  readonly now: () => Date;
  readonly changed: () => void;
}

export function openQuestions({ exercise, judge, store, now, changed }: QuestionsOptions): Questions {
  let state: QuestionsState = {
    predictions: readPredictionsOf(store, exercise.id),
    transfer: readTransfer(store, exercise.id),
    sight: { state: "not-yet" },
  };
  let looking: Promise<void> | null = null;
  const set = (change: Partial<QuestionsState>) => {
    state = { ...state, ...change };
    changed();
  };
  const keep = (kept: readonly KeptPrediction[]) => set({ predictions: keepPredictions(store, exercise.id, kept) });
  const untold = () => state.predictions.filter(({ prediction, was }) => was === null && isAsked(exercise, prediction));

  async function look(): Promise<void> {
    set({ sight: { state: "looking" } });
    // Nothing ends it but the page: it is the course's own program, and its time is limited.
    const { signal } = new AbortController();
    try {
      const { observations, table, problem } = await judge.start({ kind: "observe", exercise }, signal, () => {});
      set({ sight: problem ? { state: "failed", problem } : { state: "seen", observations, table } });
    } catch (error) {
      if (!(error instanceof JudgeFailed)) throw error;
      set({ sight: { state: "failed", problem: error.problem } });
    }
  }

  const questions: Questions = {
    get state() {
      return state;
    },
    predict(said) {
      const at = now().getTime();
      const { id } = exercise;
      keep(Object.entries(said).map(([prediction, text]) => ({ exercise: id, prediction, said: text, was: null, at })));
    },
    async tell() {
      // Whoever skipped them all does not want to be told.
      if (untold().every(({ said }) => said === null)) return;
      await questions.look();
      if (state.sight.state !== "seen") return;
      const { observations } = state.sight;
      keep(untold().map((kept) => ({ ...kept, was: observations[kept.prediction] ?? null })));
    },
    async look() {
      if (state.sight.state === "failed") looking = null;
      await (looking ??= look());
    },
    answerTransfer(said) {
      const transfer = { exercise: exercise.id, said, right: said === exercise.transfer?.answer, at: now().getTime() };
      keepTransfer(store, transfer);
      set({ transfer });
    },
    storageChanged(key) {
      if (key === predictionsKey(exercise.id)) set({ predictions: readPredictionsOf(store, exercise.id) });
      else if (key === transferKey(exercise.id)) set({ transfer: readTransfer(store, exercise.id) });
      else return false;
      return true;
    },
  };
  return questions;
}

/** The predictions that were neither answered nor skipped: a Run waits for them. */
export function unasked({ predict }: Exercise, { predictions }: QuestionsState): Exercise["predict"] {
  return predict.filter(({ id }) => !predictions.some(({ prediction }) => prediction === id));
}

/** What was kept may be about a question that the exercise no longer asks. */
function isAsked({ predict }: Exercise, prediction: string): boolean {
  return predict.some(({ id }) => id === prediction);
}
