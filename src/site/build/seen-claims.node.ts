// What the claims of the course said when they were run for this build. Nothing here runs a claim.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceVerdict } from "../../course/model.ts";
import type { Drift, DriftTable } from "../../grading/compare-claims.ts";

export interface SeenClaim {
  readonly id: string;
  readonly says: string;
  readonly sources: readonly SourceVerdict[];
  readonly lesson: string;
  /** Path of the file that holds its program. */
  readonly file: string;
  readonly seen: unknown;
  /** What is different where the sentence is not so, and what was seen there. */
  readonly otherwise: { readonly says: string; readonly seen: unknown };
}

export interface SeenClaims {
  readonly pins: Readonly<Record<string, string>>;
  readonly claims: readonly SeenClaim[];
}

/** Written by the build before any page is made; only claims that hold are in it. */
export const seenClaims: SeenClaims = JSON.parse(readFileSync(join(process.cwd(), ".build/claims.json"), "utf8"));

/** Throws for an unknown id, which ends the build: a lesson may not lean on a claim that nobody ran. */
export function claim(id: string, page: string): SeenClaim {
  const found = seenClaims.claims.find((each) => each.id === id);
  if (found) return found;
  const known = seenClaims.claims.filter((each) => each.lesson === page).map((each) => each.id);
  throw new Error(
    `${page}: there is no claim "${id}". Claims of this lesson: ${known.join(", ") || "none"}. Write it in the lesson's .claims.ts, or correct the id.`,
  );
}

const drift: DriftTable = JSON.parse(readFileSync(join(process.cwd(), "lessons/drift.json"), "utf8"));

/** The older release that the claims were run on, too. */
export const olderRelease = drift.pins["@langchain/langgraph"] ?? "";

/** What became of a claim there; null while nobody has run it: `forkpoint claims --against` does. */
export function driftOf(id: string): Drift | null {
  return drift.claims[id] ?? null;
}
