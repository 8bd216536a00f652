// Runs the claims of a course on another release of LangGraph, and says of each whether it is so there, too.
import type { Files } from "../course/model.ts";
import { cleanText } from "./clean-text.ts";
import type { Kernel } from "./kernel.ts";
import type { ExerciseRuntime } from "../runtimes/runtime.ts";
import { runClaims, type SeenClaim } from "./run-claims.ts";

export type Drift =
  | { readonly verdict: "same" }
  /** It runs there, and what it sees is something else. */
  | { readonly verdict: "otherwise"; readonly seen: unknown }
  /** It needs what that release does not have. */
  | { readonly verdict: "not-there"; readonly lacks: string };

/** The table that is kept beside the lessons, in lessons/drift.json. */
export interface DriftTable {
  readonly pins: Readonly<Record<string, string>>;
  /** Claim → what became of it. */
  readonly claims: Readonly<Record<string, Drift>>;
}

export interface Comparison {
  readonly files: readonly { readonly file: string; readonly files: Files }[];
  /** Of the other release. */
  readonly runtime: ExerciseRuntime;
  /** Its packages. */
  readonly pins: Readonly<Record<string, string>>;
  /** What the pinned kernel exports: what is absent in the other one throws when it is used. */
  readonly exports: Kernel["exports"];
  /** How the message of that error begins. */
  readonly absent: string;
  /** Options that it passes over in silence. */
  readonly absentOptions: readonly string[];
  readonly signal: AbortSignal;
  onFile?(file: string): void;
}

export interface DriftFault {
  readonly file: string;
  readonly message: string;
}

/** The ids are sorted, so that the table changes where the claims do. */
export async function compareClaims(comparison: Comparison): Promise<DriftTable & { faults: readonly DriftFault[] }> {
  const { runtime, signal, pins, exports, absent } = comparison;
  const found: [string, Drift][] = [];
  const faults: DriftFault[] = [];
  for (const { file, files } of comparison.files) {
    comparison.onFile?.(file);
    const result = await runClaims({ file, files, runtime, kernel: { exports, pins }, signal });
    if ("problem" in result) faults.push({ file, message: result.problem.message });
    else
      for (const claim of result.claims) {
        const drift = judge(claim, absent);
        const option = drift.verdict === "otherwise" && optionOf(claim.id, files[file] ?? "", comparison.absentOptions);
        found.push([claim.id, option ? { verdict: "not-there", lacks: `option ${option}` } : drift]);
      }
  }
  found.sort(([a], [b]) => (a < b ? -1 : 1));
  return { pins, claims: Object.fromEntries(found), faults };
}

function judge({ id, holds, seen, problem }: SeenClaim, absent: string): Drift {
  const told = problem?.message.replace(`${id}: `, "") ?? JSON.stringify(seen);
  // Also where the claim itself caught the error: a call that throws because it is not there proves nothing.
  const lacks = lackIn(told, absent);
  if (lacks !== null && (problem !== null || told.includes(absent))) return { verdict: "not-there", lacks };
  if (problem) return { verdict: "otherwise", seen: { error: cleanText(told) } };
  return holds ? { verdict: "same" } : { verdict: "otherwise", seen };
}

/** The option that the claim's own text, from its id to the next one, cannot do without. */
function optionOf(id: string, text: string, options: readonly string[]): string | undefined {
  const from = text.indexOf(`id: "${id}"`);
  if (from < 0) return undefined;
  const [own] = text.slice(from).split(/\n\s{2,4}id: "/, 1);
  return options.find((option) => new RegExp(`\\b${option}\\b`).test(own!));
}

/** What is missing, by the error that says so: ours, or the engine's about a method that nobody has. */
function lackIn(told: string, absent: string): string | null {
  const at = told.indexOf(absent);
  if (at >= 0) return /^[^"\\]*/.exec(told.slice(at + absent.length))![0].trim();
  return /TypeError: (?:(?:\w+|\([^)]*\))\.)*(\w+) is not a (?:function|constructor)/.exec(told)?.[1] ?? null;
}
