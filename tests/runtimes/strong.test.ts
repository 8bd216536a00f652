// The strong tier: the contract of all runtimes with files and processes, and what a sandbox around a process can get wrong.
// Where the machine has no namespaces these tests fail, and say so: the tier that grades strangers has to be tested.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { describeConformance } from "@forkpoint/conformance/vitest";
import { afterAll, describe, expect, it, test } from "vitest";
import { Bubblewrap, BWRAP } from "../../src/runtimes/node/bubblewrap.node.ts";
import { processWithPermissions } from "../../src/runtimes/node/confinement.node.ts";
import { NodeRuntime } from "../../src/runtimes/node/node-runtime.node.ts";
import { childrenOf } from "../../src/runtimes/node/process-tree.node.ts";
import { openTier, probeTiers, strongestTier } from "../../src/runtimes/node/tiers.node.ts";
import { REPOSITORY } from "../node-grading.ts";
import { nodeContract } from "./contract.ts";
import { contractHost, pause } from "./fixture.ts";

const manifest = readFileSync(path.join(REPOSITORY, ".build/vendor/manifest.json"), "utf8");
const { exports } = JSON.parse(manifest) as { exports: Record<string, string[]> };
const never = new AbortController().signal;

const runtime = openTier("strong");
afterAll(() => runtime[Symbol.asyncDispose]());

describeConformance(
  "strong tier",
  nodeContract,
  () => contractHost(runtime, exports),
  { describe, it },
  { testMs: 30_000 },
);

const jobOf = (program: string, needs: readonly "process"[] = []) => ({
  modules: [{ path: "main.ts", parts: [`export const run = async () => { ${program} };`] }],
  libraries: {},
  outputBytes: 1_000,
  needs,
});

async function endOf(program: string): Promise<unknown> {
  await using own = new NodeRuntime({ spares: 0, heapMb: 64, confinement: new Bubblewrap() });
  const guest = await own.open(jobOf(program), never);
  const main = (await guest.root.module("main.ts")) as any;
  await main.run().catch(() => undefined);
  return guest.ended;
}

test("this machine has it, and it is the one that is chosen", async () => {
  const probes = await probeTiers(never);
  expect(probes.map(({ tier, works }) => [tier, works])).toContainEqual(["strong", true]);
  expect(await strongestTier(never)).toBe("strong");
});

test("memory is that of what is in the sandbox, on the heap and outside of it", async () => {
  const message = "it used more memory than the 128 MB it may have";
  const onHeap = `const kept = []; for (;;) kept.push({ a: [kept.length] });`;
  const outside = `const kept = []; for (;;) { kept.push(new Uint8Array(8_000_000).fill(1)); await new Promise((r) => setTimeout(r, 5)); }`;
  expect(await endOf(onHeap)).toEqual({ ended: "crashed", message });
  expect(await endOf(outside)).toEqual({ ended: "crashed", message });
});

test("a job cannot fill the disk: neither with bytes nor with files", async () => {
  await using own = openTier("strong", { spares: 0 });
  const compiled = (program: string) => ({
    ...jobOf("", ["process"]),
    modules: [
      {
        path: "main.ts",
        parts: [
          "import { mkdir, writeFile } from ",
          { library: "node:fs/promises" },
          `; export const run = async () => { ${program} };`,
        ],
      },
    ],
    libraries: { "node:fs/promises": ["mkdir", "writeFile"] },
  });
  const bytes =
    "const large = new Uint8Array(48e6); for (let n = 0; n < 8; n++) await writeFile(`f${n}`, large); await new Promise(() => {});";
  const files = "for (let n = 0; n < 3_000; n++) await mkdir(`${n}`); await new Promise(() => {});";
  for (const program of [bytes, files]) {
    const guest = await own.open(compiled(program), never);
    const main = (await guest.root.module("main.ts")) as any;
    await expect(main.run()).rejects.toThrow();
    const message = "it left more in its folder than the 256 MB or 2000 entries that it may";
    expect(await guest.ended).toEqual({ ended: "crashed", message });
  }
});

test("a process that ends by itself is told of as anywhere", async () => {
  const seen: unknown[] = [];
  for (const confinement of [new Bubblewrap(), processWithPermissions]) {
    await using own = new NodeRuntime({ spares: 0, heapMb: 77, confinement });
    const guest = await own.open(jobOf("for (;;);"), never);
    const [victim] = guestsOf(process.pid, 77);
    process.kill(victim, "SIGSEGV");
    seen.push(await guest.ended);
  }
  expect(seen[0]).toEqual({ ended: "crashed", message: "its process ended (SIGSEGV)" });
  expect(seen[1]).toEqual(seen[0]);
});

test("nothing is left of a guest: no process, not even a dead one, and no namespace", async () => {
  const own = openTier("strong", { spares: 0 });
  const before = sandboxes();
  const guest = await own.open(jobOf("", ["process"]), never);
  const beside = await guest.beside(never);
  expect(sandboxes()).toBeGreaterThan(before);
  await beside.kill();
  await guest.kill();
  await until(() => sandboxes() === before && deadChildren().length === 0);
  await own[Symbol.asyncDispose]();
});

