// The portable tier: the contract of all runtimes over a language machine, and what only such a machine can get wrong.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describeConformance } from "@forkpoint/conformance/vitest";
import { afterAll, describe, expect, it, test } from "vitest";
import { NodeRuntime } from "../../src/runtimes/node/node-runtime.node.ts";
import { languageMachine, processAroundMachine } from "../../src/runtimes/node/quickjs/language-machine.node.ts";
import { openTier, probeTiers } from "../../src/runtimes/node/tiers.node.ts";
import type { ExerciseRuntime, Job, Outcome } from "../../src/runtimes/runtime.ts";
import { runtimeContract } from "./contract.ts";
import { contractHost } from "./fixture.ts";

const manifest = readFileSync(path.resolve(import.meta.dirname, "../../.build/vendor/manifest.json"), "utf8");
const { exports } = JSON.parse(manifest) as { exports: Record<string, string[]> };
const never = new AbortController().signal;

const runtime = openTier("portable");
afterAll(() => runtime[Symbol.asyncDispose]());

describeConformance(
  "portable tier",
  runtimeContract,
  () => contractHost(runtime, exports),
  { describe, it },
  { testMs: 30_000 },
);

const jobOf = (program: string, needs: Job["needs"] = []): Job => ({
  modules: [{ path: "main.ts", parts: [`export const run = async () => { ${program} };`] }],
  libraries: {},
  outputBytes: 1_000,
  needs,
});

async function run(program: string, on: ExerciseRuntime = runtime): Promise<{ value: unknown; outcome: Outcome }> {
  const guest = await on.open(jobOf(program), never);
  const main = (await guest.root.module("main.ts")) as any;
  const value: unknown = await main.run().catch((error: Error) => `${error.name}: ${error.message}`);
  await guest.kill();
  return { value, outcome: await guest.ended };
}

test("it works on this machine, and says what it is made of", async () => {
  const probes = await probeTiers(never);
  expect(probes).toContainEqual({ tier: "portable", works: true, why: expect.any(String) as string, todo: null });
  expect(runtime.isolation).toBe("QuickJS in WebAssembly, in a process with permissions");
  expect(runtime.tier).toBe("portable");
});

test.each([
  ["using", "{ using one = { [Symbol.dispose]() {} }; } return 1;"],
  ["Intl", "return new Intl.NumberFormat().format(1);"],
])("a submission that uses %s is not judged rather than judged wrongly", async (use, program) => {
  await using runtime = openTier("portable", { spares: 0 });
  await expect(runtime.open(jobOf(program), never)).rejects.toMatchObject({
    code: "CAPABILITY_MISSING",
    message: `main.ts uses ${use}, which the portable tier does not know: use the strong tier`,
  });
  const harmless = await runtime.open(jobOf('return "using one, Intl";'), never);
  await harmless.kill();
});

test("an exercise that needs processes is not opened, and the message says which tier has them", async () => {
  await expect(runtime.open(jobOf("", ["filesystem", "process"]), never)).rejects.toMatchObject({
    code: "CAPABILITY_MISSING",
    message: "this exercise needs filesystem and process, which the portable tier does not offer: use the strong tier",
  });
});

test("there is no more on the global than in the other homes", async () => {
  const { value } = await run(`return Object.getOwnPropertyNames(globalThis)`);
  await using node = new NodeRuntime({ spares: 0 });
  const inNode = (await run(`return Object.getOwnPropertyNames(globalThis)`, node)).value as string[];
  expect((value as string[]).length).toBeGreaterThan(80);
  expect((value as string[]).filter((name) => !inNode.includes(name))).toEqual([]);
});

test("what leads to the outside elsewhere leads nowhere, and no code is made from text", async () => {
  const { value } = await run(`
    const made = [];
    const { constructor: Fn } = setTimeout.constructor;
    for (const make of [
      () => eval("1"),
      () => (0, eval)("1"),
      () => new Function("return process")(),
      () => Fn("return process")(),
      () => (async () => {}).constructor("return 1")(),
      () => (function* () {}).constructor("yield 1")(),
      () => process.constructor.constructor("return process")(),
      () => crypto.getRandomValues.constructor("return process")(),
    ])
      try { made.push(String(make())); } catch (error) { made.push(error.name); }
    const names = ["binding", "getBuiltinModule", "mainModule", "dlopen"];
    return [Object.keys(process.env), names.map((name) => typeof process[name]), typeof require, typeof WebAssembly, made];
  `);
  const nothing = ["undefined", "undefined", "undefined", "undefined"];
  expect(value).toEqual([[], nothing, "undefined", "undefined", Array.from({ length: 8 }, () => "EvalError")]);
});

test.each([
  "node:fs",
  "fs",
  "file:///etc/hostname",
  "data:text/javascript,export default 1",
  "./kernel.js",
  "guest.js",
])("%s cannot be imported", async (specifier) => {
  const { value } = await run(`return Object.keys(await import(${JSON.stringify(specifier)}));`);
  expect(value).toBe(`Error: ${JSON.stringify(specifier)} cannot be imported here`);
});

test("guests that start with one image have numbers of chance of their own", async () => {
  const program = `return [Math.random(), Math.random(), crypto.randomUUID()]`;
  const all = [(await run(program)).value, (await run(program)).value].flat() as (number | string)[];
  expect(new Set(all).size).toBe(6);
  expect(all.filter((value) => typeof value === "number").every((value) => value >= 0 && value < 1)).toBe(true);
});

test.each([
  ["objects", `const kept = []; for (;;) kept.push({ a: [kept.length] });`],
  ["buffers", `const kept = []; for (;;) kept.push(new Uint8Array(4_000_000).fill(1));`],
  ["a text", `"x".repeat(2 ** 29); for (;;);`],
  ["an error that is caught", `for (;;) try { new ArrayBuffer(4e8); } catch {}`],
])("memory is bounded: %s", async (_name, program) => {
  await using small = smallRuntime();
  const message = "it used more memory than the 128 MB it may have";
  expect((await run(program, small)).outcome).toEqual({ ended: "crashed", message });
});

test("endless recursion is an error that the learner sees, and the guest lives on", async () => {
  const { value, outcome } = await run(`
    const deeper = (n) => deeper(n + 1) + 1;
    try { deeper(0); } catch (error) { return error.message; }
  `);
  expect(value).toBe("stack overflow");
  expect(outcome).toEqual({ ended: "finished" });
});

test("values nested too deep for the machine itself end the guest, and the reason is said", async () => {
  const { outcome } = await run(`return JSON.parse("[".repeat(200_000) + "]".repeat(200_000)).length;`);
  expect(outcome).toEqual({ ended: "crashed", message: "its calls were nested too deep" });
});

/** As in the other homes, but with less memory, which is used up sooner. */
function smallRuntime(): NodeRuntime {
  return new NodeRuntime({ guest: languageMachine, confinement: processAroundMachine, heapMb: 64, spares: 0 });
}
