// Run this and read which station runs for which message; then change it as you like: it is yours, and nobody grades it.
import { app, failing } from "./app.ts";
import { nextTurn } from "./turn.ts";

async function say(message: string) {
  console.log(`> ${message}`);
  try {
    const end: any = await nextTurn(app, "ada", message);
    const question = end?.__interrupt__?.[0]?.value;
    console.log(question ? `  ? ${question}` : `  log: ${end?.log?.join(", ")}`);
  } catch (error) {
    console.log(`  error: ${error instanceof Error ? error.message : error}`);
  }
}

failing.add("ship");
await say("three mugs");
await say("no, thanks");
// Ship has failed. The customer does not know, and goes on.
await say("one teapot");
await say("yes, please");
