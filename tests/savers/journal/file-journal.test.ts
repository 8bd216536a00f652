// The journal in a folder: one process at a time, killed at every moment, on a disk that fills up.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { SqlJsSaver } from "@forkpoint/savers";
import { fileJournal } from "@forkpoint/savers/node";
import { at, idOf, listedIds, put, valuesAt, writesAt } from "../../../src/conformance/contracts/saver/saver-calls.ts";
import { close, openWith, sqlJs } from "./journal-at-hand.ts";
import { appendsIn } from "./memory-disk.ts";

/** Where sql.js looks for its .wasm file. */
const SQL_JS = path.join(import.meta.dirname, "../../../node_modules/sql.js/dist");

/** The program of the processes below as one file, which starts many times faster than its hundreds of modules. */
let program = "";
beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-journal-child-"));
  program = path.join(folder, "child.mjs");
  await build({
    entryPoints: [path.join(import.meta.dirname, "file-journal-child.ts")],
    outfile: program,
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["source"],
    // sql.js is CommonJS and asks for these.
    banner: {
      js: `import { createRequire } from "node:module"; const require = createRequire(${JSON.stringify(import.meta.url)}); const __dirname = ${JSON.stringify(SQL_JS)};`,
    },
    logLevel: "error",
  });
  return () => rm(folder, { recursive: true, force: true });
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-journal-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

interface Ended {
  readonly lines: readonly string[];
  readonly signal: string | null;
  readonly code: number | null;
  readonly errors: string;
}

function start(folder: string, what: string, shell?: string): ChildProcess {
  const words = [process.execPath, program, folder, ...what.split(" ")];
  return shell === undefined
    ? spawn(words[0]!, words.slice(1), { stdio: ["ignore", "pipe", "pipe"] })
    : spawn("bash", ["-c", `${shell}; exec "$@"`, "bash", ...words], { stdio: ["ignore", "pipe", "pipe"] });
}

async function ended(child: ChildProcess): Promise<Ended> {
  let output = "";
  let errors = "";
  child.stdout!.on("data", (text: Buffer) => (output += text.toString()));
  child.stderr!.on("data", (text: Buffer) => (errors += text.toString()));
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { lines: output.split("\n").filter(Boolean), signal, code, errors };
}

/** What a killed process had been told was kept is there, and the thread can go on. */
async function expectKept(folder: string, lines: readonly string[]): Promise<void> {
  const journal = fileJournal(folder);
  const saver = await openWith(journal);
  const puts = lines.filter((line) => line.startsWith("put ")).map((line) => Number(line.slice(4)));
  const writes = lines.filter((line) => line.startsWith("write ")).map((line) => Number(line.slice(6)));
  for (const n of puts) expect(await valuesAt(saver, at("t", "", idOf(n)))).toEqual({ said: `said ${n}` });
  for (const n of writes) expect(await writesAt(saver, at("t", "", idOf(n)))).toEqual([["task", "said", `wrote ${n}`]]);
  // At most the call that was under way besides.
  const stored = (await listedIds(saver, at("t"))).length;
  expect(stored).toBeGreaterThanOrEqual(puts.length);
  expect(stored).toBeLessThanOrEqual(puts.length + 1);
  await put(saver, { config: at("t", "", idOf(stored)), n: 100, values: { said: "after" } });
  await close(saver, journal);
  const again = fileJournal(folder);
  const later = await openWith(again);
  expect(await valuesAt(later, at("t"))).toEqual({ said: "after" });
  await close(later, again);
}

test("a process killed at any event of a saver loses nothing that was flushed", async () => {
  const root = await temporaryFolder();
  const whole = await ended(start(path.join(root, "whole"), "run"));
  expect(whole.errors).toBe("");
  const events = Number(/^events (\d+)$/.exec(whole.lines.at(-1) ?? "")?.[1]);
  expect(events).toBe(13);
  await expectKept(path.join(root, "whole"), whole.lines);
  const waiting = Array.from({ length: events }, (_, n) => n + 1);
  const seen: number[] = [];
  const killOne = async (): Promise<void> => {
    for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) {
      const folder = path.join(root, `${n}`);
      const { lines, signal, errors } = await ended(start(folder, `kill ${n}`));
      expect({ signal, errors }).toEqual({ signal: "SIGKILL", errors: "" });
      await expectKept(folder, lines);
      seen.push(lines.length);
    }
  };
  await Promise.all([killOne(), killOne()]);
  // From nothing kept to everything kept.
  expect([...new Set(seen)].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
});

