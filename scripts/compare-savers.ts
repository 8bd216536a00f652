// Writes docs/savers-compared.md: node --conditions=source scripts/compare-savers.ts [date]
import { writeFileSync } from "node:fs";
import path from "node:path";
import { compareSavers, describeComparison } from "../tests/savers/compare-savers.ts";

const date = process.argv[2] ?? new Date().toISOString().slice(0, 10);
if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new RangeError(`the date is given as 2026-01-31, not as ${date}`);
const file = path.resolve(import.meta.dirname, "../docs/savers-compared.md");
writeFileSync(file, describeComparison(await compareSavers(), date));
