// Predictions and the transfer question of a session: asked once, kept, told after a Run, and never lost to a judge that fails.
import { expect, test } from "vitest";
import type { Exercise } from "../../src/course/model.ts";
import { JudgeFailed } from "../../src/site/session/judge-client.ts";
import { unasked } from "../../src/site/session/questions.ts";
import { openSession } from "../../src/site/session/session.ts";
import { readTransfers } from "../../src/site/session/transfer-answer.ts";
import { openStore } from "../../src/site/session/store.ts";
import { exercise as small } from "../grading/fake-runtime.ts";
import { fakeJudge } from "./fake-judge.ts";
import { memoryStorage } from "./memory-storage.ts";

const exercise: Exercise = {
  ...small,
  predict: [
    { id: "count", ask: "How many?", choices: ["3", "4"], because: "One for each step." },
    { id: "source", ask: "Which source?", choices: ["loop", "fork"], because: "It was updated." },
  ],
  observe: "",
  transfer: { ask: "And there?", choices: ["a", "b"], answer: "a", because: "As here.", claim: "steps" },
};

function open(entries: Iterable<readonly [string, string]> = []) {
  const storage = memoryStorage(entries);
  const store = openStore(() => storage);
  const judge = fakeJudge();
  const session = openSession({
    exercise,
    judge,
    store,
    tab: "t",
    isAlive: () => false,
    now: () => new Date(1_000),
    seed: () => "1",
  });
  const unaskedIds = () => unasked(exercise, session.questions.state).map(({ id }) => id);
  /** Presses Run and lets it end. */
  const run = async (change: { outcome?: null; problem?: Exercise["id"] } = {}) => {
    const running = session.run();
    const problem = change.problem ? { blame: "submission" as const, code: change.problem, message: "" } : null;
    const outcome = change.outcome === null ? null : ({ ended: "finished" } as const);
    judge.asked.at(-1)!.answer({ kind: "run", problems: [], problem, outcome, databases: [] });
    await running;
  };
  const observed = (observations: Record<string, string>) =>
    judge.asked.at(-1)!.answer({ kind: "observe", observations, table: null, problem: null });
  const kinds = () => judge.asked.map(({ work }) => work.kind);
  return { session, store, storage, judge, run, observed, kinds, unaskedIds };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("what was said is kept, told after a Run, and read by the next page", async () => {
  const { session, storage, run, observed, unaskedIds } = open();
  expect(unaskedIds()).toEqual(["count", "source"]);
  session.questions.predict({ count: "3", source: null });
  expect(unaskedIds()).toEqual([]);
  await run();
  expect(session.state.questions.sight).toEqual({ state: "looking" });
  observed({ count: "4", source: "fork" });
  await settled();
  const told = [
    { exercise: "small", prediction: "count", said: "3", was: "4", at: 1_000 },
    { exercise: "small", prediction: "source", said: null, was: "fork", at: 1_000 },
  ];
  expect(session.state.questions.predictions).toEqual(told);
  expect(open(storage.entries).session.state.questions.predictions).toEqual(told);
});

test("without a prediction the judge is not asked, and it is asked once for all Runs", async () => {
  const { session, run, observed, kinds } = open();
  await run();
  session.questions.predict({ count: "3" });
  await run();
  observed({ count: "4", source: "fork" });
  await settled();
  session.questions.predict({ source: "loop" });
  await run();
  await settled();
  expect(kinds()).toEqual(["run", "run", "observe", "run"]);
  expect(session.state.questions.predictions.map(({ was }) => was)).toEqual(["4", "fork"]);
});

test("whoever skipped all of them is not told, and the judge has nothing to do", async () => {
  const { session, run, kinds } = open();
  session.questions.predict({ count: null, source: null });
  await run();
  await settled();
  expect(kinds()).toEqual(["run"]);
  expect(session.state.questions.predictions.map(({ was }) => was)).toEqual([null, null]);
});

test("a Run that was kept from running tells nothing", async () => {
  const { session, run, kinds } = open();
  session.questions.predict({ count: "3" });
  await run({ problem: "RUNTIME_FAILED" });
  session.run().catch(() => undefined);
  session.stop();
  await settled();
  expect(kinds()).toEqual(["run", "run"]);
});

test("a program that ends in an error of its own has run, so it is told", async () => {
  const { session, run, kinds } = open();
  session.questions.predict({ count: "3" });
  await run({ problem: "LOAD_FAILED" });
  expect(kinds()).toEqual(["run", "observe"]);
});

test("a judge that fails loses no prediction, and is asked again", async () => {
  const { session, judge, run, observed } = open();
  session.questions.predict({ count: "3" });
  await run();
  const problem = { blame: "host", code: "JUDGE_ENDED", message: "gone" } as const;
  judge.asked.at(-1)!.fail(new JudgeFailed(problem));
  await settled();
  expect(session.state.questions).toMatchObject({ sight: { state: "failed", problem }, predictions: [{ was: null }] });
  const again = session.questions.tell();
  observed({ count: "4", source: "fork" });
  await again;
  expect(session.state.questions.predictions).toMatchObject([{ said: "3", was: "4" }]);
});

test("what was said about a question that is gone is kept, and in nobody's way", async () => {
  const { session, run, kinds } = open([
    ["forkpoint.predictions.small", '[{"prediction":"older","said":"x","was":null,"at":1}]'],
  ]);
  await run();
  await settled();
  expect(kinds()).toEqual(["run"]);
  session.questions.predict({ count: "3" });
  expect(session.state.questions.predictions.map(({ prediction }) => prediction)).toEqual(["older", "count"]);
});

test("asked again, the new answer takes the place of the old one until it is told", async () => {
  const { session, run, observed } = open();
  session.questions.predict({ count: "3", source: "fork" });
  await run();
  observed({ count: "4", source: "fork" });
  await settled();
  session.questions.predict({ count: "4", source: "fork" });
  expect(session.state.questions.predictions.map(({ was }) => was)).toEqual([null, null]);
  await run();
  await settled();
  expect(session.state.questions.predictions.map(({ was }) => was)).toEqual(["4", "fork"]);
});

test("the answer to the transfer question is kept with whether it was right", () => {
  const { session, store, storage } = open();
  session.questions.answerTransfer("b");
  expect(session.state.questions.transfer).toEqual({ exercise: "small", said: "b", right: false, at: 1_000 });
  session.questions.answerTransfer("a");
  expect(readTransfers(store)).toEqual([{ exercise: "small", said: "a", right: true, at: 1_000 }]);
  expect(open(storage.entries).session.state.questions.transfer?.right).toBe(true);
});

test.each(["{", "[]", "3", '{"said":3}', "null"])("%s is read as no answer", (text) => {
  expect(open([["forkpoint.transfer.small", text]]).session.state.questions.transfer).toBe(null);
});

test("what another tab was told is seen here", () => {
  const { session, store } = open();
  const text = '[{"prediction":"count","said":"3","was":"4","at":1}]';
  store.set("forkpoint.predictions.small", text);
  session.storageChanged("forkpoint.predictions.small", text);
  store.set("forkpoint.transfer.small", '{"said":"a","right":true,"at":1}');
  session.storageChanged("forkpoint.transfer.small", null);
  expect(session.state.questions).toMatchObject({ predictions: [{ was: "4" }], transfer: { said: "a" } });
});
