// The Node runtime: the contract of all runtimes, and what only a process can get wrong.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describeConformance } from "@forkpoint/conformance/vitest";
import { afterAll, describe, expect, it, test } from "vitest";
import type { Outcome } from "../../src/runtimes/runtime.ts";
import { type Confinement, nodeCommand, processWithPermissions } from "../../src/runtimes/node/confinement.node.ts";
import { NodeRuntime, type NodeRuntimeOptions } from "../../src/runtimes/node/node-runtime.node.ts";
import { nodeContract } from "./contract.ts";
import { contractHost, pause, portErrorCode } from "./fixture.ts";

const manifest = readFileSync(path.resolve(import.meta.dirname, "../../.build/vendor/manifest.json"), "utf8");
const { exports } = JSON.parse(manifest) as { exports: Record<string, string[]> };
const never = new AbortController().signal;

const runtime = new NodeRuntime();
afterAll(() => runtime[Symbol.asyncDispose]());

describeConformance(
  "Node runtime",
  nodeContract,
  () => contractHost(runtime, exports),
  { describe, it },
  {
    testMs: 30_000,
  },
);

/** A program that opens a guest, lets it loop, says so and waits. */
const HOST_WITH_LOOP = `
  const { NodeRuntime } = await import(${JSON.stringify(path.resolve(import.meta.dirname, "../../src/runtimes/node/node-runtime.node.ts"))});
  const runtime = new NodeRuntime({ spares: 0, heapMb: 78 });
  const modules = [{ path: "main.ts", parts: ["export const run = () => { for (;;); };"] }];
  const guest = await runtime.open({ modules, libraries: {}, outputBytes: 1, needs: [] }, new AbortController().signal);
  void (await guest.root.module("main.ts")).run();
  setTimeout(() => console.log("looping"), 100);
  setInterval(() => {}, 1000);`;

/** Runs text that the compiler would refuse: what is tested here is the wall behind the compiler. */
async function outcomeOf(
  program: string,
  options: NodeRuntimeOptions = {},
): Promise<{ value: unknown; outcome: Outcome }> {
  await using runtime = new NodeRuntime({ spares: 0, ...options });
  const text = `export const run = async () => { ${program} };`;
  const job = {
    modules: [{ path: "main.ts", parts: [text] }],
    libraries: {},
    outputBytes: 1_000,
    needs: [],
  };
  const guest = await runtime.open(job, never);
  const main = (await guest.root.module("main.ts")) as any;
  const value: unknown = await main.run().catch((error: Error) => `${error.name}: ${error.message}`);
  await guest.kill();
  return { value, outcome: await guest.ended };
}

test.each(["node:fs", "fs", "node:child_process", "node:worker_threads", "node:net", "node:sqlite", "node:module"])(
  "%s cannot be imported by a guest",
  async (specifier) => {
    const { value } = await outcomeOf(`return Object.keys(await import(${JSON.stringify(specifier)}));`);
    expect(value).toBe(`Error: "${specifier}" cannot be imported here`);
  },
);

test.each(["file:///etc/hostname", "data:text/javascript,export default 1", "http://127.0.0.1:9/x.js", "./kernel.js"])(
  "%s cannot be imported by a guest",
  async (specifier) => {
    const { value } = await outcomeOf(`return Object.keys(await import(${JSON.stringify(specifier)}));`);
    expect(value).toMatch(/cannot be imported here$/);
  },
);

test("a guest has no real process, no environment and no code from strings", async () => {
  const { value } = await outcomeOf(`
    const made = [];
    for (const make of [() => eval("1"), () => new Function("return 1")(), () => (async () => {}).constructor("return 1")()])
      try { made.push(make()); } catch (error) { made.push(error.name); }
    return [Object.keys(process.env), process.binding, process.getBuiltinModule, process.mainModule, typeof require, made];
  `);
  const refused = ["EvalError", "EvalError", "EvalError"];
  expect(value).toEqual([[], undefined, undefined, undefined, "undefined", refused]);
});

test("a guest started with no confinement of imports still has Node's permissions against it", async () => {
  // What a hole in everything above would find: the process itself, asked from outside.
  const script = path.resolve(import.meta.dirname, "../../.build/vendor/unused");
  const { program, args } = nodeCommand(process.execPath, script, null, 64);
  const attempt = `
    const seen = [];
    const { spawnSync } = process.getBuiltinModule("node:child_process");
    const fs = process.getBuiltinModule("node:fs");
    const { Worker } = process.getBuiltinModule("node:worker_threads");
    for (const act of [() => fs.readFileSync("/etc/passwd"), () => fs.writeFileSync("/tmp/forkpoint-guest", ""), () => spawnSync("true"), () => new Worker("0", { eval: true })])
      try { act(); seen.push("allowed"); } catch (error) { seen.push(error.code); }
    console.log(JSON.stringify(seen));`;
  const output = execFileSync(program, [...args.slice(0, -1), "--eval", attempt], { encoding: "utf8", env: {} });
  expect(JSON.parse(output)).toEqual(Array.from({ length: 4 }, () => "ERR_ACCESS_DENIED"));
});

