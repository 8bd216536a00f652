import { expect, test } from "vitest";
import type { Report } from "../../src/course/model.ts";
import { exportSchema } from "../../src/interview/export-schema.ts";
import { exportWords, makeExport, progressOf } from "../../src/site/interview/make-export.ts";
import { readKept, writeKept } from "../../src/site/interview/kept-state.ts";
import { type Act, answerOf, type InterviewState, isTimeUp, newState, reduce } from "../../src/site/interview/state.ts";
import { PAGE } from "./a-page.ts";

const { session } = PAGE;

const REPORT: Report = {
  format: 1,
  exercise: "first",
  author: null,
  pins: {},
  seed: "one",
  results: [{ id: "answer/a", rule: "a", points: 1, verdict: { status: "passed" } }],
  score: { earned: 1, possible: 1 },
  diagnosis: null,
  problem: null,
  made: { host: "worker", isolation: "sandboxed frame", tier: null, totalMs: 12, testMs: { "answer/a": 3 } },
};

const edit = (text: string, now: number): Act => ({ do: "edit", exercise: "first", files: { "first.ts": text }, now });
const check = (text: string, confidence: number, now: number): Act => {
  const attempt = { did: "check", files: { "first.ts": text }, confidence, report: REPORT } as const;
  return { do: "attempt", exercise: "first", attempt, now };
};

function after(...acts: Act[]): InterviewState {
  return acts.reduce((state, act) => reduce(session, state, act), newState(session));
}

const BEGIN: Act = { do: "begin", now: 0 };
const CONSENT: Act = { do: "consent", recorded: true };

test("without consent nothing but the clock is logged, and only the last attempt is kept", () => {
  const state = after(
    BEGIN,
    { do: "open", exercise: "second", now: 1_000 },
    edit("a", 2_000),
    check("a", 0.6, 3_000),
    edit("b", 9_000),
    check("b", 0.9, 10_000),
  );
  expect(state.log).toEqual([{ at: 0, what: "started" }]);
  expect(answerOf(state, "first")).toMatchObject({ files: { "first.ts": "b" }, confidence: 0.9 });
  expect(answerOf(state, "first").attempts.map(({ at, files }) => [at, files["first.ts"]])).toEqual([[10_000, "b"]]);
});

test("with consent each attempt is kept, and edits that follow each other closely are one entry", () => {
  const state = after(
    CONSENT,
    BEGIN,
    edit("a", 1_000),
    edit("ab", 2_000),
    edit("ab", 2_500),
    edit("abc", 9_000),
    check("abc", 0.6, 10_000),
    check("abc", 0.7, 11_000),
  );
  expect(answerOf(state, "first").attempts.map(({ confidence }) => confidence)).toEqual([0.6, 0.7]);
  expect(state.log).toEqual([
    { at: 0, what: "started" },
    { at: 0, what: "opened", exercise: "first" },
    { at: 1_000, what: "edited", exercise: "first", files: { "first.ts": "ab" } },
    { at: 9_000, what: "edited", exercise: "first", files: { "first.ts": "abc" } },
  ]);
});

test("taking the consent back erases what was recorded, and keeps answers, clock and last attempts", () => {
  const recorded = after(CONSENT, BEGIN, edit("a", 1_000), check("a", 0.6, 2_000), check("a", 0.7, 3_000));
  const state = reduce(session, recorded, { do: "consent", recorded: false });
  expect(state.recorded).toBe(false);
  expect(state.log).toEqual([{ at: 0, what: "started" }]);
  expect(answerOf(state, "first")).toMatchObject({ files: { "first.ts": "a" }, attempts: [{ confidence: 0.7 }] });
  const erased = reduce(session, recorded, { do: "erase-recording" });
  expect(erased.recorded).toBe(true);
  expect(erased.log).toEqual([{ at: 0, what: "started" }]);
});

test("the end of the time is told once, locks nothing, and is told again to whoever takes extra time", () => {
  const minute = 60_000;
  let state = after(BEGIN);
  for (let now = minute; now <= 11 * minute; now += minute) state = reduce(session, state, { do: "beat", now });
  expect(state.log).toEqual([
    { at: 0, what: "started" },
    { at: 10 * minute, what: "time-up" },
  ]);
  state = reduce(session, state, edit("late", 11 * minute));
  expect(answerOf(state, "first").files).toEqual({ "first.ts": "late" });
  state = reduce(session, state, { do: "extend", minutes: 5, now: 11 * minute });
  expect(isTimeUp(state)).toBe(false);
  for (let now = 12 * minute; now <= 15 * minute; now += minute) state = reduce(session, state, { do: "beat", now });
  expect(state.log.slice(1)).toEqual([
    { at: 11 * minute, what: "extended", minutes: 5 },
    { at: 15 * minute, what: "time-up" },
  ]);
});

test("extra time that was chosen before the beginning is in the log from the beginning", () => {
  const state = after({ do: "extend", minutes: 15, now: 0 }, { do: "begin", now: 5_000 });
  expect(state.log).toEqual([
    { at: 0, what: "started" },
    { at: 0, what: "extended", minutes: 15 },
  ]);
});

