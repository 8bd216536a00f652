// Which tiers this machine offers, found out by trying each one: a program on the disk says little about what a kernel, a
// container or a policy lets it do.
import { existsSync } from "node:fs";
import type { Tier } from "../../course/model.ts";
import { RuntimeError } from "../errors.ts";
import type { ExerciseRuntime, Job } from "../runtime.ts";
import { Bubblewrap, BWRAP } from "./bubblewrap.node.ts";
import { processWithPermissions } from "./confinement.node.ts";
import { NodeRuntime } from "./node-runtime.node.ts";
import { languageMachine, processAroundMachine } from "./quickjs/language-machine.node.ts";

/** Strongest first. */
export const TIERS: readonly Tier[] = ["strong", "portable", "trust-me"];

export interface TierProbe {
  readonly tier: Tier;
  readonly works: boolean;
  /** What it is made of, in a few words, or why it does not work here. */
  readonly why: string;
  /** What would make it work; null = nothing is missing, or nothing can be done on this system. */
  readonly todo: string | null;
}

export interface TierOptions {
  /** Guests started ahead of time. */
  readonly spares?: number;
}

/** Each tier with a guest that is started, answers, and is ended. */
export async function probeTiers(signal: AbortSignal): Promise<readonly TierProbe[]> {
  return Promise.all(TIERS.map((tier) => probe(tier, signal)));
}

/** The strongest that works, without "trust-me"; null = none. */
export async function strongestTier(signal: AbortSignal): Promise<Tier | null> {
  for (const tier of TIERS) if (tier !== "trust-me" && (await probe(tier, signal)).works) return tier;
  return null;
}

/** Throws `RuntimeError` when it cannot even be tried. */
export function openTier(tier: Tier, { spares = 1 }: TierOptions = {}): ExerciseRuntime {
  switch (tier) {
    case "strong":
      if (!existsSync(BWRAP)) throw new RuntimeError("GUEST_NOT_STARTED", "bubblewrap is not installed");
      return new NodeRuntime({ confinement: new Bubblewrap(), spares });
    case "portable":
      return new NodeRuntime({ guest: languageMachine, confinement: processAroundMachine, spares });
    case "trust-me":
      return new NodeRuntime({ confinement: processWithPermissions, spares });
  }
}

const NOTHING: Job = {
  modules: [],
  libraries: {},
  outputBytes: 1024,
  needs: [],
};

async function probe(tier: Tier, signal: AbortSignal): Promise<TierProbe> {
  try {
    await using runtime = openTier(tier, { spares: 0 });
    await using guest = await runtime.open(NOTHING, signal);
    await guest.root.databases();
    return { tier, works: true, why: runtime.isolation, todo: null };
  } catch (error) {
    signal.throwIfAborted();
    return { tier, works: false, why: error instanceof Error ? error.message : String(error), todo: todo(tier) };
  }
}

function todo(tier: Tier): string | null {
  if (tier !== "strong" || process.platform !== "linux") return null;
  if (!existsSync(BWRAP)) return 'install bubblewrap, e.g. "apt-get install bubblewrap"';
  return "allow programs of yours to make user namespaces: Ubuntu from 23.10 on asks for an AppArmor profile of bwrap, a container for --security-opt seccomp=unconfined or a like setting";
}
