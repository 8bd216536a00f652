// The store contract on a store that keeps it, and on stores that break one rule each.
import { readFileSync } from "node:fs";
import { explainVerdict, inProcessHost, runDeclared, type SubjectHost, type TestResult } from "@forkpoint/conformance";
import type { BaseStore } from "@langchain/langgraph-checkpoint";
import { expect, test } from "vitest";
import { storeContract, type StoreSubject, type StoreTest } from "../../src/conformance/contracts/store.ts";
import { brokenStores } from "./broken-stores/broken-stores.ts";
import { partlyBroken } from "./broken-stores/broken-in-part.ts";
import { KeepsNothing, RefusesAll } from "./broken-stores/useless-stores.ts";
import { NodeStores } from "./store-in-node.ts";
import { ALL_CAPABILITIES, referenceSubject, type StoreClass } from "./broken-stores/reference-subject.ts";

function runOn(host: SubjectHost<StoreSubject>, tests: readonly StoreTest[]): Promise<TestResult[]> {
  return runDeclared(tests, host, {
    seed: "contract",
    testMs: 5_000,
    signal: new AbortController().signal,
    capabilities: ALL_CAPABILITIES,
    kind: "store",
  });
}

function run(tests: readonly StoreTest[], Store?: StoreClass): Promise<TestResult[]> {
  const nodes = new NodeStores();
  const host = inProcessHost({ fresh: () => referenceSubject(nodes, Store), end: () => nodes.stop() });
  return runOn(host, tests);
}

const notPassed = (results: readonly TestResult[]): string[] =>
  results
    .filter(({ verdict }) => verdict.status !== "passed")
    .map(({ id, verdict }) => `${id}: ${explainVerdict(verdict)}`);

test("the reference store keeps every rule", async () => {
  expect(notPassed(await run(storeContract))).toEqual([]);
});

test("each rule is broken by a store of its own", () => {
  expect(Object.keys(brokenStores).toSorted()).toEqual(storeContract.map(({ id }) => id).toSorted());
});

test.each(Object.entries(brokenStores))("%s notices the store that breaks it", async (id, Broken) => {
  const rule = storeContract.find((each) => each.id === id)!;
  const [result] = await run([{ ...rule, after: [] }], Broken);
  expect(["failed", "threw"]).toContain(result?.verdict.status);
});

test.each(partlyBroken)("$rule notices in “$what” what is wrong in part", async ({ rule: id, what, Store }) => {
  const rule = storeContract.find((each) => each.id === id)!;
  const [result] = await run([{ ...rule, after: [] }], Store);
  expect(result?.verdict).toMatchObject({ status: "failed", what: expect.stringMatching(what) as string });
});

test.each([KeepsNothing, RefusesAll])("%o keeps no rule but what BaseStore does for it", async (Useless) => {
  const open = async (): Promise<BaseStore> => new Useless();
  const subject = (): StoreSubject => ({
    open,
    passTime: async () => {},
    reopen: open,
    openBeside: open,
    batched: async (store) => store,
  });
  const rules = storeContract.map((rule) => ({ ...rule, after: [] }));
  const results = await runOn(inProcessHost({ fresh: subject }), rules);
  const kept = results.filter(({ verdict }) => verdict.status === "passed").map(({ id }) => id);
  expect(kept).toEqual(["refuses/by-name"]);
  // A store that fails must not leave a rule waiting for what never comes.
  expect(results.filter(({ verdict }) => verdict.status === "timed-out")).toEqual([]);
});

test("the file in the README of the conformance package is one that is run", () => {
  const readme = readFileSync(new URL("../../src/conformance/README.md", import.meta.url), "utf8");
  const file = readFileSync(new URL("own-store.test.ts", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${file}\`\`\`\n`);
});
