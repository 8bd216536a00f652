// Run this: your plan and your stop, for a version without a fault and for one with a renamed node. Given.
import { mustStop, plan } from "./answer.ts";
import { upgrade } from "./upgrade.ts";

for (const fault of ["none", "renamed"] as const)
  console.log(fault, await upgrade(plan, fault, ["order-1", "order-2"], mustStop));
