// Run this, compare the two lines, then change it as you like: it is yours, and nobody grades it.
import { app } from "./app.ts";

const config = { configurable: { thread_id: "order-1" } };
const items = [
  { name: "lamp", price: 120 },
  { name: "cable", price: 9 },
];

const end = await app.invoke({ items, log: ["paid"] }, config);
console.log("The caller was given:", JSON.stringify(end));
console.log("The database holds:  ", JSON.stringify((await app.getState(config)).values));
