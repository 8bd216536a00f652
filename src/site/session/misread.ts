// What a learner once misread, and when it is asked again: 1 day later, 3 days after a second time, 7 after each further one,
// until it is answered rightly or the learner says "not again". By exercise and by the id of what was asked; never by position.
import type { Report } from "../../course/model.ts";
import { readPredictions, type KeptPrediction } from "./predictions.ts";
import type { Store } from "./store.ts";

export interface Misread {
  /** A prediction that did not come true, or a wrong idea that a diagnosis named. */
  readonly kind: "prediction" | "idea";
  /** The prediction's id, or the mutant's name. */
  readonly id: string;
  /** What was said, or the sentence that named the idea. */
  readonly says: string;
  /** How often it was due or new, and misread. */
  readonly times: number;
  /** When it was misread last. */
  readonly at: string;
  readonly ended: "answered" | "not again" | null;
}

export interface Due extends Misread {
  readonly exercise: string;
}

const PREFIX = "forkpoint.misread.";
const DAYS = [1, 3, 7] as const;
const DAY_MS = 24 * 60 * 60 * 1000;

export const misreadKey = (exercise: string): string => PREFIX + exercise;

export function readMisread(store: Store, exercise: string): Misread[] {
  return Object.values(readRaw(store, exercise)).flatMap((raw) => parse(raw) ?? []);
}

/** Of every exercise that anything is kept about, also of those that this version of the course does not have. */
export function readDue(store: Store, now: Date): Due[] {
  const exercises = store.keys(PREFIX).map((key) => key.slice(PREFIX.length));
  return exercises.flatMap((exercise) => dueIn(store, exercise, now));
}

export function dueIn(store: Store, exercise: string, now: Date): Due[] {
  return readMisread(store, exercise)
    .filter((misread) => isDue(misread, now))
    .map((misread) => ({ ...misread, exercise }));
}

export function isDue(misread: Misread, now: Date): boolean {
  return misread.ended === null && now.getTime() >= dueAt(misread).getTime();
}

export function dueAt({ times, at }: Misread): Date {
  const days = DAYS[Math.min(times, DAYS.length) - 1] ?? DAYS[0];
  return new Date(new Date(at).getTime() + days * DAY_MS);
}

export function noteMisread(
  store: Store,
  exercise: string,
  { kind, id, says }: Pick<Misread, "kind" | "id" | "says">,
  now: Date,
): void {
  change(store, exercise, kind, id, (before) => {
    if (before?.ended === "not again") return before;
    // Ten tries in an hour are one misunderstanding, not ten.
    const again = before !== null && before.ended === null && !isDue(before, now);
    const times = again ? before.times : (before?.times ?? 0) + 1;
    return { kind, id, says, times, at: now.toISOString(), ended: null };
  });
}

/** A right answer counts when it was due: the day before, it was still in the ear. */
export function noteAnswered(store: Store, exercise: string, kind: Misread["kind"], id: string, now: Date): void {
  change(store, exercise, kind, id, (before) =>
    before && isDue(before, now) ? { ...before, ended: "answered" } : before,
  );
}

export function notAgain(store: Store, exercise: string, kind: Misread["kind"], id: string): void {
  change(store, exercise, kind, id, (before) => before && { ...before, ended: "not again" });
}

/** What a finished check says about wrong ideas: a diagnosis names one, and code that keeps all rules has none. */
export function noteReport(store: Store, exercise: string, report: Report, now: Date): void {
  const { diagnosis, results, problem } = report;
  if (diagnosis)
    noteMisread(store, exercise, { kind: "idea", id: diagnosis.mutant, says: diagnosis.misconception }, now);
  const passed = problem === null && results.length > 0 && results.every(({ verdict }) => verdict.status === "passed");
  if (!passed) return;
  for (const { id } of dueIn(store, exercise, now).filter(({ kind }) => kind === "idea"))
    noteAnswered(store, exercise, "idea", id, now);
}

/** Takes up predictions that were compared with what happened since this was asked last. */
export function notePredictions(store: Store): void {
  for (const kept of readPredictions(store)) {
    const { exercise, prediction: id, said, was, at } = kept;
    if (said === null || was === null) continue;
    const known = readMisread(store, exercise).find((misread) => misread.kind === "prediction" && misread.id === id);
    if (known && at <= Date.parse(known.at)) continue;
    if (isRight(kept)) noteAnswered(store, exercise, "prediction", id, new Date(at));
    else noteMisread(store, exercise, { kind: "prediction", id, says: `You said: ${said}` }, new Date(at));
  }
}

/** Of one exercise: for each prediction that was made and compared, whether it came true. */
export function predictionsMade(store: Store, exercise: string): boolean[] {
  return readPredictions(store)
    .filter((kept) => kept.exercise === exercise && kept.said !== null && kept.was !== null)
    .map(isRight);
}

function isRight({ said, was }: KeptPrediction): boolean {
  return said === was;
}

/** Entries that cannot be read, or belong to another version, stay as they are. */
function change(
  store: Store,
  exercise: string,
  kind: Misread["kind"],
  id: string,
  act: (before: Misread | null) => Misread | null,
): void {
  const raw = readRaw(store, exercise);
  const key = `${kind}:${id}`;
  const before = parse(raw[key]);
  const after = act(before);
  if (after !== null && after !== before) store.set(misreadKey(exercise), JSON.stringify({ ...raw, [key]: after }));
}

function readRaw(store: Store, exercise: string): Record<string, unknown> {
  try {
    const raw: unknown = JSON.parse(store.get(misreadKey(exercise)) ?? "{}");
    return typeof raw === "object" && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : {};
  } catch {
    // Half-written by a tab that died: nothing can be asked again from it.
    return {};
  }
}

function parse(raw: unknown): Misread | null {
  if (typeof raw !== "object" || raw === null) return null;
  const { kind, id, says, times, at, ended } = raw as Record<string, unknown>;
  if ((kind !== "prediction" && kind !== "idea") || typeof id !== "string" || typeof says !== "string") return null;
  if (typeof at !== "string" || Number.isNaN(Date.parse(at))) return null;
  return {
    kind,
    id,
    says,
    times: typeof times === "number" && Number.isSafeInteger(times) && times > 0 ? times : 1,
    at,
    ended: ended === "answered" || ended === "not again" ? ended : null,
  };
}
