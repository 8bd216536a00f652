// The corpus against the strong tier, which every machine that runs these tests must have: see `forkpoint doctor`.
import { describeTier } from "./describe-tier.ts";

describeTier("strong", { every: 1 });
