// Before any page is made: reads every lesson's prose for sentences of fact without a claim, runs every claim of the course in
// a guest, where it is so and where it is not, and writes down what was seen. What is bare, does not hold, or cannot fail ends
// the build.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { AstroIntegration } from "astro";
import { lintProse } from "../../course/lint-prose.ts";
import { type ClaimsFile, readClaimIds, readClaims } from "../../course/read-claims.node.ts";
import { readProse } from "../../course/read-prose.node.ts";
import type { Kernel } from "../../grading/kernel.ts";
import { runClaims, type SeenClaim as RanClaim } from "../../grading/run-claims.ts";
import type { ExerciseRuntime } from "../../runtimes/runtime.ts";
import { NodeRuntime } from "../../runtimes/node/node-runtime.node.ts";
import type { SeenClaim, SeenClaims } from "./seen-claims.node.ts";

const SEEN = ".build/claims.json";
const VENDOR = ".build/vendor";

export function seeClaims(root: string): AstroIntegration {
  const see = async (log: { info(text: string): void }) => {
    await refuseBareFacts(root);
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

/** A lesson that states what nobody ran cannot be published, nor one that leans on a claim that nobody wrote. */
async function refuseBareFacts(root: string): Promise<void> {
  const known = await readClaimIds(root);
  const pages = (await readProse(root)).map(({ file, text }) => ({ file, ...lintProse(file, text) }));
  const unknown = pages.flatMap(({ file, names }) =>
    names.filter(({ id }) => !known.has(id)).map(({ id, line }) => `${file}:${line}: there is no claim "${id}"`),
  );
  if (unknown.length > 0)
    throw new Error(`${unknown.join("\n")}\nWrite it in the lesson's .claims.ts, or correct the id.`);
  const findings = pages.flatMap((page) => page.findings);
  if (findings.length === 0) return;
  const told = findings.map(
    ({ file, line, column, sentence, what, todo }) => `${file}:${line}:${column}: ${what}: “${sentence}” ${todo}`,
  );
  throw new Error(`${told.join("\n")}\ndocs/prose.md says the rule, and “forkpoint lint” finds them again.`);
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
  const { signal } = new AbortController();
  const result = await runClaims({ file, files, runtime, kernel, signal, otherwise: true });
  if ("problem" in result) throw new Error(`${file}: ${result.problem.message}`);
  const faults = result.claims.flatMap((claim) => faultOf(claim) ?? []);
  if (faults.length > 0) throw new Error(faults.map((fault) => `${file}: ${fault}`).join("\n"));
  return result.claims.map(({ id, says, sources, seen, otherwise }): SeenClaim => ({
    id,
    says,
    sources,
    lesson,
    file,
    seen,
    otherwise: { says: otherwise!.says, seen: otherwise!.seen },
  }));
}

function faultOf({ id, says, holds, seen, problem, otherwise }: RanClaim): string | null {
  if (!holds)
    return `the claim "${id}" does not hold: “${says}” ${problem ? problem.message : `What was seen: ${JSON.stringify(seen)}`}`;
  if (otherwise === null) return `the claim "${id}" has no \`otherwise\`: give it a world in which it is not so`;
  if (otherwise.holds)
    return `the claim "${id}" cannot fail: it holds with ${otherwise.says}, too. What was seen: ${JSON.stringify(otherwise.seen)}`;
  return null;
}

/** Lessons name claims by id alone. */
function refuseTwins(claims: readonly SeenClaim[]): void {
  for (const [id, same] of Map.groupBy(claims, (claim) => claim.id))
    if (same.length > 1)
      throw new Error(`the claim "${id}" is in ${same.map(({ file }) => file).join(" and in ")}: rename one`);
}

async function keyOf(files: readonly ClaimsFile[]): Promise<string> {
  const hash = createHash("sha256");
  hash.update("2"); // what is written down; change it with SeenClaim
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
