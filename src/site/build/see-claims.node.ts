// Before any page is made: runs every claim of the course in a guest, and writes down what was seen. A claim that does not
// hold, or that gives no evidence, ends the build.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { AstroIntegration } from "astro";
import { type ClaimsFile, readClaims } from "../../course/read-claims.node.ts";
import type { Kernel } from "../../grading/kernel.ts";
import { runClaims } from "../../grading/run-claims.ts";
import type { ExerciseRuntime } from "../../runtimes/runtime.ts";
import { NodeRuntime } from "../../runtimes/node/node-runtime.node.ts";
import type { SeenClaim, SeenClaims } from "./seen-claims.node.ts";

const SEEN = ".build/claims.json";
const VENDOR = ".build/vendor";

export function seeClaims(root: string): AstroIntegration {
  const see = async (log: { info(text: string): void }) => {
    const files = await readClaims(root);
    const { seen, from } = await seeAll(root, files);
    log.info(`${seen.claims.length} claims hold on LangGraph ${seen.pins["@langchain/langgraph"]} (${from})`);
  };
  return {
    name: "forkpoint:claims",
    hooks: {
      "astro:build:start": ({ logger }) => see(logger),
      "astro:server:setup": ({ logger }) => see(logger),
    },
  };
}

interface Stored extends SeenClaims {
  /** Of everything that the evidence depends on. */
  readonly key: string;
}

async function seeAll(root: string, files: readonly ClaimsFile[]): Promise<{ seen: SeenClaims; from: string }> {
  const key = await keyOf(files);
  const stored = await readStored();
  if (stored?.key === key) return { seen: stored, from: "seen before, nothing changed since" };
  const kernel = JSON.parse(await readFile(path.join(VENDOR, "manifest.json"), "utf8")) as Kernel;
  await using runtime = new NodeRuntime();
  const claims: SeenClaim[] = [];
  for (const file of files) claims.push(...(await seeFile(file, kernel, runtime)));
  refuseTwins(claims);
  const seen: Stored = { key, pins: kernel.pins, claims };
  await mkdir(path.dirname(SEEN), { recursive: true });
  await writeFile(SEEN, JSON.stringify(seen, null, 1));
  return { seen, from: `run now, in ${files.length} files` };
}

async function seeFile({ lesson, file, files }: ClaimsFile, kernel: Kernel, runtime: ExerciseRuntime) {
  const result = await runClaims({ file, files, runtime, kernel, signal: new AbortController().signal });
  if ("problem" in result) throw new Error(`${file}: ${result.problem.message}`);
  const failed = result.claims.filter(({ holds }) => !holds);
  if (failed.length > 0)
    throw new Error(
      failed
        .map(
          ({ id, says, seen, problem }) =>
            `${file}: the claim "${id}" does not hold: “${says}” ${problem ? problem.message : `What was seen: ${JSON.stringify(seen)}`}`,
        )
        .join("\n"),
    );
  return result.claims.map(({ id, says, sources, seen }): SeenClaim => ({ id, says, sources, lesson, file, seen }));
}

/** Lessons name claims by id alone. */
function refuseTwins(claims: readonly SeenClaim[]): void {
  for (const [id, same] of Map.groupBy(claims, (claim) => claim.id))
    if (same.length > 1)
      throw new Error(`the claim "${id}" is in ${same.map(({ file }) => file).join(" and in ")}: rename one`);
}

async function keyOf(files: readonly ClaimsFile[]): Promise<string> {
  const hash = createHash("sha256");
  for (const { file, files: texts } of files) hash.update(JSON.stringify([file, texts]));
  for (const name of ["kernel.js", "guest.node.mjs", "manifest.json"])
    hash.update(await readFile(path.join(VENDOR, name)));
  return hash.digest("hex");
}

async function readStored(): Promise<Stored | null> {
  try {
    return JSON.parse(await readFile(SEEN, "utf8")) as Stored;
  } catch {
    // Not there yet, or half-written by a build that was stopped: it is made anew.
    return null;
  }
}
