// What was misread comes back: after 1, 3 and 7 days, until it is answered rightly or dropped.
import { expect, test } from "vitest";
import type { Report } from "../../src/course/model.ts";
import {
  dueIn,
  misreadKey,
  noteAnswered,
  noteMisread,
  notePredictions,
  noteReport,
  notAgain,
  predictionsMade,
  readDue,
  readMisread,
} from "../../src/site/session/misread.ts";
import { keepPredictions } from "../../src/site/session/predictions.ts";
import { openStore } from "../../src/site/session/store.ts";
import { memoryStorage } from "./memory-storage.ts";

const START = Date.UTC(2026, 0, 1, 12);
const HOUR = 60 * 60 * 1000;
const day = (days: number, hours = 0): Date => new Date(START + days * 24 * HOUR + hours * HOUR);
const IDEA = { kind: "idea", id: "forgets", says: "Your code behaves as if nothing were kept." } as const;
const open = () => openStore(() => memoryStorage());
const idsDue = (store: ReturnType<typeof open>, now: Date) => dueIn(store, "ex", now).map(({ id }) => id);

function report(statuses: readonly ("passed" | "timed-out")[], diagnosed: boolean): Report {
  return {
    format: 1,
    exercise: "ex",
    author: null,
    pins: {},
    seed: "1",
    results: statuses.map((status, index) => ({
      id: `t/${index}`,
      rule: "a rule",
      points: 1,
      verdict: status === "passed" ? { status } : { status, afterMs: 1 },
    })),
    score: null,
    diagnosis: diagnosed ? { mutant: IDEA.id, misconception: IDEA.says, match: 1 } : null,
    problem: null,
    made: { host: "worker", isolation: "", tier: null, totalMs: 1, testMs: {} },
  };
}

test("a wrong idea is due a day later, then 3 days, then 7, and 7 again", () => {
  const store = open();
  let now = day(0);
  for (const days of [1, 3, 7, 7]) {
    noteMisread(store, "ex", IDEA, now);
    const next = new Date(now.getTime() + days * 24 * HOUR);
    expect(idsDue(store, new Date(next.getTime() - 1))).toEqual([]);
    expect(idsDue(store, next)).toEqual(["forgets"]);
    now = next;
  }
});

test("the same idea ten times in an hour is one misunderstanding, which is due a day after the last", () => {
  const store = open();
  for (let minute = 0; minute < 10; minute++) noteMisread(store, "ex", IDEA, new Date(START + minute * 60_000));
  expect(readMisread(store, "ex")).toMatchObject([{ times: 1 }]);
  expect(idsDue(store, day(1))).toEqual([]);
  expect(idsDue(store, day(1, 1))).toEqual(["forgets"]);
});

test("a right answer settles what is due, and not what is not due yet", () => {
  const store = open();
  noteMisread(store, "ex", IDEA, day(0));
  noteAnswered(store, "ex", "idea", "forgets", day(0, 5));
  expect(idsDue(store, day(1))).toEqual(["forgets"]);
  noteAnswered(store, "ex", "idea", "forgets", day(1));
  expect(idsDue(store, day(30))).toEqual([]);
  noteMisread(store, "ex", IDEA, day(40));
  expect(idsDue(store, day(42)), "who was right once and then wrong is asked again, later").toEqual([]);
  expect(idsDue(store, day(43))).toEqual(["forgets"]);
});

test("not again is for good", () => {
  const store = open();
  noteMisread(store, "ex", IDEA, day(0));
  notAgain(store, "ex", "idea", "forgets");
  noteMisread(store, "ex", IDEA, day(2));
  expect(idsDue(store, day(60))).toEqual([]);
});

test("a diagnosis is noted; a check that passes settles what is due then, and no earlier", () => {
  const store = open();
  noteReport(store, "ex", report(["passed", "timed-out"], true), day(0));
  noteReport(store, "ex", report(["passed", "passed"], false), day(0, 1));
  expect(idsDue(store, day(1))).toEqual(["forgets"]);
  noteReport(store, "ex", report(["passed", "timed-out"], false), day(1));
  noteReport(store, "ex", report([], false), day(1));
  expect(idsDue(store, day(1)), "neither a failed check nor one without results settles it").toEqual(["forgets"]);
  noteReport(store, "ex", report(["passed", "passed"], false), day(1));
  expect(idsDue(store, day(30))).toEqual([]);
});

test("predictions that did not come true are taken up once; skipped ones and right ones are not", () => {
  const store = open();
  const said = (prediction: string, what: string | null, was: string | null) => ({
    exercise: "ex",
    prediction,
    said: what,
    was,
    at: START,
  });
  keepPredictions(store, "ex", [
    said("wrong", "3", "5"),
    said("right", "5", "5"),
    said("skipped", null, "5"),
    said("not-seen", "3", null),
  ]);
  notePredictions(store);
  notePredictions(store);
  expect(readMisread(store, "ex")).toMatchObject([{ kind: "prediction", id: "wrong", times: 1, says: "You said: 3" }]);
  expect(predictionsMade(store, "ex")).toEqual([false, true]);
  // Answered rightly in the exercise itself, when it was due.
  keepPredictions(store, "ex", [{ ...said("wrong", "5", "5"), at: day(2).getTime() }]);
  notePredictions(store);
  expect(idsDue(store, day(30))).toEqual([]);
});

test("what is kept of exercises and questions that the course does not know stays", () => {
  const storage = memoryStorage([
    [misreadKey("ex"), JSON.stringify({ "riddle:x": { kind: "riddle", of: "a later version" }, "idea:odd": 7 })],
    [misreadKey("gone"), JSON.stringify({ "idea:old": { ...IDEA, id: "old", times: 1, at: day(0), ended: null } })],
    [misreadKey("broken"), "{"],
  ]);
  const store = openStore(() => storage);
  noteMisread(store, "ex", IDEA, day(0));
  const kept: unknown = JSON.parse(storage.entries.get(misreadKey("ex")) ?? "");
  expect(kept).toMatchObject({ "riddle:x": { of: "a later version" }, "idea:odd": 7, "idea:forgets": { times: 1 } });
  expect(readDue(store, day(1)).map(({ exercise, id }) => `${exercise}/${id}`)).toEqual(["ex/forgets", "gone/old"]);
});
