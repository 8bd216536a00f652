import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { copyCourse, FIXTURES } from "../fixture-course.ts";
import { run } from "./capture.ts";

interface VerifyDocument {
  readonly exercises: readonly { id: string; ok: boolean; findings: readonly { code: string; where: string }[] }[];
}

test("a course that judges rightly is exit code 0", async () => {
  const { code, stdout } = await run(["verify", "--course", FIXTURES]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "tiny-saver  judges rightly\n" });
});

test("--json is one document", async () => {
  await using course = await copyCourse();
  await course.replace("exercises/tiny-saver/exercise.yaml", "caughtBy: [writes/pending]", "caughtBy: [get/by-id]");
  const { code, stdout } = await run(["verify", "--json", "--course", course.root]);
  expect(code).toBe(1);
  const { exercises } = JSON.parse(stdout) as VerifyDocument;
  expect(exercises.map(({ id, ok }) => [id, ok])).toEqual([["tiny-saver", false]]);
  expect(exercises[0]?.findings[0]).toMatchObject({
    code: "MUTANT_MISJUDGED",
    where: "exercises/tiny-saver/mutants/drops-writes",
  });
});

test("what is broken is told in numbered steps: where, what, what to do", async () => {
  await using course = await copyCourse();
  await course.write("exercises/tiny-saver/notes.txt", "x");
  await course.remove("exercises/tiny-saver/mutants/silent.ts");
  const { code, stdout } = await run(["verify", "tiny-saver", "--course", course.root]);
  expect(code).toBe(1);
  expect(stdout.split("\n")).toEqual([
    "tiny-saver  2 things to do",
    "  1. exercises/tiny-saver/mutants/silent.ts (mutants.7.name): the mutant is not there",
    "     Write it.",
    "  2. exercises/tiny-saver/notes.txt: nothing reads this file",
    "     Remove it, or move it where it is read.",
    "",
  ]);
});

test("an outline that is broken is told when all is verified, and does not stop one exercise", async () => {
  await using course = await copyCourse();
  await course.replace("lessons/course.yaml", "savers/write-one", "savers/write-two");
  const all = await run(["verify", "--course", course.root]);
  expect(all.code).toBe(1);
  expect(all.stdout).toContain('there is no page for "savers/write-two"');
  expect((await run(["verify", "tiny-saver", "--course", course.root])).code).toBe(0);
});

test("tests that cannot be loaded are told", async () => {
  await using course = await copyCourse();
  await course.replace(
    "exercises/tiny-saver/tests/visible.test.ts",
    "export const tests",
    "throw new Error('no');\nexport const tests",
  );
  const { code, stdout } = await run(["verify", "tiny-saver", "--course", course.root]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/visible\.test\.ts: it could not be loaded: no\n/);
});

test("--update writes fingerprints once the rest is right, and not before", async () => {
  await using course = await copyCourse();
  const file = path.join(course.root, "exercises/tiny-saver/fingerprints.json");
  const committed = await readFile(file, "utf8");
  await course.remove("exercises/tiny-saver/fingerprints.json");
  await course.replace("exercises/tiny-saver/exercise.yaml", "starterPasses: []", "starterPasses: [get/by-id]");
  expect((await run(["verify", "--update", "--course", course.root])).code).toBe(1);
  expect(existsSync(file)).toBe(false);
  await course.replace("exercises/tiny-saver/exercise.yaml", "starterPasses: [get/by-id]", "starterPasses: []");
  expect((await run(["verify", "--update", "--course", course.root])).code).toBe(0);
  expect(await readFile(file, "utf8")).toBe(committed);
});
