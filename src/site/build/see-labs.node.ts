// Before any page is made: runs the program of each lab in a guest, and keeps the database that it leaves. Lessons draw their
// trees from it. A program that does not end well, or leaves no checkpoints, ends the build.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { AstroIntegration } from "astro";
import { type LabFile, readLabs } from "../../course/read-labs.node.ts";
import type { Kernel } from "../../grading/kernel.ts";
import { runExercise } from "../../grading/run-exercise.ts";
import type { ExerciseRuntime } from "../../runtimes/runtime.ts";
import { NodeRuntime } from "../../runtimes/node/node-runtime.node.ts";

const FOLDER = ".build/labs";
const VENDOR = ".build/vendor";
/** Most of what a run takes is the start of its guest. */
const AT_ONCE = 3;

export function seeLabs(root: string): AstroIntegration {
  const see = async (log: { info(text: string): void }) => {
    const labs = await readLabs(root);
    const ran = await seeAll(labs);
    log.info(`${labs.length} labs have left a database (${ran} run now)`);
  };
  return {
    name: "forkpoint:labs",
    hooks: {
      "astro:build:start": ({ logger }) => see(logger),
      "astro:server:setup": ({ logger }) => see(logger),
    },
  };
}

/** Gives how many had to be run: a database is kept by all that it depends on. */
async function seeAll(labs: readonly LabFile[]): Promise<number> {
  await mkdir(FOLDER, { recursive: true });
  const there = new Set(await readdir(FOLDER));
  const libraries = await hashLibraries();
  const wanted = labs.map((lab) => ({ lab, name: `${keyOf(lab, libraries)}.sqlite` }));
  const missing = wanted.filter(({ name }) => !there.has(name));
  if (missing.length > 0) {
    const kernel = JSON.parse(await readFile(path.join(VENDOR, "manifest.json"), "utf8")) as Kernel;
    await using runtime = new NodeRuntime();
    const waiting = [...missing];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        await writeFile(path.join(FOLDER, next.name), await databaseOf(next.lab, kernel, runtime));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
  const index = Object.fromEntries(wanted.map(({ lab, name }) => [lab.lesson, name]));
  await writeFile(path.join(FOLDER, "index.json"), JSON.stringify(index, null, 1));
  const kept = new Set([...wanted.map(({ name }) => name), "index.json"]);
  for (const name of there) if (!kept.has(name)) await rm(path.join(FOLDER, name));
  return missing.length;
}

async function databaseOf({ file, program }: LabFile, kernel: Kernel, runtime: ExerciseRuntime): Promise<Uint8Array> {
  const { outcome, problem, databases } = await runExercise({
    exercise: program,
    files: program.starter,
    runtime,
    kernel,
    signal: new AbortController().signal,
  });
  if (problem || outcome.ended !== "finished")
    throw new Error(`${file}: its program ended as "${outcome.ended}"${problem ? `: ${problem.message}` : ""}`);
  const [first] = databases;
  if (!first) throw new Error(`${file}: its program left no database`);
  return first.bytes;
}

async function hashLibraries(): Promise<string> {
  const hash = createHash("sha256");
  for (const name of ["kernel.js", "guest.node.mjs", "manifest.json"])
    hash.update(await readFile(path.join(VENDOR, name)));
  return hash.digest("hex");
}

function keyOf({ program }: LabFile, libraries: string): string {
  return createHash("sha256")
    .update(JSON.stringify([libraries, program]))
    .digest("hex")
    .slice(0, 32);
}
