// `forkpoint doctor`: which tiers of isolation this machine offers, why, and what to install.
import { probeTiers } from "../runtimes/node/tiers.node.ts";
import { readKernel } from "./open-course.ts";
import { type Output, printable } from "./terminal.ts";

export interface DoctorOptions {
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** 0: submissions of others can be graded here. 1: they cannot. */
export async function doctor({ json, signal }: DoctorOptions, out: Output): Promise<number> {
  await readKernel();
  const probes = await probeTiers(signal);
  const chosen = probes.find(({ tier, works }) => works && tier !== "trust-me")?.tier ?? null;
  if (json) out.line(JSON.stringify({ chosen, tiers: probes }, null, 2));
  else {
    for (const { tier, works, why, todo } of probes) {
      const { good, bad, dim } = out.paint;
      out.line(`${works ? good("works") : bad("does not work")}  ${out.paint.bold(tier)}: ${printable(why, 600)}`);
      if (todo) out.line(dim(`       ${todo}`));
    }
    out.line("");
    if (chosen) out.line(`Submissions of others are graded in the ${chosen} tier.`);
    else out.line("Submissions of others cannot be graded here: no tier that holds against them works.");
  }
  return chosen ? 0 : 1;
}
