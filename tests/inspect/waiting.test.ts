// Which questions wait for an answer is told from the pending writes alone, also where a crash left only some of them.
import { expect, test } from "vitest";
import { OPAQUE } from "../../src/inspect/next-tasks.ts";
import type { Write } from "../../src/inspect/read-writes.ts";
import { CALLER } from "../../src/inspect/task-id.ts";
import { countWaiting, errorsOf } from "../../src/inspect/tell-writes.ts";

const asked = (task: string, question = `${task}?`): Write => ({
  task,
  channel: "__interrupt__",
  value: { id: question, value: "?" },
});
const answers = (task: string, value: unknown): Write => ({ task, channel: "__resume__", value });
const failed = (task: string): Write => ({ task, channel: "__error__", value: { name: "E", message: "m" } });
const result = (task: string): Write => ({ task, channel: "log", value: 1 });

test("a question waits until its task has an answer that is newer than it", () => {
  const cases: [string, number, Write[]][] = [
    ["nobody asked", 0, [result("a"), failed("b")]],
    ["nobody answered", 1, [asked("a")]],
    ["two tasks asked", 2, [asked("a"), asked("b"), result("c")]],
    ["it failed first, was run again, and asked", 1, [failed("a"), asked("a")]],
    ["answered, and then it finished", 0, [asked("a"), answers(CALLER, "x"), answers("a", ["x"]), result("a")]],
    ["answered, and the worker died before the task ended", 0, [asked("a"), answers(CALLER, "x")]],
    ["answered, and then it failed", 0, [asked("a"), answers(CALLER, "x"), answers("a", ["x"]), failed("a")]],
    ["answered, and it asked once more", 1, [asked("a"), answers(CALLER, "x"), answers("a", ["x"])]],
    ["the second question answered, then a crash", 0, [asked("a"), answers(CALLER, "y"), answers("a", ["x"])]],
    ["answered by the question's id, then a crash", 0, [asked("a"), answers("a?", ["x"])]],
    ["answered by id, and it asked once more", 1, [asked("a"), answers("a?", ["x"]), answers("a", ["x"])]],
    ["another question answered by id", 2, [asked("a"), asked("b"), answers("c?", ["x"])]],
    ["one of two answered by id, and finished", 1, [asked("a"), asked("b"), answers("b?", ["x"]), result("b")]],
    ["an answer that cannot be read", 0, [asked("a"), answers(CALLER, OPAQUE)]],
    ["answers that cannot be read, one of them taken", 1, [asked("a"), answers(CALLER, OPAQUE), answers("a", OPAQUE)]],
  ];
  for (const [name, waiting, writes] of cases) expect([name, countWaiting(writes)]).toEqual([name, waiting]);
});

test("errors are told by name and message, whatever was stored", () => {
  const error = (value: unknown): Write => ({ task: "a", channel: "__error__", value });
  const told = errorsOf([
    error({ name: "RangeError", message: "too far" }),
    error({ message: "without a name" }),
    error("only text"),
    error({ name: 7 }),
    error(null),
    error({ name: "Long", message: "x".repeat(10_000) }),
    result("a"),
  ]);
  expect(told.slice(0, 5)).toEqual([
    "RangeError: too far",
    "without a name",
    "only text",
    "an error that is stored in another form",
    "an error that is stored in another form",
  ]);
  expect(told).toHaveLength(6);
  expect(told[5]!.length).toBeLessThan(600);
});
