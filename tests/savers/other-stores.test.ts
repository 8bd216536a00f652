// The store contract on the stores that there are: ours, and those of LangGraph. Which rule each breaks is known, and told
// in docs/stores-compared.md, which `UPDATE_DOCS=1` writes anew.
import { readFileSync, writeFileSync } from "node:fs";
import { inProcessHost, runDeclared, type TestResult } from "@forkpoint/conformance";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storeContract } from "../../src/conformance/contracts/store.ts";
import { type StoreRun, describeStores, withoutOccasion } from "./describe-stores.ts";
import { pgliteStore, postgresStore } from "./postgres-stores.ts";
import { type PostgresServer, startPostgres } from "./postgres-server.ts";
import { BREAKS } from "./store-breaks.ts";
import { type StoreUnderTest, inMemoryStore, sqlJsStore } from "./stores-at-hand.ts";

const PAGE = new URL("../../docs/stores-compared.md", import.meta.url);

const runs = new Map<string, StoreRun>();
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

/** Each rule by itself: what a rule builds on may be broken by this store. */
async function run({ name, capabilities, fresh, end }: StoreUnderTest): Promise<readonly TestResult[]> {
  const rules = storeContract.map((rule) => ({ ...rule, after: [] }));
  const results = await runDeclared(rules, inProcessHost({ fresh, end }), {
    seed: "stores compared",
    testMs: 20_000,
    signal: new AbortController().signal,
    capabilities,
    kind: "store",
  });
  runs.set(name, { name, capabilities, results });
  return results;
}

const brokenIn = (results: readonly TestResult[]): string[] =>
  results.filter(({ verdict }) => !["passed", "not-run"].includes(verdict.status)).map(({ id }) => id);

const known = (name: string): string[] => {
  const ids = Object.keys(BREAKS[name]!);
  return storeContract.map(({ id }) => id).filter((id) => ids.includes(id));
};

test("SqlJsStore declares everything and keeps every rule", async () => {
  const results = await run(sqlJsStore);
  expect(results.filter(({ verdict }) => verdict.status !== "passed")).toEqual([]);
});

test("InMemoryStore breaks these rules and no other", async () => {
  expect(brokenIn(await run(inMemoryStore))).toEqual(known("InMemoryStore"));
});

test("PostgresStore breaks these rules and no other", async () => {
  await using store = postgresStore(server);
  expect(brokenIn(await run(store))).toEqual(known("PostgresStore"));
});

test("PostgresStore on PGlite breaks these rules and no other", async () => {
  await using store = await pgliteStore();
  expect(brokenIn(await run(store))).toEqual(known("PostgresStore on PGlite"));
}, 120_000);

test("what is said to be broken is the name of a rule", () => {
  const ids = new Set(storeContract.map(({ id }) => id));
  const said = Object.values(BREAKS).flatMap((breaks) => Object.keys(breaks));
  expect(said.filter((id) => !ids.has(id))).toEqual([]);
});

test("the rules that a store does not declare are told as not run, with the reason", () => {
  const semantic = runs.get("PostgresStore")!.results.find(({ id }) => id === "ranking/nearest-first");
  expect(semantic?.verdict).toEqual({
    status: "not-run",
    because: "the store does not declare “semantic-search”",
  });
});

test("docs/stores-compared.md says what was found", () => {
  const occasion = { day: new Date().toISOString().slice(0, 10), postgres: server.version };
  const page = describeStores(storeContract, [...runs.values()], BREAKS, occasion);
  if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page);
  expect(withoutOccasion(readFileSync(PAGE, "utf8"))).toBe(withoutOccasion(page));
});
