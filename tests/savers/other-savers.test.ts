// The saver contract on every saver that there is: ours keep every rule, LangGraph's own break these and no other.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { saverContract } from "../../src/conformance/contracts/saver.ts";
import { type Compared, compareSavers, describeComparison, withoutDate } from "./compare-savers.ts";
import { knownDeviations } from "./known-deviations.ts";

// A server is started and seven savers are run, which takes seconds each.
const TIME = 300_000;
let compared: Promise<readonly Compared[]> | undefined;
const comparedOnce = () => (compared ??= compareSavers());
const inOrder = saverContract.map(({ id }) => id);

test.each(["SqlJsSaver", "SqlJsSaver on node:sqlite", "SqlJsSaver on better-sqlite3"])(
  "%s keeps every rule, and none is left out",
  { timeout: TIME },
  async (name) => {
    const { broken, notRun } = (await comparedOnce()).find((saver) => saver.name === name)!;
    expect([Object.fromEntries(broken), notRun]).toEqual([{}, []]);
  },
);

test.each(Object.keys(knownDeviations))("%s breaks these rules and no other", { timeout: TIME }, async (name) => {
  const { broken } = (await comparedOnce()).find((saver) => saver.name === name)!;
  const known = knownDeviations[name]!.flatMap(({ rules }) => rules);
  expect([...broken.keys()]).toEqual(inOrder.filter((id) => known.includes(id)));
  expect(known.length).toBe(new Set(known).size);
});

test(
  "the savers compared are those that are known, and no rule is left out but for want of a capability",
  { timeout: TIME },
  async () => {
    const savers = await comparedOnce();
    const names = savers.map(({ name }) => name);
    expect(names.slice(3)).toEqual(Object.keys(knownDeviations));
    const needs = new Map(saverContract.map(({ id, needs }) => [id, needs ?? []]));
    for (const { notRun } of savers) expect(notRun.filter((id) => needs.get(id)!.length === 0)).toEqual([]);
  },
);

test("docs/savers-compared.md says what is found", { timeout: TIME }, async () => {
  const written = readFileSync(path.join(import.meta.dirname, "../../docs/savers-compared.md"), "utf8");
  const found = describeComparison(await comparedOnce(), "2026-01-31");
  expect(withoutDate(written), "run: npm run compare:savers").toBe(withoutDate(found));
});