test("a job's folder is all that its processes may write, and the folder of another job is not theirs to read", async () => {
  const script = path.resolve(import.meta.dirname, "../../.build/vendor/unused");
  const base = realpathSync(mkdtempSync(path.join(tmpdir(), "forkpoint-test-")));
  const [own, other] = ["own", "other"].map((name) => path.join(base, name)) as [string, string];
  for (const folder of [own, other]) mkdirSync(folder);
  writeFileSync(path.join(other, "secret.txt"), "secret");
  const { program, args } = nodeCommand(process.execPath, script, own, 64);
  expect(args.at(-1)).toBe("--folder");
  const attempt = `
    const fs = process.getBuiltinModule("node:fs");
    const { spawnSync } = process.getBuiltinModule("node:child_process");
    const seen = [];
    for (const act of [
      () => fs.writeFileSync("a.txt", "a"),
      () => fs.readFileSync("a.txt"),
      () => fs.readFileSync("../other/secret.txt"),
      () => fs.readdirSync(".."),
      () => fs.writeFileSync("../b.txt", "b"),
      () => fs.symlinkSync("../other", "link"),
      () => spawnSync("true"),
    ])
      try { act(); seen.push("allowed"); } catch (error) { seen.push(error.code); }
    console.log(JSON.stringify(seen));`;
  const flags = args.slice(0, args.indexOf(script));
  const output = execFileSync(program, [...flags, "--eval", attempt], { encoding: "utf8", env: {}, cwd: own });
  rmSync(base, { recursive: true });
  expect(JSON.parse(output)).toEqual(["allowed", "allowed", ...Array.from({ length: 5 }, () => "ERR_ACCESS_DENIED")]);
});

test("folders go with their jobs, and with the runtime", async () => {
  const base = mkdtempSync(path.join(tmpdir(), "forkpoint-test-"));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = base;
  const folders = () => readdirSync(base, { recursive: true }).filter((name) => String(name).includes("job-")).length;
  try {
    const runtime = new NodeRuntime({ spares: 0 });
    const job = { modules: [], libraries: {}, outputBytes: 1_000, needs: ["process"] } as const;
    const first = await runtime.open(job, never);
    await runtime.open(job, never);
    expect(folders()).toBe(2);
    await first.kill();
    expect(folders()).toBe(1);
    await runtime[Symbol.asyncDispose]();
    expect(readdirSync(base)).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(base, { recursive: true });
  }
});

test("a guest out of heap has crashed, and the reason is said", async () => {
  const { value, outcome } = await outcomeOf(`const kept = []; for (;;) kept.push({ a: [kept.length] });`, {
    heapMb: 64,
  });
  expect(value).toMatch(/^PortError/);
  expect(outcome).toEqual({ ended: "crashed", message: "it used more memory than the 128 MB it may have" });
});

test("memory outside of the heap counts as well", async () => {
  const program = `const kept = []; for (;;) { kept.push(new Uint8Array(8_000_000).fill(1)); await new Promise((r) => setTimeout(r, 5)); }`;
  const { outcome } = await outcomeOf(program, { heapMb: 64 });
  expect(outcome).toEqual({ ended: "crashed", message: "it used more memory than the 128 MB it may have" });
});

test("nothing of a guest is left when its runtime is disposed of", async () => {
  const commands: string[] = [];
  const confinement: Confinement = {
    ...processWithPermissions,
    name: "counted",
    async command(reach, memoryMb) {
      const command = await processWithPermissions.command(reach, memoryMb);
      commands.push(command.args.join(" "));
      return command;
    },
  };
  const runtime = new NodeRuntime({ spares: 2, confinement, heapMb: 77 });
  const job = { modules: [], libraries: {}, outputBytes: 1_000, needs: [] };
  const guest = await runtime.open(job, never);
  expect(commands.length).toBe(3);
  expect(guestsRunning(77)).toBeGreaterThan(0);
  const waiting = portErrorCode(guest.root.databases().then(() => new Promise(() => {})));
  await runtime[Symbol.asyncDispose]();
  await pause(50);
  expect(guestsRunning(77)).toBe(0);
  expect(await Promise.race([waiting, pause(10).then(() => "still waiting")])).toBeDefined();
  await expect(runtime.open(job, never)).rejects.toMatchObject({ code: "RUNTIME_CLOSED" });
  expect(runtime.isolation).toBe("counted");
});

test("a guest in an endless loop does not outlive a host that is killed", async () => {
  const host = spawn(process.execPath, ["--conditions=source", "--input-type=module", "--eval", HOST_WITH_LOOP], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [looping] = (await once(host.stdout, "data")) as [Buffer];
  expect(String(looping)).toBe("looping\n");
  expect(guestsRunning(78)).toBe(1);
  host.kill("SIGKILL");
  await once(host, "exit");
  await pause(200);
  expect(guestsRunning(78)).toBe(0);
});

test("a missing vendor folder is said with what to do", async () => {
  await using runtime = new NodeRuntime({ vendor: "/nowhere" });
  await expect(runtime.start(never)).rejects.toThrow(
    `${path.join("/nowhere", "guest.node.mjs")} is missing: run "npm run vendor"`,
  );
});

/** Counts guests by the size of their heap, which no other test asks for. */
function guestsRunning(heapMb: number): number {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => commandLine(id).includes(`--max-old-space-size=${heapMb}`)).length;
}

/** Empty for a process that ended meanwhile. */
function commandLine(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