test("a guest in an endless loop does not outlive a judge that is killed", async () => {
  const module = (name: string) => JSON.stringify(path.join(REPOSITORY, "src/runtimes/node", name));
  const program = `
    const { NodeRuntime } = await import(${module("node-runtime.node.ts")});
    const { Bubblewrap } = await import(${module("bubblewrap.node.ts")});
    const runtime = new NodeRuntime({ spares: 0, heapMb: 79, confinement: new Bubblewrap() });
    const modules = [{ path: "main.ts", parts: ["export const run = () => { for (;;); };"] }];
    for (const needs of [[], ["process"]]) {
      const job = { modules, libraries: {}, outputBytes: 1, needs };
      const guest = await runtime.open(job, new AbortController().signal);
      void (await guest.root.module("main.ts")).run();
    }
    console.log("looping");
    setInterval(() => {}, 1000);`;
  const args = ["--conditions=source", "--no-warnings", "--input-type=module", "--eval", program];
  const judge = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = (await once(judge.stdout, "data")) as [Buffer];
  expect(String(said)).toBe("looping\n");
  const loops = guestsOf(judge.pid!, 79);
  expect(loops).toHaveLength(2);
  judge.kill("SIGKILL");
  await once(judge, "exit");
  await until(() => !processes().some(({ id }) => loops.includes(id)));
});

test("a guest shares no namespace with this machine, has no capability, and no session of ours", async () => {
  for (const needs of [[], ["process"]] as const) {
    await using own = new NodeRuntime({ spares: 0, heapMb: 76, confinement: new Bubblewrap() });
    await using _guest = await own.open(jobOf("", needs), never);
    const [id] = guestsOf(process.pid, 76);
    const shared = readdirSync("/proc/self/ns").filter(
      (name) => readlinkSync(`/proc/self/ns/${name}`) === readlinkSync(`/proc/${id}/ns/${name}`),
    );
    // No sandbox of a user's own has another clock.
    expect(shared.filter((name) => !name.startsWith("time"))).toEqual([]);
    const status = readFileSync(`/proc/${id}/status`, "utf8");
    for (const set of ["CapEff", "CapPrm", "CapInh", "CapAmb"])
      expect(status).toMatch(new RegExp(`^${set}:\\t0+$`, "m"));
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    const sessionOf = (pid: number | string) =>
      readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")[3];
    expect(sessionOf(id)).not.toBe(sessionOf(childrenOf(process.pid).at(-1)!));
  }
});

test("a guest sees neither the machine's files nor its name", async () => {
  const guest = new Bubblewrap();
  const vendor = path.join(REPOSITORY, ".build/vendor");
  const command = await guest.command({ reads: [path.join(vendor, "kernel.js")], writes: null }, 64);
  const look = `
    const fs = process.getBuiltinModule("node:fs");
    const os = process.getBuiltinModule("node:os");
    const writing = (file) => { try { fs.writeFileSync(file, ""); return "written"; } catch (error) { return error.code; } };
    console.log(JSON.stringify([fs.readdirSync("/").sort(), fs.readdirSync("/guest"), os.hostname(), process.cwd(), Object.keys(process.env), process.getuid(), ["/x", "/guest/x", "/lib/x"].map(writing)]));`;
  const node = command.args.indexOf("/node", command.args.indexOf("--chdir"));
  const args = [...command.args.slice(0, node + 1), "--eval", look];
  const [root, files, name, folder, environment, user, written] = JSON.parse(
    execFileSync(command.program, args, { encoding: "utf8", env: { SECRET: "canary" } }),
  ) as unknown[];
  expect((root as string[]).filter((entry) => !/^lib/.test(entry))).toEqual(["guest", "node"]);
  expect([files, name, folder, user]).toEqual([["kernel.js"], "guest", "/guest", 65534]);
  expect(environment).toEqual(["PWD"]);
  // Not even the memory that its file system is made of.
  expect(written).toEqual(["EROFS", "EROFS", "EROFS"]);
});

function processes(): { readonly id: number; readonly command: string; readonly state: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        const command = readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ");
        const state = readFileSync(`/proc/${id}/stat`, "utf8").replace(/^.*\) /s, "");
        return [{ id: Number(id), command, state }];
      } catch {
        return []; // it ended meanwhile
      }
    });
}

/** Node as a guest with that heap, without the sandbox's own processes. */
/** The guests that `parent` started with a heap of that size: another run of these tests has its own. */
function guestsOf(parent: number, heapMb: number): [number, ...number[]] {
  const below = (pid: number): number[] => childrenOf(pid).flatMap((child) => [child, ...below(child)]);
  const own = new Set(below(parent));
  const [first, ...others] = processes().flatMap(({ id, command }) =>
    own.has(id) && command.includes(`--max-old-space-size=${heapMb} `) && !command.startsWith(BWRAP) ? [id] : [],
  );
  if (first === undefined) throw new Error(`no guest with a heap of ${heapMb} MB is below process ${parent}`);
  return [first, ...others];
}

/** Below this process. */
function sandboxes(): number {
  return childrenOf(process.pid).filter((id) =>
    processes().some((one) => one.id === id && one.command.startsWith(BWRAP)),
  ).length;
}

/** Children of this process that ended and were not waited for. */
function deadChildren(): number[] {
  return processes()
    .filter(({ state }) => state.startsWith(`Z ${process.pid} `))
    .map(({ id }) => id);
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !isSo(); turn++) await pause(10);
  expect(isSo()).toBe(true);
}
