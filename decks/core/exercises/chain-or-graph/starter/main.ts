// Run this: one failure of your answer, in a chain and in a graph. Given.
import { SqlJsSaver } from "@forkpoint/savers";
import { chainLoses } from "./answer.ts";
import { inAChain, inAGraph } from "./work.ts";

if (chainLoses) {
  console.log("chain:", (await inAChain(chainLoses)).effects.join(", "));
  console.log("graph:", (await inAGraph(await SqlJsSaver.open(), "order-1", chainLoses)).effects.join(", "));
}
