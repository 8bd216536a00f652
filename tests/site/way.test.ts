// The way through the course: what is next, what is left, and that neither depends on where a lesson stands.
import { expect, test } from "vitest";
import { NO_PROGRESS, type Progress, readProgress, writeProgress } from "../../src/site/session/progress.ts";
import { moduleFacts } from "../../src/site/session/module-facts.ts";
import { noteClaimRun, readClaimsRun } from "../../src/site/session/claims-run.ts";
import { openStore } from "../../src/site/session/store.ts";
import { inWords, nextStep, timeLeft, type WayModule } from "../../src/site/session/way.ts";
import { memoryStorage } from "./memory-storage.ts";

const lesson = (id: string, minutes: number) => ({
  id: `subject/${id}`,
  title: id,
  minutes,
  exercises: [{ id: `do-${id}`, title: `Do ${id}`, wrongIdeas: 4 }],
});
const A = lesson("a", 10);
const B = lesson("b", 20);
const C = lesson("c", 30);
const D = lesson("d", 15);
const COURSE: readonly WayModule[] = [
  { id: "one", title: "One", lessons: [A, B] },
  { id: "two", title: "Two", lessons: [C, D] },
];
/** The same lessons in another order, in other modules, two of them new. */
const CUT_ANEW: readonly WayModule[] = [
  { id: "new", title: "New", lessons: [D, lesson("e", 5)] },
  { id: "two", title: "Two", lessons: [B, A, C] },
  { id: "empty", title: "Empty", lessons: [] },
];

const at = (state: Progress["state"], when: string): Progress => ({ ...NO_PROGRESS, state, at: when });
const knows = (kept: Readonly<Record<string, Progress>>) => (id: string) => kept[id] ?? NO_PROGRESS;

test("who has done nothing begins at the first lesson", () => {
  expect(nextStep(COURSE, knows({}))).toEqual({ lesson: A, exercise: null });
});

test("what was begun last comes before anything else", () => {
  const kept = {
    "do-a": at("started", "2026-01-02"),
    "do-d": at("started", "2026-01-03"),
    "do-b": at("done", "2026-01-04"),
  };
  expect(nextStep(COURSE, knows(kept))).toEqual({ lesson: D, exercise: D.exercises[0] });
});

test("then comes the lesson after the one that was done last, and what was left out before it only at the end", () => {
  expect(nextStep(COURSE, knows({ "do-b": at("done", "2026-01-04") }))?.lesson).toBe(C);
  const allButFirst = { "do-b": at("done", "1"), "do-c": at("done", "2"), "do-d": at("done", "3") };
  expect(nextStep(COURSE, knows(allButFirst))?.lesson).toBe(A);
});

test("progress of a version that kept no times leads on after the furthest", () => {
  expect(nextStep(COURSE, knows({ "do-a": at("done", ""), "do-c": at("done", "") }))?.lesson).toBe(D);
  expect(nextStep(COURSE, knows({ "do-b": at("started", ""), "do-c": at("started", "") }))?.lesson).toBe(B);
});

test("when all is done there is no next step", () => {
  const done = at("done", "1");
  expect(nextStep(COURSE, knows({ "do-a": done, "do-b": done, "do-c": done, "do-d": done }))).toBeNull();
});

test("the time left is that of the lessons whose exercises are not done", () => {
  const left = timeLeft([A, B, C, D], knows({ "do-b": at("done", "1"), "do-c": at("started", "1") }));
  expect(left).toEqual({ lessons: 4, lessonsDone: 1, minutes: 75, minutesLeft: 55 });
});

test.for([
  [0, "0 minutes"],
  [1, "1 minute"],
  [59, "59 minutes"],
  [60, "1 hour"],
  [125, "2 hours 5 minutes"],
] as const)("%i minutes are %s", ([minutes, words]) => {
  expect(inWords(minutes)).toBe(words);
});

test("lessons in another order and in other modules: every exercise is where it was, and the next step the same lesson", () => {
  const store = openStore(() => memoryStorage());
  writeProgress(store, "do-a", { ...at("done", "2026-01-01"), of: 5, kept: 5, checks: 2 });
  writeProgress(store, "do-c", { ...at("started", "2026-01-02"), of: 7, kept: 3 });
  writeProgress(store, "do-something-of-another-version", at("done", "2026-01-03"));
  const progressOf = (id: string) => readProgress(store, id);
  const states = (modules: readonly WayModule[]) =>
    new Map(
      modules.flatMap((module) =>
        module.lessons.flatMap(({ exercises }) => exercises.map(({ id }) => [id, progressOf(id)] as const)),
      ),
    );
  const before = states(COURSE);
  const after = states(CUT_ANEW);
  for (const [id, progress] of before) expect(after.get(id), id).toEqual(progress);
  expect(after.get("do-e")).toEqual(NO_PROGRESS);
  expect(nextStep(CUT_ANEW, progressOf)?.exercise?.id).toBe("do-c");
  expect(nextStep(COURSE, progressOf)?.exercise?.id).toBe("do-c");
  const all = (modules: readonly WayModule[]) =>
    timeLeft(
      modules.flatMap(({ lessons }) => lessons),
      progressOf,
    );
  expect(all(CUT_ANEW).minutes - all(CUT_ANEW).minutesLeft).toBe(all(COURSE).minutes - all(COURSE).minutesLeft);
  // What no lesson names any more stays for the day on which one does again.
  expect(store.keys("forkpoint.progress.")).toContain("forkpoint.progress.do-something-of-another-version");
});

test("a module's end counts what was done, and nothing twice", () => {
  const store = openStore(() => memoryStorage());
  writeProgress(store, "do-a", { ...at("done", "1"), of: 9, kept: 9, checks: 4, revealed: true });
  writeProgress(store, "do-b", { ...at("started", "1"), of: 8, kept: 2, checks: 3 });
  noteClaimRun(store, "first", true, new Date(0));
  noteClaimRun(store, "first", true, new Date(1));
  noteClaimRun(store, "second", false, new Date(2));
  noteClaimRun(store, "of-another-module", true, new Date(3));
  const facts = moduleFacts({
    exercises: [...A.exercises, ...B.exercises],
    claims: ["first", "second", "third"],
    progressOf: (id) => readProgress(store, id),
    claimsRun: readClaimsRun(store),
    predictionsOf: (id) => (id === "do-a" ? [true, false] : [true]),
  });
  expect(facts).toEqual({
    exercises: 2,
    done: 1,
    claimsRun: 1,
    claims: 3,
    wrongIdeas: 4,
    rules: 9,
    checks: 4,
    predictions: 3,
    predictionsRight: 2,
    revealed: 1,
  });
});
