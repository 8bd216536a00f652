// The example with which the README says how to run the saver contract is run as it stands there.
import { readFileSync } from "node:fs";
import path from "node:path";
import { inProcessHost, selectDeclared } from "@forkpoint/conformance";
import { describeConformance } from "@forkpoint/conformance/vitest";
import { MemorySaver } from "@langchain/langgraph-checkpoint";
import { expect, test } from "vitest";
import { saverContract } from "../../src/conformance/contracts/saver.ts";
import { knownDeviations } from "./known-deviations.ts";

const readme = readFileSync(path.join(import.meta.dirname, "../../src/conformance/README.md"), "utf8");
const section = readme.slice(readme.indexOf("## The saver contract"), readme.indexOf("## The store contract"));
const example = /```ts\n([\s\S]*?)```/.exec(section)![1]!;

/** Runs the example with a runner that only notes what it is handed. */
function runExample() {
  const noted = { run: new Map<string, () => Promise<void>>(), told: [] as string[] };
  const describe = (_name: string, define: () => void) => define();
  const it = (name: string, run: () => Promise<void>) => void noted.run.set(name, run);
  const console = { warn: (line: string) => void noted.told.push(line) };
  const runner = { describe, it, console };
  const given = { MemorySaver, inProcessHost, selectDeclared, saverContract, describeConformance, ...runner };
  const body = example.replaceAll(/^import .*$/gm, "");
  new Function(...Object.keys(given), body)(...Object.values(given));
  return noted;
}

test("every rule is run or reported as not run, but for those that the example names", async () => {
  const { run, told } = runExample();
  const known = knownDeviations.MemorySaver!.flatMap(({ rules }) => rules);
  expect(run.size + told.length).toBe(saverContract.length - known.length);
  for (const id of known) expect(example).toContain(`"${id}"`);
  expect(told).toContain("prune/delete: not run because the saver does not declare “prune”");
});

test("what the example runs is passed", async () => {
  for (const passes of runExample().run.values()) await passes();
});

test("the README names every capability that a rule needs", () => {
  const needed = new Set(saverContract.flatMap(({ needs = [] }) => needs));
  for (const capability of needed) expect(section).toContain(`| \`${capability}\` |`);
});
