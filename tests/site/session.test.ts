import { expect, test } from "vitest";
import { NOTHING_ASKED, type Exercise, type Report } from "../../src/course/model.ts";
import { JudgeFailed } from "../../src/site/session/judge-client.ts";
import { readProgress } from "../../src/site/session/progress.ts";
import type { RunResult } from "../../src/site/session/protocol.ts";
import { openSession } from "../../src/site/session/session.ts";
import { openStore } from "../../src/site/session/store.ts";
import { fakeJudge } from "./fake-judge.ts";
import { memoryStorage } from "./memory-storage.ts";

const exercise: Exercise = {
  id: "ex",
  title: "An exercise",
  lesson: "threads/one",
  entry: "chat.ts",
  run: "main.ts",
  exports: ["send"],
  given: [],
  needs: [],
  imports: {},
  limits: { testMs: 100, totalMs: 1000, outputBytes: 1000 },
  starter: { "chat.ts": "starter", "main.ts": "main" },
  hints: [],
  ...NOTHING_ASKED,
};

function setUp(storage = memoryStorage()) {
  const judge = fakeJudge();
  const store = openStore(() => storage);
  const now = () => new Date("2026-11-21T10:00:00Z");
  const session = openSession({ exercise, judge, store, tab: "one", isAlive: () => false, now, seed: () => "7" });
  return { judge, store, storage, session };
}

const ran: RunResult = {
  kind: "run",
  problems: [],
  problem: null,
  outcome: { ended: "finished" },
  databases: [],
};

const report = (status: "passed" | "timed-out"): Report => ({
  format: 1,
  exercise: "ex",
  author: null,
  pins: {},
  seed: "7",
  results: [
    { id: "t/1", rule: "a rule", points: 1, verdict: status === "passed" ? { status } : { status, afterMs: 100 } },
  ],
  score: { earned: 0, possible: 1 },
  diagnosis: null,
  problem: null,
  made: { host: "worker", isolation: "", tier: null, totalMs: 1, testMs: {} },
});

