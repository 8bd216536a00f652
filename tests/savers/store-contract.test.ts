// The store contract on a store that keeps it, and on stores that break one rule each.
import { readFileSync } from "node:fs";
import { explainVerdict, inProcessHost, runDeclared, type TestResult } from "@forkpoint/conformance";
import { expect, test } from "vitest";
import { storeContract, type StoreTest } from "../../src/conformance/contracts/store.ts";
import { brokenStores } from "./broken-stores/broken-stores.ts";
import { NodeStores } from "./store-in-node.ts";
import { ALL_CAPABILITIES, referenceSubject, type StoreClass } from "./broken-stores/reference-subject.ts";

function run(tests: readonly StoreTest[], Store?: StoreClass): Promise<TestResult[]> {
  const nodes = new NodeStores();
  const host = inProcessHost({ fresh: () => referenceSubject(nodes, Store), end: () => nodes.stop() });
  const { signal } = new AbortController();
  return runDeclared(tests, host, {
    seed: "contract",
    testMs: 5_000,
    signal,
    capabilities: ALL_CAPABILITIES,
    kind: "store",
  });
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
  expect(result?.verdict.status).not.toBe("passed");
  expect(result?.verdict.status).not.toBe("not-run");
});

test("the file in the README of the conformance package is one that is run", () => {
  const readme = readFileSync(new URL("../../src/conformance/README.md", import.meta.url), "utf8");
  const file = readFileSync(new URL("own-store.test.ts", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${file}\`\`\`\n`);
});
