// Run this, read both side bars, then change it as you like: it is yours, and nobody grades it.
import { chat, saver } from "./app.ts";
import { say } from "./chat.ts";
import { archive, create, listMine, remove, rename } from "./conversations.ts";

async function show(what: string) {
  console.log(what);
  for (const owner of ["ada", "adam"])
    console.log(`  ${owner}:`, (await listMine(saver, owner)).map(({ title }) => title).join(", ") || "–");
}

const holidays = await create(saver, "ada", "Holidays");
const health = await create(saver, "adam", "My health");
await create(saver, "ada", "A surprise");
await say(chat, holidays, "Where to?");
await say(chat, health, "I do not sleep.");
await show("three were opened, in two of them something was said:");

try {
  await rename(saver, "ada", holidays, "Holidays in June");
  await show("one has a new title:");
  await archive(saver, "ada", holidays);
  await show("it is archived:");
} catch (error) {
  console.log(String(error));
}
await remove(saver, "adam", health);
await show("Adam has removed his:");

// The library's tables, and yours if you made one.
console.log(saver.database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'").join(" "));
