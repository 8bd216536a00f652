import { expect, test } from "vitest";
import type { Exercise } from "../../src/course/model.ts";
import { InspectError } from "../../src/inspect/inspect-error.ts";
import type { CheckpointRow } from "../../src/inspect/read-checkpoints.ts";
import { openLab } from "../../src/site/session/lab/lab-session.ts";
import type { Reader } from "../../src/site/session/lab/reader.ts";
import type { RunResult } from "../../src/site/session/protocol.ts";
import { fakeJudge } from "./fake-judge.ts";
import { row as checkpoint } from "./lab-state-rows.ts";

const row = (id: string, parent: string | null, step: number) => checkpoint({ id, parent, step, thread: "t" });

/** Files by their first byte: 1 a line of two, 2 the same with a fork, 9 none of ours. */
const FILES: Record<number, CheckpointRow[]> = {
  0: [],
  1: [row("b", "a", 1), row("a", null, 0)],
  2: [row("c", "a", 1), row("b", "a", 1), row("a", null, 0)],
};
const file = (kind: number, name = "main") => ({ name, bytes: new Uint8Array([kind]) });

const exercise = {
  id: "ex",
  run: "main.ts",
  lab: "app.ts",
  given: [],
  starter: { "app.ts": "" },
} as unknown as Exercise;

function setUp(program = true) {
  const judge = fakeJudge();
  const asked: string[] = [];
  const reader: Reader = {
    async ask(ask: string, question: any): Promise<any> {
      asked.push(ask);
      if (ask === "state") return { key: question.key, channels: [], writes: [], createdAt: null };
      if (ask === "compare") return { left: question.left, right: question.right };
      if (ask === "growth") return [];
      const rows = FILES[question.bytes?.[0]];
      if (!rows) throw new InspectError("FILE_NOT_OURS", "this SQLite file was not written by a saver");
      return rows;
    },
    [Symbol.dispose]() {},
  };
  const lab = openLab({ judge, reader, program: program ? { exercise, files: () => ({ "app.ts": "mine" }) } : null });
  return { lab, judge, asked };
}

const ran = (kinds: number[], more: Partial<RunResult> = {}): RunResult => ({
  kind: "run",
  problems: [],
  problem: null,
  outcome: { ended: "finished" },
  databases: kinds.map((kind) => ({ ...file(kind), checkpoints: [], unreadable: null })),
  ...more,
});

const at = (id: string) => ({ thread: "t", namespace: "", id });

test("what a run left is read, and its latest checkpoint is selected, with what changed", async () => {
  const { lab } = setUp();
  expect(lab.state.phase).toBe("empty");
  await lab.show([file(1)]);
  expect(lab.state).toMatchObject({ phase: "ready", open: "main", selected: at("b"), canUndo: false });
  expect(lab.state.state).toMatchObject({ phase: "ready", value: { key: at("b") } });
  expect(lab.state.changes).toMatchObject({ phase: "ready", value: { left: at("a"), right: at("b") } });
});

test("a verb runs its lines over the bytes; undo brings the bytes of before back, redo those of after", async () => {
  const { lab, judge } = setUp();
  await lab.show([file(1)]);
  const running = lab.run({ kind: "rerun", at: at("a") });
  expect(lab.state.doing).toEqual({ kind: "rerun", at: at("a") });
  const { work } = judge.asked[0]!;
  expect(work).toMatchObject({ kind: "run", files: { "app.ts": "mine" }, over: [file(1)] });
  expect(work.kind === "run" && work.program?.text).toContain("graph.invoke(null");
  judge.asked[0]!.answer(ran([2]));
  await running;
  expect(lab.state).toMatchObject({ doing: null, failure: null, selected: at("c"), canUndo: true, canRedo: false });
  expect(lab.state.said).not.toBe("");
  await lab.undo();
  expect(lab.state.databases).toEqual([file(1)]);
  expect(lab.state).toMatchObject({ selected: at("b"), canUndo: false, canRedo: true });
  await lab.redo();
  expect(lab.state.databases).toEqual([file(2)]);
});

test("a verb that ended in an error says so and shows what was stored until then", async () => {
  const { lab, judge } = setUp();
  await lab.show([file(1)]);
  const running = lab.run({ kind: "continue", thread: "t" });
  judge.asked[0]!.answer(
    ran([2], { problem: { blame: "submission", code: "LOAD_FAILED", message: "EmptyInputError: no input" } }),
  );
  await running;
  expect(lab.state.failure).toContain("EmptyInputError: no input");
  expect(lab.state).toMatchObject({ databases: [file(2)], canUndo: true, said: "" });
});

test("a verb that left no database changes nothing", async () => {
  const { lab, judge } = setUp();
  await lab.show([file(1)]);
  const running = lab.run({ kind: "continue", thread: "t" });
  judge.asked[0]!.answer(ran([], { outcome: { ended: "crashed", message: "out of memory" } }));
  await running;
  expect(lab.state.failure).toContain("out of memory");
  expect(lab.state).toMatchObject({ databases: [file(1)], canUndo: false });
});