/** Lets promises settle. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

test("Run sends the files as they stand and shows what was said, then how it ended", async () => {
  const { judge, session } = setUp();
  session.edit("chat.ts", "mine");
  const running = session.run();
  expect(session.state.activity).toMatchObject({ phase: "starting", wants: "run" });
  expect(judge.asked[0]?.work).toMatchObject({ kind: "run", files: { "chat.ts": "mine", "main.ts": "main" } });
  judge.asked[0]?.say({ kind: "step", step: "loading" });
  expect(session.state.activity).toMatchObject({ steps: ["loading"] });
  judge.asked[0]?.say({ kind: "started" });
  judge.asked[0]?.say({ kind: "trace", event: { kind: "console", level: "log", text: "hello" } });
  expect(session.state).toMatchObject({ activity: { phase: "running" }, run: { result: null } });
  judge.asked[0]?.answer(ran);
  await running;
  expect(session.state).toMatchObject({
    activity: { phase: "editing" },
    run: { result: { outcome: { ended: "finished" } } },
  });
  expect(session.state.run?.output.lines.map(({ text }) => text)).toEqual(["hello"]);
});

test("a second Run ends the first, whose result is never shown", async () => {
  const { judge, session } = setUp();
  void session.run();
  const second = session.run();
  expect(judge.asked[0]?.signal.aborted).toBe(true);
  judge.asked[0]?.answer({ ...ran, outcome: { ended: "crashed", message: "late" } });
  await settle();
  expect(session.state.activity.phase).toBe("starting");
  judge.asked[1]?.answer(ran);
  await second;
  expect(session.state.run?.result?.outcome).toEqual({ ended: "finished" });
});

test("Stop ends what runs, and no result comes after it", async () => {
  const { judge, session, storage } = setUp();
  void session.run();
  session.stop();
  judge.asked[0]?.answer(ran);
  await settle();
  expect(session.state).toMatchObject({ activity: { phase: "editing" }, run: { stopped: true, result: null } });
  expect([...storage.entries.keys()].filter((key) => key.includes("running"))).toEqual([]);
});

test("an error that the program did not catch is a part of its output, and its checkpoints are shown", async () => {
  const { judge, session } = setUp();
  const running = session.run();
  const problem = { blame: "submission", code: "LOAD_FAILED", message: "Error: no", file: "main.ts", line: 3 } as const;
  const databases = [{ name: "main", bytes: new Uint8Array(), checkpoints: [], unreadable: null }];
  judge.asked[0]?.answer({ ...ran, problem, databases });
  await running;
  expect(session.state.run?.output.lines).toEqual([{ level: "uncaught", text: "Error: no", frames: ["main.ts:3"] }]);
  expect(session.state.run).toMatchObject({ result: { problem: null }, databases });
});

test("what does not compile is shown at its line, until that file is edited", async () => {
  const { judge, session } = setUp();
  const running = session.run();
  judge.asked[0]?.answer({
    ...ran,
    outcome: null,
    problems: [{ file: "chat.ts", line: 1, column: 2, message: "unexpected" }],
  });
  await running;
  expect(session.state.run).toBeNull();
  expect(session.state.problems).toHaveLength(1);
  session.edit("chat.ts", "corrected");
  expect(session.state.problems).toHaveLength(0);
});

test("Check shows the plan and each verdict as it comes, then the report; progress is kept", async () => {
  const { judge, session, store } = setUp();
  const checking = session.check();
  expect(judge.asked[0]?.work).toMatchObject({ kind: "check", seed: "7" });
  judge.asked[0]?.say({ kind: "plan", tests: [{ id: "t/1", rule: "a rule", visible: true }] });
  judge.asked[0]?.say({ kind: "test", event: { kind: "started", id: "t/1", rule: "a rule" } });
  expect(session.state.activity).toMatchObject({ phase: "checking", current: "t/1", finished: [] });
  judge.asked[0]?.say({ kind: "test", event: { kind: "finished", result: report("timed-out").results[0]!, ms: 1 } });
  expect(session.state.activity).toMatchObject({ current: null, finished: [{ id: "t/1" }] });
  judge.asked[0]?.answer({ kind: "check", report: report("timed-out"), problems: [] });
  await checking;
  expect(session.state.check?.visible).toEqual(new Set(["t/1"]));
  expect(readProgress(store, "ex")).toMatchObject({ state: "started", failedChecks: 1 });
});

test("an exercise that passes is done after a reload", async () => {
  const { judge, session, storage } = setUp();
  const checking = session.check();
  judge.asked[0]?.answer({ kind: "check", report: report("passed"), problems: [] });
  await checking;
  expect(setUp(storage).session.state.progress.state).toBe("done");
});

test("when the judge fails, the failure is shown and nothing counts as tried", async () => {
  const { judge, session } = setUp();
  const checking = session.check();
  judge.asked[0]?.fail(new JudgeFailed({ blame: "host", code: "RUNTIME_FAILED", message: "no guest" }));
  await checking;
  expect(session.state).toMatchObject({
    activity: { phase: "editing" },
    failure: { wants: "check", problem: { blame: "host" } },
    progress: { failedChecks: 0 },
  });
});

test("a page that was lost during a run says so at the next load, with the draft as it was", async () => {
  const { session, storage } = setUp();
  session.edit("chat.ts", "mine");
  void session.run();
  const next = setUp(storage).session;
  expect(next.state.crashed).toMatchObject({ doing: "run", exercise: "ex" });
  expect(next.drafts.files()["chat.ts"]).toBe("mine");
});

test("progress made in another tab is taken over", () => {
  const { session, storage } = setUp();
  storage.setItem("forkpoint.progress.ex", JSON.stringify({ state: "done" }));
  session.storageChanged("forkpoint.progress.ex", storage.getItem("forkpoint.progress.ex"));
  expect(session.state.progress.state).toBe("done");
});
