// Two dozen broken savers before two judges: LangGraph's validation suite lets some through, the saver contract lets none.
import { type BaseCheckpointSaver, MemorySaver } from "@langchain/langgraph-checkpoint";
import { expect, test } from "vitest";
import { saverContract } from "../../src/conformance/contracts/saver.ts";
import { brokenMemorySavers } from "./broken-savers/memory-savers.ts";
import { ReferenceSaver } from "./broken-savers/reference-saver.ts";
import { findBroken } from "./contract-runs.ts";
import { declareSuite, runSuite } from "./official-suite.ts";

// The two rules of large data say nothing about these savers, and would be run two dozen times.
const rules = saverContract.filter(({ id }) => id !== "values/large" && id !== "values/many-channels");
const names = Object.keys(brokenMemorySavers);

const brokenBy = async (Saver: typeof MemorySaver): Promise<string[]> => {
  const { broken } = await findBroken({ capabilities: [], fresh: () => ({ open: async () => new Saver() }) }, rules);
  return [...broken.keys()];
};

// A soft failure would be one of this test's own.
const judging = Object.assign((value: unknown) => expect(value), expect, { soft: (value: unknown) => expect(value) });

const failedBy = async (Saver: new () => BaseCheckpointSaver): Promise<string[]> =>
  (await runSuite(() => declareSuite(() => new Saver()), judging)).failed.map(({ name }) => name);

test("there are two dozen", () => {
  expect(names.length).toBe(24);
});

test("the plain saver that keeps the contract passes the official suite, but stores what a step did not change again", async () => {
  expect(await failedBy(ReferenceSaver)).toEqual([
    expect.stringContaining("should only store channel_values that have changed"),
  ]);
});

test("the official suite lets these through and no other", async () => {
  const before = await failedBy(MemorySaver);
  const letThrough: string[] = [];
  for (const name of names) {
    const failed = await failedBy(brokenMemorySavers[name]!);
    if (failed.every((each) => before.includes(each))) letThrough.push(name);
  }
  expect(letThrough).toEqual([
    "deletes the graph's own namespace only",
    "deletes checkpoints and leaves their writes",
    "lets a retried task change its writes",
    "finds an id in any thread",
    "lists threads whose names begin alike",
    "never replaces a checkpoint",
    "deletes threads whose names begin alike",
  ]);
}, 120_000);

test("the contract lets none through: each breaks a rule that MemorySaver keeps", async () => {
  const before = await brokenBy(MemorySaver);
  const letThrough: string[] = [];
  for (const name of names) {
    const broken = await brokenBy(brokenMemorySavers[name]!);
    if (broken.every((id) => before.includes(id))) letThrough.push(name);
  }
  expect(letThrough).toEqual([]);
}, 60_000);
