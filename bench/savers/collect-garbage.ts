// Before each sample, so that no contender pays for what another left behind. Young objects only: after a full collection
// everything is slow for a while, and what is small suffers most.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as (options: { type: "minor" }) => void;

export function collectGarbage(): void {
  collect({ type: "minor" });
}
