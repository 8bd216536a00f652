// Nothing of a container outlives it: no process, no file. Nor does anything outlive the stand-in, or the test itself.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { processesNaming } from "./kill-what-names.ts";
import { startStandIn } from "./stand-in.ts";
import { connect, type WireClient } from "./wire-client.ts";

/** A program that ignores being told to end, and one that it started and that left its group. */
const TENACIOUS = `
  import { spawn } from "node:child_process";
  process.on("SIGTERM", () => {});
  process.on("SIGHUP", () => {});
  const detached = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
  setInterval(() => {}, 1000);
  detached.on("spawn", () => console.log("[" + process.cwd() + " " + process.pid + " " + detached.pid + "]"));`;

interface Left {
  readonly folder: string;
  readonly processes: readonly number[];
}

async function leaveThings(client: WireClient): Promise<Left> {
  await client.call("loadFiles", new TextEncoder().encode(`{"d":{"a.txt":{"f":{"c":"a"}}}}`), null);
  const left = parse((await client.runUntil(TENACIOUS, "]")).output);
  expect(existsSync(path.join(left.folder, "a.txt"))).toBe(true);
  expect(left.processes).toHaveLength(2);
  expect(left.processes.filter(isAlive)).toEqual(left.processes);
  return left;
}

test("teardown leaves nothing", async () => {
  await using standIn = await startStandIn();
  await using client = await connect(standIn);
  const left = await leaveThings(client);
  expect([standIn.containers, standIn.processes]).toEqual([1, 1]);
  await client.call("teardown");
  await expectGone(left);
  expect([standIn.containers, standIn.processes]).toEqual([0, 0]);
  await expect(client.call("fs.readFile", "a.txt", null)).rejects.toThrow("there is no container");
});

test("a page that goes away leaves nothing", async () => {
  await using standIn = await startStandIn();
  const client = await connect(standIn);
  const left = await leaveThings(client);
  await client[Symbol.asyncDispose]();
  await until(() => standIn.containers === 0);
  await until(() => !existsSync(left.folder));
  await expectGone(left);
});

test("disposing of the stand-in leaves nothing, whoever is connected", async () => {
  const standIn = await startStandIn();
  const clients = [await connect(standIn), await connect(standIn)];
  const left = await Promise.all(clients.map(leaveThings));
  const base = path.resolve(left[0]!.folder, "../../..");
  expect(existsSync(path.join(base, "preload.mjs"))).toBe(true);
  await standIn[Symbol.asyncDispose]();
  await Promise.all(left.map(expectGone));
  expect(existsSync(base)).toBe(false);
  expect(await processesNaming(base)).toEqual([]);
  await expect(fetch(standIn.origin)).rejects.toThrow("fetch failed");
});

test("a program has ended when it has, whoever still holds its terminal", async () => {
  await using standIn = await startStandIn();
  await using client = await connect(standIn);
  const { code, output } = await client.run(`
    import { spawn } from "node:child_process";
    const options = { detached: true, stdio: "inherit" };
    const holder = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], options);
    holder.on("spawn", () => { console.log("[" + holder.pid + "]" + "x".repeat(100_000)); process.exit(3); });`);
  const holder = Number(/\[(\d+)\]/.exec(output)![1]);
  expect(isAlive(holder)).toBe(true);
  expect(code).toBe(3);
  expect(output).toMatch(/\]x{100000}\r\n$/);
});

test("disposing of the stand-in does not wait for a container that is still being made", async () => {
  const standIn = await startStandIn({ faults: { slowBootMs: 600_000 } });
  void connect(standIn);
  await until(() => standIn.calls.some(({ method }) => method === "build"));
  await standIn[Symbol.asyncDispose]();
  expect(standIn.containers).toBe(0);
});

test("nothing outlives a test process that is killed", async () => {
  const program = path.join(import.meta.dirname, "stand-in-in-a-process.ts");
  const child = spawn(process.execPath, ["--conditions=source", program], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk) => (said += String(chunk)));
  await until(() => said.includes("]"));
  const left = parse(said);
  expect(left.processes.filter(isAlive)).toEqual(left.processes);
  child.kill("SIGKILL");
  await once(child, "exit");
  await until(() => !left.processes.some(isAlive) && !existsSync(path.resolve(left.folder, "../../..")));
});

function parse(said: string): Left {
  const [folder, ...processes] = /\[(.*?)\]/.exec(said)![1]!.split(" ");
  return { folder: folder!, processes: processes.map(Number) };
}

async function expectGone({ folder, processes }: Left): Promise<void> {
  expect(existsSync(folder)).toBe(false);
  // What was killed is in the table until the system has taken it down.
  await until(() => !processes.some(isAlive));
}

/** A process that has ended stays in the table until its parent asks for it, and some parents never do. */
function isAlive(id: number): boolean {
  if (!existsSync("/proc")) return process.kill(id, 0);
  const status = existsSync(`/proc/${id}/stat`) ? readFileSync(`/proc/${id}/stat`, "latin1") : ") Z";
  return !/\) [ZX]/.test(status);
}

/** As long as the test may take. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}
