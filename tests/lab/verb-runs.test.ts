// Every verb for real: the lines that are shown, run in a guest over a database, do what the same calls do directly; and what
// the plan said before is what ran.
import { afterAll, expect, test } from "vitest";
import { openFile } from "../../src/inspect/open-file.ts";
import { planVerb } from "../../src/lab/plan-verb.ts";
import { questionsOf } from "../../src/lab/verb-edit.ts";
import { nodeRuntime } from "../node-grading.ts";
import { sqlJs } from "../savers/saver-at-hand.ts";
import { leaveThreads, verbCases } from "./verb-cases.ts";
import { directly, inGuest, keyOf, outcomesOf, treeOf } from "./verb-world.ts";

const runtime = nodeRuntime();
afterAll(() => runtime[Symbol.asyncDispose]());

const begun = await directly(null, true, (graphOf) => leaveThreads(graphOf));
// Forks are made of what has finished.
const { bytes: before } = await directly(begun.bytes, false, async (graphOf) => {
  await graphOf("fan-fork").invoke(null, { configurable: { thread_id: "fan-fork" } });
});
const tree = treeOf(before);

/** Of what waits at the end of a thread. */
function questionIds(thread: string): readonly string[] {
  using file = openFile(sqlJs, before);
  return questionsOf(file.state(keyOf(tree, thread, "s1·a"))).map(({ id }) => id ?? "");
}

const cases = verbCases(questionIds);
const plans = cases.map(({ verb }) => planVerb(verb(tree), tree, "app.ts"));

const expected = await directly(before, false, async (graphOf, saver) => {
  for (const { thread, direct } of cases) await direct(graphOf(thread), tree, saver);
});
const made = await inGuest(
  runtime,
  before,
  plans.map(({ lines }) => lines),
);

const outcomes = { before: outcomesOf(before), expected: outcomesOf(expected.bytes), made: outcomesOf(made.bytes) };

test("all of it ran to its end", () => {
  expect(made.result.problem).toBe(null);
  expect(made.result.outcome).toEqual({ ended: "finished" });
});

test.each(cases.map((each, index) => ({ ...each, plan: plans[index]! })))(
  "$thread: $what: does what the same calls do, and runs what was said before",
  ({ thread, plan, verb, besides = [], subgraphs = [], writesNothing = false, blocked = null }) => {
    expect(plan.blocked).toBe(blocked);
    const ran = made.ran.get(thread) ?? [];
    expect(ran).toEqual(expected.ran.get(thread) ?? []);
    const said = plan.again.filter((name) => !subgraphs.includes(name));
    expect([...said, ...besides].sort()).toEqual([...ran].sort());

    const { kind } = verb(tree);
    const outcome = outcomes.made.get(thread);
    expect(outcome).toEqual(outcomes.expected.get(thread));
    if (writesNothing || kind === "copy") expect(outcome).toEqual(outcomes.before.get(thread));
    else expect(outcome).not.toEqual(outcomes.before.get(thread));
  },
);

test("a copy has all that the thread has, and ids stay the same", () => {
  expect(outcomes.made.get("row-copied")).toEqual(outcomes.before.get("row-copy"));
  const { thread, ...rest } = keyOf(tree, "row-copy", "s1·a");
  expect(keyOf(treeOf(made.bytes), "row-copied", "s1·a")).toEqual({ thread: "row-copied", ...rest });
  expect(thread).toBe("row-copy");
});

test("threads that no verb was about stay as they are", () => {
  const touched = cases.map(({ thread }) => thread);
  const others = [...outcomes.before.keys()].filter((thread) => !touched.includes(thread));
  expect(others.length).toBeGreaterThan(0);
  for (const thread of others) expect(outcomes.made.get(thread)).toEqual(outcomes.before.get(thread));
});

test("a node that the graph does not have is told as what the program threw", async () => {
  const at = keyOf(tree, "row-bystander", "s1·a");
  const { lines, says } = planVerb({ kind: "fork", at, values: "{}", replace: [], asNode: "nobody" }, tree, "app.ts");
  expect(says).toBe("Runs what follows nobody.");
  const { result, bytes: after } = await inGuest(runtime, before, [lines]);
  expect(result.problem).toMatchObject({
    blame: "submission",
    message: expect.stringMatching(/^InvalidUpdateError: Node "nobody" does not exist/) as unknown,
  });
  expect(outcomesOf(after)).toEqual(outcomes.before);
});

test("so is a thread that is not there", async () => {
  const { lines, blocked } = planVerb({ kind: "continue", thread: "row-nobody" }, tree, "app.ts");
  expect(blocked).toBe("This file has no thread “row-nobody”, and invoke(null) on an unknown one throws.");
  const { result, bytes: after } = await inGuest(runtime, before, [lines]);
  expect(result.problem?.message).toMatch(/^EmptyInputError: /);
  expect(outcomesOf(after)).toEqual(outcomes.before);
});
