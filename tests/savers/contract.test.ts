// The saver contract is tested itself: a plain reference keeps every rule, and each rule is broken by a saver of its own.
import { inProcessHost } from "@forkpoint/conformance";
import { expect, test } from "vitest";
import { runDeclared } from "../../src/conformance/contracts/capabilities.ts";
import { saverContract } from "../../src/conformance/contracts/saver.ts";
import { brokenSavers } from "./broken-savers/broken-savers.ts";
import { ReferenceSaver } from "./broken-savers/reference-saver.ts";
import { referenceLike, subjectOf } from "./broken-savers/reference-subject.ts";
import { findBroken } from "./contract-runs.ts";

test("there are at least 88 rules, each with an id of words and a rule in words", () => {
  expect(saverContract.length).toBeGreaterThanOrEqual(88);
  expect(new Set(saverContract.map(({ id }) => id)).size).toBe(saverContract.length);
  expect(saverContract.filter(({ id, rule }) => !/^[a-z-]+\/[a-z0-9-]+$/.test(id) || rule.length < 20)).toEqual([]);
});

test("a plain saver of two maps keeps every rule", async () => {
  const { broken, notRun } = await findBroken(referenceLike(ReferenceSaver));
  expect([Object.fromEntries(broken), notRun]).toEqual([{}, []]);
});

test("each rule is broken by a saver of its own", () => {
  expect(Object.keys(brokenSavers).toSorted()).toEqual(saverContract.map(({ id }) => id).toSorted());
});

test.each(Object.entries(brokenSavers))("%s notices the saver that breaks it", async (id, Broken) => {
  const rule = saverContract.filter((each) => each.id === id);
  const { broken, notRun } = await findBroken(referenceLike(Broken), rule);
  expect([[...broken.keys()], notRun]).toEqual([[id], []]);
});

test("a rule whose capability is not declared is reported as not run, whatever the saver has", async () => {
  const host = inProcessHost({ fresh: () => subjectOf(ReferenceSaver) });
  const options = { seed: "s", testMs: 5_000, signal: new AbortController().signal };
  const tests = saverContract.filter(({ id }) => /^prune\/(delete|delta-history-stays)$/.test(id));
  const results = await runDeclared(tests, host, { ...options, capabilities: ["prune"], kind: "saver" });
  expect(results.map(({ verdict }) => verdict)).toEqual([
    { status: "passed" },
    { status: "not-run", because: "the saver does not declare “delta-history”" },
  ]);
});
