// What goes wrong in a verb is told as what a program threw, with the file as it was.
import { afterAll, expect, test } from "vitest";
import { planVerb } from "../../src/lab/plan-verb.ts";
import { nodeRuntime } from "../node-grading.ts";
import { directly, inGuest, keyOf, outcomesOf, treeOf } from "./verb-world.ts";

const runtime = nodeRuntime();
afterAll(() => runtime[Symbol.asyncDispose]());

const { bytes } = await directly(null, false, async (graphOf) => {
  await graphOf("row-1").invoke({ log: ["go"] }, { configurable: { thread_id: "row-1" } });
});
const tree = treeOf(bytes);

test("a node that the graph does not have", async () => {
  const at = keyOf(tree, "row-1", "s1·a");
  const { lines, says } = planVerb({ kind: "fork", at, values: "{}", replace: [], asNode: "nobody" }, tree, "app.ts");
  expect(says).toBe("Runs what follows nobody.");
  const { result, bytes: after } = await inGuest(runtime, bytes, [lines]);
  expect(result.problem).toMatchObject({
    blame: "submission",
    message: expect.stringMatching(/^InvalidUpdateError: Node "nobody" does not exist/) as unknown,
  });
  expect(outcomesOf(after)).toEqual(outcomesOf(bytes));
});

test("a thread that is not there", async () => {
  const { lines, blocked } = planVerb({ kind: "continue", thread: "row-2" }, tree, "app.ts");
  expect(blocked).toBe("This file has no thread “row-2”, and invoke(null) on an unknown one throws.");
  const { result, bytes: after } = await inGuest(runtime, bytes, [lines]);
  expect(result.problem?.message).toMatch(/^EmptyInputError: /);
  expect(outcomesOf(after)).toEqual(outcomesOf(bytes));
});
