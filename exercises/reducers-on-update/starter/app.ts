// The account that main.ts updates, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildAccount, type Fields } from "./account.ts";

export const fields: Fields = { plan: "replace", balance: "add", notes: "append", limits: "merge" };

export const app = buildAccount(await SqlJsSaver.open(), fields, async (node) => console.log(`  ${node} runs`));

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => app;
