// Every sentence of fact in the lessons holds for the pinned versions.
import { afterAll, expect, test } from "vitest";
import { readClaims } from "../src/course/read-claims.node.ts";
import { runClaims } from "../src/grading/run-claims.ts";
import { nodeRuntime, readKernel, REPOSITORY } from "./node-grading.ts";

const files = await readClaims(REPOSITORY);
const runtime = nodeRuntime();
afterAll(() => runtime[Symbol.asyncDispose]());

const seen: string[] = [];

test.for(files)("the claims of $lesson hold", { timeout: 120_000 }, async ({ file, files }) => {
  const { signal } = new AbortController();
  const result = await runClaims({ file, files, runtime, kernel: readKernel(), signal, otherwise: true });
  if ("problem" in result) throw new Error(`${file}: ${result.problem.message}`);
  for (const { id, holds, problem, seen: evidence, otherwise } of result.claims) {
    seen.push(id);
    expect({ id, holds, problem, evidence }).toMatchObject({ id, holds: true, problem: null });
    expect(evidence, `${id} shows what it saw`).not.toBeNull();
    // Where the sentence is not so, its program says so: a claim that cannot fail shows nothing.
    expect({ id, otherwise }).toMatchObject({ id, otherwise: { holds: false } });
  }
});

test("there are at least ten, and each has an id of its own", () => {
  expect(seen.length).toBeGreaterThanOrEqual(10);
  expect(new Set(seen).size).toBe(seen.length);
});
