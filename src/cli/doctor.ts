// `forkpoint doctor`: which tiers of isolation this machine offers, why, and what to install.
import { TIERS } from "../results/words.ts";
import { probeTiers, type TierProbe } from "../runtimes/node/tiers.node.ts";
import { readKernel } from "./open-course.ts";
import { type Output, printable } from "./terminal.ts";

export interface DoctorOptions {
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** 0: submissions of others can be graded here. 1: they cannot. */
export async function doctor(
  { json, signal }: DoctorOptions,
  out: Output,
  probe: (signal: AbortSignal) => Promise<readonly TierProbe[]> = probeTiers,
): Promise<number> {
  await readKernel();
  const probes = await probe(signal);
  const chosen = probes.find(({ tier, works }) => works && tier !== "trust-me")?.tier ?? null;
  if (json) out.line(JSON.stringify({ chosen, tiers: probes }, null, 2));
  else tell(probes, chosen, out);
  return chosen ? 0 : 1;
}

function tell(probes: readonly TierProbe[], chosen: string | null, out: Output): void {
  const { good, bad, dim, bold } = out.paint;
  for (const { tier, works, why, todo } of probes) {
    const state = works ? good("works") : bad("does not work");
    out.line(`${state}  ${bold(tier)}: ${works ? TIERS[tier].how : printable(why, 600)}`);
    if (todo) out.line(dim(`       To do: ${todo}.`));
  }
  out.line("");
  if (chosen) out.line(`Submissions of others are graded in the ${chosen} tier.`);
  else out.line("Submissions of others cannot be graded here: no tier that holds against them works.");
}