test("a second process is told that the journal is in use, until the first one dies", async () => {
  const folder = await temporaryFolder();
  const child = start(folder, "hold");
  onTestFinished(() => void child.kill("SIGKILL"));
  const end = ended(child);
  await once(child.stdout!, "data");
  await expect(openWith(fileJournal(folder))).rejects.toMatchObject({
    name: "SaverError",
    code: "DATABASE_IN_USE",
    message: expect.stringContaining(`process ${child.pid}`),
  });
  child.kill("SIGKILL");
  await end;
  const journal = fileJournal(folder);
  await close(await openWith(journal), journal);
});

test("of many who open one folder at once exactly one gets it, and the next one after it has closed", async () => {
  const folder = await temporaryFolder();
  // Left by a process that is gone, which all of them may replace.
  await writeFile(path.join(folder, "lock.3"), JSON.stringify({ pid: 2 ** 22 + 1, started: "1" }));
  for (let round = 0; round < 5; round += 1) {
    const journals = Array.from({ length: 8 }, () => fileJournal(folder));
    const opened = await Promise.allSettled(journals.map((journal) => openWith(journal)));
    const winners = opened.flatMap((result, place) => (result.status === "fulfilled" ? [place] : []));
    expect(winners).toHaveLength(1);
    for (const result of opened)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "DATABASE_IN_USE" });
    const winner = opened[winners[0]!] as PromiseFulfilledResult<SqlJsSaver>;
    await close(winner.value, journals[winners[0]!]!);
    expect((await readdir(folder)).filter((name) => name.startsWith("lock."))).toHaveLength(1);
  }
});

test("a lock of a later process with the same number does not hold", async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, "lock.1"), JSON.stringify({ pid: process.pid, started: "another start" }));
  const journal = fileJournal(folder);
  const opening = openWith(journal);
  // Only Linux says when a process started; elsewhere the number has to do.
  if (process.platform === "linux") await close(await opening, journal);
  else await expect(opening).rejects.toMatchObject({ code: "DATABASE_IN_USE" });
});

test.each(["", '{"pid":null,"started":nu'])(
  "a lock that is being written is somebody's, %j, unless it is old",
  async (text) => {
    const folder = await temporaryFolder();
    const file = path.join(folder, "lock.1");
    await writeFile(file, text);
    await expect(openWith(fileJournal(folder))).rejects.toMatchObject({ code: "DATABASE_IN_USE" });
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file, longAgo, longAgo);
    const journal = fileJournal(folder);
    await close(await openWith(journal), journal);
  },
);

test("a disk that fills up refuses by code, and what is in the folder stays the last good state", async () => {
  const folder = await temporaryFolder();
  const { lines, errors, code } = await ended(start(folder, "fill", "ulimit -f 256"));
  expect({ errors, code }).toEqual({ errors: "", code: 0 });
  expect(lines.at(-2)).toMatch(/^refused \d+ STORAGE_FULL$/);
  expect(lines.at(-1)).toBe("memory true");
  const kept = lines.filter((line) => line.startsWith("put ")).length;
  expect(kept).toBeGreaterThan(10);
  const journal = fileJournal(folder);
  const saver = await openWith(journal);
  expect(await listedIds(saver, at("t"))).toHaveLength(kept);
  expect(await valuesAt(saver, at("t"))).toEqual({ said: "x".repeat(2_000) });
  await close(saver, journal);
});

test("a folder that cannot be made is refused by code, and a file in its place is not touched", async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, "file");
  await writeFile(file, "notes");
  await expect(openWith(fileJournal(file))).rejects.toMatchObject({ name: "SaverError", code: "STORAGE_FAILED" });
  await expect(openWith(fileJournal(path.join(file, "below")))).rejects.toMatchObject({ code: "STORAGE_FAILED" });
  expect(await readFile(file, "utf8")).toBe("notes");
});

test("a damaged journal is refused, its lock let go of, and the database up to the damage on offer", async () => {
  const folder = await temporaryFolder();
  const journal = fileJournal(folder);
  const saver = await openWith(journal);
  for (let n = 1; n <= 5; n += 1) await put(saver, { config: at("t"), n, values: { said: `${n}` } });
  await close(saver, journal);
  const bytes = await readFile(path.join(folder, "0"));
  bytes[appendsIn(bytes)[3]! + 30]! ^= 1;
  await writeFile(path.join(folder, "0"), bytes);
  for (const _ of [1, 2]) {
    const error = (await openWith(fileJournal(folder)).catch((reason: unknown) => reason)) as {
      code: string;
      rescue(): Uint8Array;
    };
    expect(error.code).toBe("JOURNAL_DAMAGED");
    const other = fileJournal(path.join(folder, "rescued"));
    const rescued = await SqlJsSaver.open({ sqlJs, journal: other, bytes: error.rescue() });
    const stored = (await listedIds(rescued, at("t"))).length;
    expect(stored).toBe(2);
    await close(rescued, other);
  }
  expect(await readFile(path.join(folder, "0"))).toEqual(bytes);
});
