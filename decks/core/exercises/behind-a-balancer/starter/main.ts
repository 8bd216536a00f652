// Run this to hear a replica speak. Change it as you like: it is yours, and nobody grades it.
import { SqlJsSaver } from "@forkpoint/savers";
import { openReplica } from "./replica.ts";

const replica = openReplica(await SqlJsSaver.open());
console.log(await replica.say("thread-1", "Good morning."));
