// Run this to make the thread: mail is sent, charge fails. The table shows what is in the database now.
import { app, card, saver, THREAD } from "./app.ts";
import { COLUMNS, readRows } from "./table.ts";

card.works = false;
await app.invoke({ log: ["three mugs"] }, { configurable: { thread_id: THREAD } }).catch((error: Error) => {
  console.log(`charge: ${error.message}\n`);
});
card.works = true;

const print = (id: string, cells: readonly string[]) =>
  console.log([id, ...cells].map((cell, column) => cell.padEnd([8, 12, 6, 6, 19, 0][column] ?? 0)).join(""));
print("", COLUMNS);
for (const { id, cells } of await readRows(saver, THREAD)) print(id, cells);
