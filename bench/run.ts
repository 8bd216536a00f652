// `npm run bench -- [name…] [--quick]`: runs every *.bench.ts of this folder, or those named. Those that look at the site
// need it built (`npm run build`) and Chromium. `--quick` is passed on to the benches that know it.
import { readdirSync } from "node:fs";

const ENDING = ".bench.ts";
const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length));

const asked = process.argv.slice(2).filter((word) => word !== "--quick");
const quick = process.argv.includes("--quick");
for (const name of asked)
  if (!benches.includes(name)) {
    console.error(`No bench called ${name}. There are: ${benches.join(", ")}`);
    process.exit(2);
  }
for (const name of asked.length > 0 ? asked : benches) {
  const { bench } = (await import(`./${name}${ENDING}`)) as { bench(options: { quick: boolean }): Promise<void> };
  await bench({ quick });
}
