// `forkpoint claims --against <version>`: the claims on an older LangGraph, as a table that is kept beside the lessons.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { buildOlder, NOT_THERE, olderVersion } from "../compile/build-older.node.ts";
import { readClaims } from "../course/read-claims.node.ts";
import { compareClaims, type Drift, type DriftTable } from "../grading/compare-claims.ts";
import { NodeRuntime } from "../runtimes/node/node-runtime.node.ts";
import { HOME, readKernel, UsageError } from "./open-course.ts";
import { type Output, printable } from "./terminal.ts";

export const DRIFT_FILE = "lessons/drift.json";

interface Against {
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** 0: the table was written. 1: a file of claims could not be run. */
export async function compareWithOlder(
  course: string,
  version: string,
  { json, signal }: Against,
  out: Output,
): Promise<number> {
  const { exports, pins } = await readKernel();
  const there = await olderVersion(HOME);
  if (there !== version)
    throw new UsageError(
      `LangGraph ${version} is not installed: ${there ? `there is ${there}` : "there is no other"}, see older/package.json`,
    );
  const older = await buildOlder(HOME);
  await using runtime = new NodeRuntime({ vendor: older.vendor });
  const files = await readClaims(course);
  const onFile = (file: string) => out.progress(`${file} on ${version}`);
  const compared = await compareClaims({ ...older, files, runtime, exports, absent: NOT_THERE, signal, onFile });
  out.progress("");
  const { faults, ...table } = compared;
  if (json) out.line(JSON.stringify(table, null, 2));
  else print(table, pins["@langchain/langgraph"] ?? "", out);
  for (const { file, message } of faults) out.note(out.paint.bad(`${file}: ${printable(message, 600)}`));
  if (faults.length > 0) {
    out.note(`${DRIFT_FILE} was not written: every claim has to be run first`);
    return 1;
  }
  await writeFile(path.join(course, DRIFT_FILE), driftText(table));
  return 0;
}

/** A line for each claim, so that a change of one is a change of one line. */
export function driftText({ pins, claims }: DriftTable): string {
  const lines = Object.entries(claims).map(([id, drift]) => `    ${JSON.stringify(id)}: ${JSON.stringify(drift)}`);
  return `{\n  "pins": ${JSON.stringify(pins)},\n  "claims": {\n${lines.join(",\n")}\n  }\n}\n`;
}

function print({ pins, claims }: DriftTable, pinned: string, out: Output): void {
  const older = pins["@langchain/langgraph"];
  const drifts = Object.entries(claims);
  for (const [id, drift] of drifts) out.line(`${describe(drift, out)}  ${id}${told(drift)}`);
  const count = (verdict: Drift["verdict"]) => drifts.filter(([, drift]) => drift.verdict === verdict).length;
  out.line(
    `\nof ${drifts.length} claims that hold on ${pinned}, ${count("same")} hold on ${older}, ${count("otherwise")} are otherwise there, and ${count("not-there")} need what it does not have`,
  );
}

function describe({ verdict }: Drift, { paint }: Output): string {
  if (verdict === "same") return paint.good("same     ");
  return verdict === "otherwise" ? paint.warn("otherwise") : paint.dim("not there");
}

function told(drift: Drift): string {
  if (drift.verdict === "same") return "";
  return drift.verdict === "not-there"
    ? `: no ${printable(drift.lacks)}`
    : `: ${printable(JSON.stringify(drift.seen), 300)}`;
}
