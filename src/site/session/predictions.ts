// What a learner said would happen, before the first Run, and what happened. Kept by the exercise's permanent id.
import type { Store } from "./store.ts";

export interface KeptPrediction {
  readonly exercise: string;
  /** Id of the prediction within the exercise. */
  readonly prediction: string;
  /** The choice in its own words; null = the learner skipped the question. */
  readonly said: string | null;
  /** The choice that came true; null until it was seen. */
  readonly was: string | null;
  /** When it was said, in milliseconds since 1970. */
  readonly at: number;
}

const PREFIX = "forkpoint.predictions.";

export const predictionsKey = (exercise: string): string => PREFIX + exercise;

/** Of every exercise that this browser holds any of, known to the course or not. */
export function readPredictions(store: Store): KeptPrediction[] {
  return store.keys(PREFIX).flatMap((key) => readPredictionsOf(store, key.slice(PREFIX.length)));
}

export function readPredictionsOf(store: Store, exercise: string): KeptPrediction[] {
  return parsePredictions(exercise, store.get(predictionsKey(exercise)));
}

/** In the place of what was said about the same questions before. */
export function keepPredictions(store: Store, exercise: string, kept: readonly KeptPrediction[]): KeptPrediction[] {
  const replaced = new Set(kept.map(({ prediction }) => prediction));
  const others = readPredictionsOf(store, exercise).filter(({ prediction }) => !replaced.has(prediction));
  const all = [...others, ...kept];
  store.set(
    predictionsKey(exercise),
    JSON.stringify(all.map(({ prediction, said, was, at }) => ({ prediction, said, was, at }))),
  );
  return all;
}

/** Whoever wrote that text, what comes out has the right shape: at most one for each question, the last one. */
export function parsePredictions(exercise: string, text: string | null): KeptPrediction[] {
  const found = new Map<string, KeptPrediction>();
  for (const raw of parseList(text)) {
    if (typeof raw !== "object" || raw === null) continue;
    const { prediction, said, was, at } = raw as Record<string, unknown>;
    if (typeof prediction !== "string") continue;
    found.set(prediction, { exercise, prediction, said: word(said), was: word(was), at: time(at) });
  }
  return [...found.values()];
}

function parseList(text: string | null): readonly unknown[] {
  try {
    const raw: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(raw) ? raw : [];
  } catch {
    // Half-written or foreign: as good as nothing, and the question is asked again.
    return [];
  }
}

function word(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function time(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : 0;
}
