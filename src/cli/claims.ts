// `forkpoint claims`: runs every claim of the course and says what was seen.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type ClaimsFile, readClaims } from "../course/read-claims.node.ts";
import type { Kernel } from "../grading/kernel.ts";
import { runClaims, type SeenClaim } from "../grading/run-claims.ts";
import { NodeRuntime } from "../runtimes/node/node-runtime.node.ts";
import type { ExerciseRuntime } from "../runtimes/runtime.ts";
import { compareWithOlder } from "./claims-against.ts";
import { readKernel } from "./open-course.ts";
import { type Output, printable } from "./terminal.ts";

export interface ClaimsOptions {
  readonly course: string;
  readonly json: boolean;
  /** Where to write what was seen; nothing is written when a claim does not hold. */
  readonly out: string | null;
  /** Version of the older release to compare with; the table then goes to lessons/drift.json. */
  readonly against: string | null;
  readonly signal: AbortSignal;
}

interface CourseClaim extends SeenClaim {
  readonly lesson: string;
  readonly file: string;
}

/** 0: every claim holds. 1: one does not, or could not be run. */
export async function claims(options: ClaimsOptions, out: Output): Promise<number> {
  if (options.against !== null) return compareWithOlder(options.course, options.against, options, out);
  const kernel = await readKernel();
  await using runtime = new NodeRuntime();
  const seen: CourseClaim[] = [];
  const faults: string[] = [];
  for (const file of await readClaims(options.course)) {
    const result = await runFile(file, kernel, runtime, options.signal, out);
    if ("problem" in result) faults.push(result.problem);
    else seen.push(...result.claims);
  }
  faults.push(...repeatedIds(seen));
  const holds = faults.length === 0 && seen.every((claim) => claim.holds && claim.otherwise?.holds === false);
  const text = `${JSON.stringify({ pins: kernel.pins, claims: seen }, null, 2)}\n`;
  if (options.out !== null && holds) {
    await mkdir(path.dirname(path.resolve(options.out)), { recursive: true });
    await writeFile(options.out, text);
  }
  if (options.json) out.line(text.trimEnd());
  else print(seen, out);
  for (const fault of faults) out.note(out.paint.bad(fault));
  if (options.out !== null && !holds) out.note(`${options.out} was not written: every claim has to hold first`);
  return holds ? 0 : 1;
}

async function runFile(
  { file, files, lesson }: ClaimsFile,
  kernel: Kernel,
  runtime: ExerciseRuntime,
  signal: AbortSignal,
  out: Output,
): Promise<{ claims: CourseClaim[] } | { problem: string }> {
  const onClaim = (id: string) => out.progress(`${lesson}: ${id}`);
  const result = await runClaims({ file, files, kernel, runtime, signal, onClaim, otherwise: true });
  out.progress("");
  if (!("problem" in result)) return { claims: result.claims.map((claim) => ({ ...claim, lesson, file })) };
  const { line, message } = result.problem;
  return { problem: `${file}${line ? `:${line}` : ""}: ${printable(message, 600)}` };
}

/** A page names a claim by its id alone. */
function repeatedIds(seen: readonly CourseClaim[]): string[] {
  return seen.flatMap(({ id, file }, index) => {
    const first = seen.findIndex((claim) => claim.id === id);
    return first < index ? [`${file}: the id "${id}" is taken by a claim of ${seen[first]!.file}: rename one`] : [];
  });
}

function print(seen: readonly CourseClaim[], out: Output): void {
  const { good, bad, dim, bold } = out.paint;
  let lesson = "";
  for (const claim of seen) {
    if (claim.lesson !== lesson) out.line(`${lesson ? "\n" : ""}${bold(claim.lesson)}`);
    lesson = claim.lesson;
    out.line(`  ${claim.holds ? good("holds") : bad("does not hold")}  ${claim.id}: ${printable(claim.says, 400)}`);
    if (claim.problem) out.line(bad(`         ${printable(claim.problem.message, 400)}`));
    out.line(dim(`         seen: ${printable(JSON.stringify(claim.seen), 400)}`));
    printOtherwise(claim, out);
  }
  const held = seen.filter(({ holds }) => holds).length;
  const able = seen.filter(({ otherwise }) => otherwise?.holds === false).length;
  out.line(`\n${held} of ${seen.length} claims hold; ${able} were seen to fail where they are not so`);
}

function printOtherwise({ otherwise }: SeenClaim, { line, paint }: Output): void {
  if (otherwise === null) line(paint.bad("         nowhere else: it needs `otherwise`, a world where it is not so"));
  else if (otherwise.holds) line(paint.bad(`         holds with ${printable(otherwise.says)}, too: it cannot fail`));
  else line(paint.dim(`         with ${printable(otherwise.says)}: ${printable(JSON.stringify(otherwise.seen), 400)}`));
}