test("Stop ends a verb, whose late result is nobody's", async () => {
  const { lab, judge } = setUp();
  await lab.show([file(1)]);
  const running = lab.run({ kind: "continue", thread: "t" });
  lab.stop();
  await running;
  expect(judge.asked[0]!.signal.aborted).toBe(true);
  expect(lab.state).toMatchObject({ doing: null, failure: null, databases: [file(1)], canUndo: false });
});

test("a new run forgets the way back", async () => {
  const { lab, judge } = setUp();
  await lab.show([file(1)]);
  const running = lab.run({ kind: "rerun", at: at("a") });
  judge.asked[0]!.answer(ran([2]));
  await running;
  await lab.show([file(1)]);
  expect(lab.state).toMatchObject({ canUndo: false, canRedo: false, selected: at("b") });
});

test("a file that is none of ours is told with its reason, and undo leads back", async () => {
  const { lab } = setUp();
  await lab.show([file(1)]);
  await lab.openFile("theirs", new Uint8Array([9]));
  expect(lab.state).toMatchObject({ phase: "unreadable", problem: expect.stringContaining("not written by a saver") });
  expect(lab.state.canUndo).toBe(true);
  await lab.undo();
  expect(lab.state).toMatchObject({ phase: "ready", selected: at("b"), problem: null });
});

test("a file that is too large is not read at all", async () => {
  const { lab, asked } = setUp();
  await lab.openFile("huge", new Uint8Array(64 * 1024 * 1024 + 1));
  expect(lab.state).toMatchObject({ phase: "unreadable", problem: expect.stringContaining("64") });
  expect(asked).toEqual([]);
});

test("a database without a checkpoint is empty, not broken", async () => {
  const { lab } = setUp();
  await lab.show([file(0)]);
  expect(lab.state).toMatchObject({ phase: "empty", databases: [file(0)], selected: null });
});

test("the checkpoint that a link names is selected in the next run, and only there", async () => {
  const { lab } = setUp();
  lab.aim({ thread: "t", lane: "", name: "s1·a" });
  await lab.show([file(2)]);
  expect(lab.state.selected).toEqual(at("b"));
  await lab.show([file(2)]);
  expect(lab.state.selected).toEqual(at("c"));
});

test("two are compared, what was marked on the left; marking the selected one unmarks", async () => {
  const { lab } = setUp();
  await lab.show([file(2)]);
  await lab.select(at("b"));
  await lab.compare(at("c"));
  expect(lab.state.comparison).toMatchObject({ phase: "ready", value: { left: at("c"), right: at("b") } });
  await lab.compare(at("b"));
  expect(lab.state).toMatchObject({ compared: null, comparison: null });
});

test("without a program a verb does nothing, and lines cannot be tried out", async () => {
  const { lab, judge } = setUp(false);
  await lab.show([file(1)]);
  await lab.run({ kind: "continue", thread: "t" });
  expect(judge.asked).toEqual([]);
  await expect(lab.tryOut(new Uint8Array([1]), "")).rejects.toThrow("no program");
});

test("lines that are tried out run over the copy, and what is shown stays", async () => {
  const { lab, judge } = setUp();
  await lab.show([file(1), file(0, "other")]);
  const trying = lab.tryOut(new Uint8Array([2]), "lines");
  expect(judge.asked[0]!.work).toMatchObject({ over: [file(2), file(0, "other")], program: { text: "lines" } });
  judge.asked[0]!.say({ kind: "trace", event: { kind: "console", level: "log", text: "next: []" } });
  judge.asked[0]!.answer(ran([2]));
  expect(await trying).toBe("next: []");
  expect(lab.state.databases[0]).toEqual(file(1));
});

test("undo waits for a verb, whose database must not change under it", async () => {
  const { lab, judge } = setUp();
  await lab.show([file(1)]);
  const first = lab.run({ kind: "rerun", at: at("a") });
  judge.asked[0]!.answer(ran([2]));
  await first;
  const second = lab.run({ kind: "continue", thread: "t" });
  await lab.undo();
  expect(lab.state.databases).toEqual([file(2)]);
  lab.stop();
  await second;
  await lab.undo();
  expect(lab.state.databases).toEqual([file(1)]);
});

test("a run that comes in while a verb's database is read is not told as that verb's end", async () => {
  const { lab, judge } = setUp();
  await lab.show([file(1)]);
  const running = lab.run({ kind: "rerun", at: at("a") });
  const showing = new Promise<void>((resolve) =>
    lab.subscribe(({ databases }) => {
      if (databases[0]?.bytes[0] === 2) resolve();
    }),
  );
  judge.asked[0]!.answer(ran([2]));
  await showing;
  await Promise.all([lab.show([file(1)]), running]);
  expect(lab.state).toMatchObject({ said: "", databases: [file(1)] });
});
