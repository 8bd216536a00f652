// Run this, read the statement, then change it as you like: it is yours, and nobody grades it.
import { app, statement } from "./app.ts";

const ada = { configurable: { thread_id: "ada" } };

console.log("Ada's first order:");
await app.invoke({ order: 1, pieces: 4, address: "1 Elm Street" }, ada);

const history = [];
for await (const snapshot of app.getStateHistory(ada)) history.push(snapshot);
const beforeCharge = history.find(({ next }) => next[0] === "charge")!;

console.log("The address was wrong. Support goes back to before the charge, and corrects it:");
await app.invoke(null, await app.updateState(beforeCharge.config, { address: "11 Elm Street" }, "price"));

console.log("Ada's second order, the same again:");
await app.invoke({ order: 2, pieces: 4, address: "11 Elm Street" }, ada);

console.log("Ada's statement:", statement().join(" + "));
