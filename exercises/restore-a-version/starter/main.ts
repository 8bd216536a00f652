// Run this, read the list, then change it as you like: it is yours, and nobody grades it.
import { app } from "./app.ts";
import { restore, save, versions } from "./notes.ts";

for (const text of ["Closed on  Sundays.", "Closed on Mondays.", "Open every day."])
  console.log(`saved ${JSON.stringify(text)} as version`, await save(app, "opening hours", text));
await printVersions();

console.log("Back to version 1. It is now version", await restore(app, "opening hours", 1));
await printVersions();

async function printVersions() {
  for (const { version, text } of await versions(app, "opening hours")) console.log(`  ${version}: ${text}`);
}
