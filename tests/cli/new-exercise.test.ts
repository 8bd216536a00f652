import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { copyCourse } from "../fixture-course.ts";
import { run } from "./capture.ts";

test("a new exercise is explained step by step, until it judges rightly", async () => {
  await using course = await copyCourse();
  const at = ["--course", course.root];
  const made = await run(["new", "exercise", "say-it-back", ...at]);
  expect(made.code).toBe(0);
  expect(made.stdout).toContain("exercises/say-it-back/exercise.yaml");
  expect(made.stdout).toContain("Next: forkpoint verify say-it-back");

  // 1. What is to be written, in the order of writing.
  const fresh = await run(["verify", "say-it-back", ...at]);
  expect(fresh.code).toBe(1);
  expect(fresh.stdout).toMatch(
    /^say-it-back {2}\d+ things to do\n {2}1\. exercises\/say-it-back\/exercise\.yaml:1: not written yet/,
  );
  expect(fresh.stdout).toContain("Write the heading of the exercise, and remove the mark.");
  await removeMarks(path.join(course.root, "exercises/say-it-back"));
  await removeMarks(path.join(course.root, "solutions/say-it-back"));

  // 2. The lesson that it belongs to.
  const lost = await run(["verify", "say-it-back", ...at]);
  expect(lost.stdout).toContain('there is no lesson "todo/todo"');
  expect(lost.stdout).toContain("The lessons are: savers/write-one.");
  await course.replace("exercises/say-it-back/exercise.yaml", "todo/todo", "savers/write-one");

  // 3. The claim that its transfer question names.
  const unclaimed = await run(["verify", "say-it-back", ...at]);
  expect(unclaimed.stdout).toContain('exercise.yaml (transfer.claim): there is no claim "todo"');
  await course.replace("exercises/say-it-back/exercise.yaml", "claim: todo", "claim: savers/ids-grow");

  // 4. How its mutants fail.
  const unprinted = await run(["verify", "say-it-back", ...at]);
  expect(unprinted.stdout).toContain("fingerprints.json: is not there");
  expect(unprinted.stdout).toContain("Run: forkpoint verify say-it-back --update");

  const updated = await run(["verify", "say-it-back", "--update", ...at]);
  expect(updated).toEqual({ code: 0, stdout: "say-it-back  judges rightly\n", stderr: "" });
  expect((await run(["verify", "say-it-back", ...at])).code).toBe(0);
});

test("nothing is written over what is there", async () => {
  await using course = await copyCourse();
  await run(["new", "exercise", "say-it-back", "--course", course.root]);
  await course.remove("exercises/say-it-back");
  const { code, stderr } = await run(["new", "exercise", "say-it-back", "--course", course.root]);
  expect(code).toBe(2);
  expect(stderr).toContain("solutions/say-it-back/answer.ts is there already: move it away first");
});

/** What an author does, without the writing. */
async function removeMarks(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    await writeFile(file, (await readFile(file, "utf8")).replaceAll("TODO(author):", "Written:"));
  }
}
