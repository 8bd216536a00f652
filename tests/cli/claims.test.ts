import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { copyCourse } from "../fixture-course.ts";
import { run } from "./capture.ts";

const FILE = "lessons/01-savers/01-write-one.claims.ts";

test("claims are run in a guest, and what was seen is printed", async () => {
  await using course = await copyCourse();
  const { code, stdout } = await run(["claims", "--course", course.root]);
  expect(code).toBe(0);
  expect(stdout).toContain("savers/write-one");
  expect(stdout).toContain('seen: {"inOrder":true}');
  expect(stdout).toContain('with the ids in the wrong order: {"inOrder":false}');
  expect(stdout).toContain("1 of 1 claims hold; 1 were seen to fail where they are not so");
});

test("--out writes what was seen, with the versions", async () => {
  await using course = await copyCourse();
  const file = path.join(course.root, "made/claims.json");
  expect((await run(["claims", "--out", file, "--course", course.root])).code).toBe(0);
  const written = JSON.parse(await readFile(file, "utf8")) as { pins: object; claims: object[] };
  expect(Object.keys(written.pins)).toContain("@langchain/langgraph");
  expect(written.claims).toEqual([
    {
      id: "savers/ids-grow",
      says: "the ids of two checkpoints made one after the other sort in that order",
      sources: [],
      holds: true,
      seen: { inOrder: true },
      problem: null,
      otherwise: { says: "the ids in the wrong order", holds: false, seen: { inOrder: false } },
      lesson: "savers/write-one",
      file: FILE,
    },
  ]);
});

test("a claim that does not hold is exit code 1, and nothing is written", async () => {
  await using course = await copyCourse();
  await course.replace(FILE, "first < second,", "first > second,");
  const file = path.join(course.root, "claims.json");
  const { code, stdout, stderr } = await run(["claims", "--out", file, "--course", course.root]);
  expect(code).toBe(1);
  expect(stdout).toContain("does not hold  savers/ids-grow");
  expect(stderr).toContain("was not written: every claim has to hold first");
  expect(existsSync(file)).toBe(false);
});

test("a claim that holds where it should not be so is exit code 1", async () => {
  await using course = await copyCourse();
  await course.replace(FILE, "const [second, first]", "const [first, second]");
  const { code, stdout } = await run(["claims", "--course", course.root]);
  expect(code).toBe(1);
  expect(stdout).toContain("holds with the ids in the wrong order, too: it cannot fail");
});

test("--against runs them on the older release and writes the table", async () => {
  await using course = await copyCourse();
  const { code, stdout } = await run(["claims", "--against", "0.2.74", "--course", course.root]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/of 1 claims that hold on [\d.]+, 1 hold on 0\.2\.74, 0 are otherwise there/);
  const table = JSON.parse(await readFile(path.join(course.root, "lessons/drift.json"), "utf8")) as object;
  expect(table).toMatchObject({
    pins: { "@langchain/langgraph": "0.2.74" },
    claims: { "savers/ids-grow": { verdict: "same" } },
  });
});

test("--against a release that is not installed is exit code 2, which says which one is", async () => {
  const { code, stderr } = await run(["claims", "--against", "0.1.0"]);
  expect(code).toBe(2);
  expect(stderr).toContain("LangGraph 0.1.0 is not installed: there is 0.2.74");
});

const broken: readonly [what: string, source: string, says: string][] = [
  ["does not compile", "export const claims = [;", `${FILE}:1: `],
  ["imports what there is not", 'import "left-pad"; export const claims = [];', "There is no library “left-pad” here"],
  ["throws", 'throw new Error("no");', "Error: no"],
  ["exports no list", "export const other = 1;", "it does not export `claims`, a list"],
  ["has a claim without words", 'export const claims = [{ id: "a", run: async () => ({}) }];', "a says nothing"],
  [
    "has one id twice",
    'const c = { id: "a", says: "x", run: async () => ({ holds: true }) }; export const claims = [c, c];',
    "two claims have the id “a”",
  ],
  ["ends the program", "process.exit(0); export const claims = [];", "process.exit(0) was called"],
];

test.each(broken)("a file that %s is told with its name", async (_, source, says) => {
  await using course = await copyCourse();
  await course.write(FILE, source);
  const { code, stderr } = await run(["claims", "--course", course.root]);
  expect(code).toBe(1);
  expect(stderr).toContain(FILE);
  expect(stderr).toContain(says);
});

test("a claim that throws does not stop those after it", async () => {
  await using course = await copyCourse();
  await course.write(
    FILE,
    `export const claims = [
      { id: "a", says: "one", async run() { throw new TypeError("no evidence"); } },
      { id: "b", says: "two", async run() { process.exit(1); } },
      { id: "c", says: "three", async run() { return { holds: true, seen: { big: 1n, fine: [1, null] } }; } },
    ];`,
  );
  const { code, stdout } = await run(["claims", "--json", "--course", course.root]);
  expect(code).toBe(1);
  const { claims } = JSON.parse(stdout) as {
    claims: { id: string; holds: boolean; seen: unknown; problem: { message: string } | null }[];
  };
  expect(claims.map(({ id, holds, seen, problem }) => [id, holds, seen, problem?.message])).toEqual([
    ["a", false, null, "a: TypeError: no evidence"],
    ["b", false, null, "b: process.exit(1) was called"],
    ["c", true, { big: "1n", fine: [1, null] }, undefined],
  ]);
});
