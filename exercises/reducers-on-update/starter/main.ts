// Run this, look at what became of the wish, then change it as you like: it is yours, and nobody grades it.
import { app, fields } from "./app.ts";
import { setTo } from "./set-to.ts";

const config = { configurable: { thread_id: "account-7" } };

await app.invoke({ plan: "free", balance: 150, notes: ["calls a lot"], limits: { mails: 10 } }, config);
await print("The account");

const wanted = { balance: 100, notes: ["calls a lot", "moved"], limits: { mails: 20 } };
console.log("Wanted:", JSON.stringify(wanted));
await setTo(app, fields, "account-7", wanted);
await print("Now");

async function print(title: string) {
  const { values, metadata } = await app.getState(config);
  console.log(`${title}: ${JSON.stringify(values)} (step ${metadata?.step}, source ${metadata?.source})`);
}
