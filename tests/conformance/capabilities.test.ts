// Tests gated by declared capability: what is withheld is told, never passed.
import { expect, test } from "vitest";
import { type GatedTest, inProcessHost, runDeclared, selectDeclared } from "@forkpoint/conformance";
import { storeContract } from "../../src/conformance/contracts/store.ts";

const ran: string[] = [];
const gated = (id: string, needs?: string[]): GatedTest<object> => ({
  id,
  rule: id,
  points: 2,
  needs,
  run: async () => void ran.push(id),
});
const TESTS = [gated("a", ["x"]), gated("b"), gated("c", ["x", "y", "z"]), gated("d", ["y"])];

test("only the tests whose needs are all declared are chosen, in their order", () => {
  const { tests, withheld } = selectDeclared(TESTS, ["y", "unheard of"], "store");
  expect(tests.map(({ id }) => id)).toEqual(["b", "d"]);
  expect(withheld.map(({ test: { id }, because }) => `${id}: ${because}`)).toEqual([
    "a: the store does not declare “x”",
    "c: the store does not declare “x” and “z”",
  ]);
});

test("a run gives a result for every test: those withheld are not run, and say why", async () => {
  ran.length = 0;
  const results = await runDeclared(TESTS, inProcessHost({ fresh: () => ({}) }), {
    seed: "1",
    testMs: 1_000,
    signal: new AbortController().signal,
    capabilities: ["x"],
    kind: "saver",
  });
  expect(ran).toEqual(["a", "b"]);
  expect(results).toEqual([
    { id: "a", rule: "a", points: 2, verdict: { status: "passed" } },
    { id: "b", rule: "b", points: 2, verdict: { status: "passed" } },
    {
      id: "c",
      rule: "c",
      points: 2,
      verdict: { status: "not-run", because: "the saver does not declare “y” and “z”" },
    },
    { id: "d", rule: "d", points: 2, verdict: { status: "not-run", because: "the saver does not declare “y”" } },
  ]);
});

test("a store rule needs at least what the rules need that it comes after", () => {
  const byId = new Map(storeContract.map((rule) => [rule.id, rule]));
  const wrong = storeContract.filter(({ after, needs }) =>
    after?.some((id) => byId.get(id)!.needs?.some((capability) => !needs?.includes(capability))),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test("ids of store rules are a group and a name, and no rule is said twice", () => {
  expect(storeContract.filter(({ id }) => !/^[a-z-]+\/[a-z-]+$/.test(id)).map(({ id }) => id)).toEqual([]);
  expect(new Set(storeContract.map(({ rule }) => rule)).size).toBe(storeContract.length);
});
