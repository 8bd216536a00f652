// The saver contract on our saver, on LangGraph's MemorySaver as far as that complies, and on savers that break one rule each.
import { type ConformanceTest, inProcessHost, runTests } from "@forkpoint/conformance";
import { describeConformance } from "@forkpoint/conformance/vitest";
import { MemorySaver } from "@langchain/langgraph-checkpoint";
import { describe, expect, it, test } from "vitest";
import { type SaverSubject, saverContract } from "../../src/conformance/contracts/saver.ts";
import { SqlJsSaver } from "@forkpoint/savers";
import { brokenSavers } from "./broken-savers.ts";
import { sqlJs } from "./saver-at-hand.ts";

const hostOf = (open: SaverSubject["open"]) => inProcessHost<SaverSubject>({ fresh: () => ({ open }) });

describeConformance("SqlJsSaver", saverContract, () => hostOf(() => SqlJsSaver.open({ sqlJs })), { describe, it });

async function failedIn(
  open: SaverSubject["open"],
  tests: readonly ConformanceTest<SaverSubject>[],
): Promise<string[]> {
  const results = await runTests(tests, hostOf(open), {
    seed: "contract",
    testMs: 5_000,
    signal: new AbortController().signal,
  });
  return results.filter(({ verdict }) => verdict.status !== "passed").map(({ id }) => id);
}

test("MemorySaver differs in these rules and in no other", async () => {
  expect(await failedIn(async () => new MemorySaver(), saverContract)).toEqual([
    "list/newest-first", // newest first within a thread, thread after thread
    "list/filter-values-by-type", // an object in a filter matches nothing
    "writes/without-namespace", // throws
    "writes/bytes-stay-bytes", // getTuple throws
    "values/any-channel-name", // "__proto__" is lost
  ]);
});

test("each rule is broken by a saver of its own", () => {
  expect(Object.keys(brokenSavers).toSorted()).toEqual(saverContract.map(({ id }) => id).toSorted());
});

test.each(Object.entries(brokenSavers))("%s notices the saver that breaks it", async (id, Broken) => {
  const rule = saverContract.find((each) => each.id === id)!;
  expect(await failedIn(async () => new Broken(new sqlJs.Database()), [{ ...rule, after: [] }])).toEqual([id]);
});
