// The corpus against the portable tier: a share of it, for a language machine in WebAssembly takes its time.
import { describeTier } from "./describe-tier.ts";

describeTier("portable", { every: 4 });
