// A process of its own that uses the stand-in and then waits to be killed: what is left of it is the test's concern.
import { startStandIn } from "./stand-in.ts";
import { connect } from "./wire-client.ts";

const standIn = await startStandIn();
const client = await connect(standIn);
const { output } = await client.runUntil(
  `process.on("SIGHUP", () => {}); console.log("[" + process.cwd() + " " + process.pid + "]"); setInterval(() => {}, 1000)`,
  "]",
);
console.log(output);
