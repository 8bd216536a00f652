// Run this, compare the picture with the table, then change it as you like: it is yours, and nobody grades it.
import { app, forkedTicket } from "./app.ts";
import { diffForks } from "./diff.ts";
import { draw } from "./draw.ts";

const { a, b } = await forkedTicket("ticket-1");

const names = new Map<string, string>();
const rows = [];
for await (const snapshot of app.getStateHistory({ configurable: { thread_id: "ticket-1" } })) rows.unshift(snapshot);
for (const { config, parentConfig, metadata, values } of rows) {
  const name = `#${names.size + 1}`;
  names.set(config.configurable?.checkpoint_id, name);
  const parent = names.get(parentConfig?.configurable?.checkpoint_id) ?? "–";
  console.log(
    `${name}  parent ${parent.padEnd(2)}  step ${String(metadata?.step).padStart(2)}  ${values.category ?? "–"}`,
  );
}

console.log(draw(await diffForks(app, a, b), (id) => names.get(id) ?? "?"));
