// Which tier a batch is graded in: the strongest that works here, the one that was asked for, or none.
import type { ExerciseFolder, Tier } from "../course/model.ts";
import type { ExerciseRuntime } from "../runtimes/runtime.ts";
import { probeTiers, strongestTier, type TierProbe } from "../runtimes/node/tiers.node.ts";
import { UsageError } from "./open-course.ts";
import { type Output, printable } from "./terminal.ts";

export interface TierWish {
  /** Null = the strongest that works. */
  readonly tier: "strong" | "portable" | null;
  readonly trustsFiles: boolean;
  readonly signal: AbortSignal;
}

export interface Probing {
  strongestTier(signal: AbortSignal): Promise<Tier | null>;
  probeTiers(signal: AbortSignal): Promise<readonly TierProbe[]>;
}

/** What a tier means for the machine of whoever grades; completes "In this tier …". */
export const TIER_MEANS: Readonly<Record<Tier, string>> = {
  strong: "a submission sees no network, no other process and none of your files, and ends with the grader",
  portable:
    "a submission runs in a language machine that has no files, network or processes, inside a restricted process",
  "trust-me":
    "a submission runs as a program of yours: one that means harm can use your network, read and write your files and end your processes. You said that you trust these files",
};

/** Null when there is none: why, and what to do, has been noted. Throws `UsageError` for wishes that contradict each other. */
export async function chooseTier(
  { tier, trustsFiles, signal }: TierWish,
  out: Output,
  probing: Probing = { strongestTier, probeTiers },
): Promise<Tier | null> {
  if (tier && trustsFiles)
    throw new UsageError(`--tier ${tier} and --i-trust-these-files say two different things: leave one of them out`);
  // The one tier that is never chosen, only asked for.
  if (trustsFiles) return "trust-me";
  const strongest = tier === null ? await probing.strongestTier(signal) : null;
  if (strongest) return strongest;
  const probes = (await probing.probeTiers(signal)).filter((probe) => probe.tier !== "trust-me");
  if (tier && probes.some((probe) => probe.works && probe.tier === tier)) return tier;
  out.note(
    tier === null
      ? "Nothing was graded: no tier that holds against the submissions of others works here."
      : `Nothing was graded: the ${tier} tier does not work here.`,
  );
  for (const probe of probes) {
    if (probe.works || (tier !== null && probe.tier !== tier)) continue;
    out.note(
      `  ${probe.tier}: ${printable(probe.why, 600)}${probe.todo ? `; to do: ${printable(probe.todo, 600)}` : ""}`,
    );
  }
  out.note('Run "forkpoint doctor": it says which tiers there are here, and what to install.');
  return null;
}

/** Throws `UsageError` when the tier has not what the exercise needs. */
export function refuseUnmetNeeds({ id, needs }: ExerciseFolder, runtime: ExerciseRuntime): void {
  const missing = needs.filter((need) => !runtime.provides.has(need));
  if (missing.length === 0) return;
  throw new UsageError(
    `${id} needs ${missing.join(" and ")}, which a guest of the ${runtime.tier} tier does not have: grade it in the strong tier`,
  );
}
