// Run this to speak to the desk. Change it as you like: it is yours, and nobody grades it.
import { SqlJsStore } from "@forkpoint/savers";
import { remember } from "./answer.ts";
import { buildDesk } from "./desk.ts";

const desk = buildDesk(remember as any, await SqlJsStore.open());
for (const says of ["I am Ada.", "Who am I?"]) console.log((await desk.invoke({ customer: "ada", says })).known);