test("pause, finish and the way back are logged with how long the clock stood", () => {
  const state = after(
    BEGIN,
    { do: "pause", now: 10_000 },
    { do: "go-on", now: 40_000 },
    { do: "finish", now: 50_000 },
    { do: "go-on", now: 51_000 },
    { do: "reopen", now: 53_000 },
  );
  expect(state.phase).toBe("work");
  expect(state.log).toEqual([
    { at: 0, what: "started" },
    { at: 10_000, what: "paused", ms: 30_000, by: "button" },
    { at: 20_000, what: "finished" },
    { at: 20_000, what: "paused", ms: 1_000, by: "button" },
    { at: 20_000, what: "paused", ms: 2_000, by: "closed" },
  ]);
});

test("what is recorded is bounded, and the clock's own entries stay", () => {
  let state = after(CONSENT, BEGIN);
  for (let index = 0; index < 5_100; index++) state = reduce(session, state, edit(`text ${index}`, 5_000 * index));
  for (let index = 0; index < 250; index++) state = reduce(session, state, check("x", 0.5, 1));
  expect(state.log).toHaveLength(5_000);
  expect(state.log[0]).toEqual({ at: 0, what: "started" });
  expect(answerOf(state, "first").attempts).toHaveLength(200);
});

test("the export is what the reviewer's schema reads, with and without a recording", () => {
  for (const first of [CONSENT, { do: "name", name: " Ada " } as Act]) {
    const state = after(
      first,
      BEGIN,
      { do: "open", exercise: "second", now: 500 },
      edit("a", 1_000),
      check("a", 0.6, 2_000),
      check("a", 0.75, 3_000),
      { do: "explain", exercise: "second", text: "because" },
      { do: "finish", now: 4_000 },
    );
    const made = makeExport(PAGE, state);
    expect(exportSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
    expect(made.answers.map(({ exercise, files }) => [exercise, files])).toEqual([
      ["first", { "first.ts": "a" }],
      ["second", { "second.ts": "old" }],
    ]);
    expect(made.recorded).toBe(first === CONSENT);
    expect(made.answers[0]!.attempts).toHaveLength(first === CONSENT ? 2 : 1);
    expect(made.name).toBe(first === CONSENT ? "" : "Ada");
  }
});

test("the schema refuses what the page does not write", () => {
  const made = makeExport(
    PAGE,
    after(CONSENT, BEGIN, edit("a", 1_000), check("a", 0.6, 2_000), check("a", 0.7, 3_000)),
  );
  const [answer, other] = made.answers;
  const broken = [
    { ...made, recorded: false },
    { ...made, extra: 1 },
    { ...made, answers: [answer] },
    { ...made, answers: [other, answer] },
    { ...made, answers: [{ ...answer, confidence: 1.2 }, other] },
    { ...made, answers: [{ ...answer, files: { "../up.ts": "" } }, other] },
    { ...made, answers: [{ ...answer, files: { "/etc/passwd": "" } }, other] },
    { ...made, session: { ...made.session, deckHash: "x" } },
    { ...made, log: [{ at: -1, what: "started" }] },
  ];
  expect(exportSchema.safeParse(made).success).toBe(true);
  for (const each of broken) expect(exportSchema.safeParse(each).success, JSON.stringify(each)).toBe(false);
});

test("what is kept reads back as it was, and anything else is not read", () => {
  const state = after(CONSENT, BEGIN, edit("a", 1_000), check("a", 0.6, 2_000));
  expect(readKept(session, writeKept(state))).toEqual(state);
  for (const text of ["", "{", "null", "{}", JSON.stringify({ ...state, phase: "over" })])
    expect(readKept(session, text), text).toBeNull();
  expect(readKept(session, writeKept({ ...state, current: "elsewhere" }))).toBeNull();
});

test("an item is not started, answered or run", () => {
  const [first, second] = PAGE.items;
  const state = after(BEGIN, edit("a", 1_000));
  expect([progressOf(first!, state), progressOf(second!, state)]).toEqual(["answered", "not started"]);
  expect(progressOf(first!, reduce(session, state, edit("old", 2_000)))).toBe("not started");
  expect(progressOf(first!, reduce(session, state, check("a", 0.5, 2_000)))).toBe("run");
  expect(progressOf(second!, after({ do: "explain", exercise: "second", text: "so" }))).toBe("answered");
});

test("what will be in the file is said in words", () => {
  const plain = exportWords(PAGE, after(BEGIN, check("a", 0.6, 2_000))).join("\n");
  expect(plain).toContain("No name.");
  expect(plain).toContain("No recording. Of each item that you ran or checked, the last time alone (1 in all)");
  const acts = [CONSENT, BEGIN, edit("a", 1_000), check("a", 0.6, 2_000), check("a", 0.6, 3_000)];
  expect(exportWords(PAGE, after(...acts)).join("\n")).toContain(
    "2 attempts with the files and confidence of each, 1 entry of edits",
  );
});
