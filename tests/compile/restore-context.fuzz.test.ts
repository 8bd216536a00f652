// Random asynchronous programs: the same steps in the same order and in the same stores as with Node's own storage.
// FUZZ_SEED and FUZZ_COUNT ask for others.
import { expect, test } from "vitest";
import { traceDifferences, type ProgramTrace } from "./fuzz/compare-traces.ts";
import { randomPrograms } from "./fuzz/random-programs.ts";
import { traceInNode } from "./fuzz/trace-in-node.node.ts";
import { restoreContext } from "../../src/compile/restore-context.ts";

const SEED = Number(process.env.FUZZ_SEED ?? 1);
const COUNT = Number(process.env.FUZZ_COUNT ?? 800);

test("random programs leave the same trace as with Node's storage", async () => {
  const both = (["native", "ours"] as const).map((mode) => traceInNode(mode, SEED, COUNT));
  const [native, ours] = (await Promise.all(both)) as [ProgramTrace[], ProgramTrace[]];
  expect(native.length).toBe(COUNT);
  // Programs long enough to be worth comparing, in more stores than one, that end.
  expect(native.filter(([, , steps]) => new Set(steps.match(/:\S+/g)).size > 2).length).toBeGreaterThan(COUNT / 3);
  expect(native.filter(([end]) => end === "hangs").length).toBeLessThan(COUNT / 20);
  expect(traceDifferences(SEED, native, ours)).toEqual([]);
});

test("the transform keeps every line of the programs where it was", () => {
  const text = randomPrograms(SEED + 1, 50);
  const restored = restoreContext(text, "module").split("\n");
  const lines = text.split("\n");
  expect(restored.length).toBe(lines.length);
  const labels = (line: string) => line.match(/at\(\d+\)/g);
  lines.forEach((line, i) => expect(labels(restored[i]!)).toEqual(labels(line)));
});
