import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { CourseError } from "../../src/course/course-error.ts";
import { listExercises, readExercise } from "../../src/course/read-exercise.node.ts";
import { copyCourse, type CourseCopy, FIXTURES } from "../fixture-course.ts";

const FOLDER = "exercises/tiny-saver";
const YAML = `${FOLDER}/exercise.yaml`;

test("the fixture is read whole", async () => {
  const exercise = await readExercise(FIXTURES, "tiny-saver");
  expect(exercise.title).toBe("A tiny saver");
  expect(Object.keys(exercise.starter)).toEqual(["main.ts", "saver.ts"]);
  expect(exercise.solutions.map(({ name }) => name)).toEqual(["solution", "alternative"]);
  expect(exercise.solutions.map(({ files }) => Object.keys(files).sort())).toEqual([
    ["main.ts", "saver.ts"],
    ["main.ts", "saver.ts"],
  ]);
  expect(exercise.mutants).toHaveLength(8);
  expect(exercise.mutants[0]?.files["saver.ts"]).not.toBe(exercise.solutions[0]?.files["saver.ts"]);
  expect(exercise.hints.map(({ test: id, level }) => [id, level])).toEqual([
    [null, 1],
    ["latest/newest-id", 1],
    ["latest/newest-id", 2],
  ]);
  expect(await listExercises(FIXTURES)).toEqual(["tiny-saver"]);
});

test("limits have defaults, and so have given, needs and starterPasses", async () => {
  await using course = await copyCourse();
  await course.replace(YAML, "limits:\n  testMs: 1500\n  totalMs: 12000\n  outputBytes: 8192\n", "");
  await course.replace(YAML, "needs: []\n", "");
  const exercise = await readExercise(course.root, "tiny-saver");
  expect(exercise.limits).toEqual({ testMs: 3000, totalMs: 20000, outputBytes: 65536 });
  expect(exercise.needs).toEqual([]);
  expect(exercise.lab).toBe(null);
});

test("a library of Node may be offered where it is needed", async () => {
  await using course = await copyCourse();
  await course.replace(YAML, "imports:\n", 'imports:\n  "@forkpoint/savers/node": all\n');
  await course.replace(YAML, "needs: []", "needs: [filesystem]");
  expect((await readExercise(course.root, "tiny-saver")).needs).toEqual(["filesystem"]);
});

test("the lab's file is one of the given", async () => {
  await using course = await copyCourse();
  await course.replace(YAML, "given: [main.ts]", "given: [main.ts]\nlab: main.ts");
  expect((await readExercise(course.root, "tiny-saver")).lab).toBe("main.ts");
});

const broken: readonly [what: string, break_: (course: CourseCopy) => Promise<void>, says: string][] = [
  ["no exercise.yaml", (c) => c.remove(YAML), `${YAML}: the file is missing. Write exercise.yaml there.`],
  ["YAML that is none", (c) => c.write(YAML, "title: [\n"), `${YAML}:2: not YAML:`],
  [
    "an unknown key",
    (c) => c.replace(YAML, "needs: []", "need: []"),
    `${YAML} (need): there is no such key. Remove it, or write one of: title, lesson, entry,`,
  ],
  [
    "a missing key, explained by the schema",
    (c) => c.replace(YAML, "title: A tiny saver\n", ""),
    `${YAML} (title): invalid input: expected string, received undefined. It means: Heading of the exercise.`,
  ],
  [
    "a wrong key inside a list",
    (c) => c.replace(YAML, "caughtBy: [get/by-id]", "caughtBy: [Get by id]"),
    `${YAML} (mutants.3.caughtBy.0): a test id reads "group/name" in kebab-case`,
  ],
  [
    "an entry outside the folder",
    (c) => c.replace(YAML, "entry: saver.ts", "entry: ../saver.ts"),
    `${YAML} (entry): a path below starter/, e.g. "chat.ts". It means: The file whose exports are tested.`,
  ],
  [
    "an entry that is not there",
    (c) => c.replace(YAML, "entry: saver.ts", "entry: other.ts"),
    `${YAML} (entry): starter/other.ts is not there. Write it.`,
  ],
  [
    "an entry that is given",
    (c) => c.replace(YAML, "given: [main.ts]", "given: [main.ts, saver.ts]"),
    `${YAML} (given): the entry is given, so there is nothing to solve. Take it off the list.`,
  ],
  [
    "a lab file that is not there",
    (c) => c.replace(YAML, "given: [main.ts]", "given: [main.ts, app.ts]\nlab: app.ts"),
    `${YAML} (given.1): starter/app.ts is not there. Write it.`,
  ],
  [
    "a lab file that is the learner's own",
    (c) => c.replace(YAML, "given: [main.ts]", "given: [main.ts]\nlab: saver.ts"),
    `${YAML} (lab): saver.ts is not given, so the lab may find anything in it. Add it to given.`,
  ],
  [
    "a library of Node that is offered without the need for it",
    (c) => c.replace(YAML, "imports:\n", 'imports:\n  "node:http": { only: [createServer] }\n'),
    `${YAML} (imports.node:http): a worker has no node:http: who imports it needs "process". Add process to needs,`,
  ],
  [
    "a library of Node with another need",
    (c) =>
      c
        .replace(YAML, "imports:\n", 'imports:\n  "node:http": { only: [createServer] }\n')
        .then(() => c.replace(YAML, "needs: []", "needs: [filesystem]")),
    `who imports it needs "process"`,
  ],
  [
    "a stray file",
    (c) => c.write(`${FOLDER}/notes.txt`, "later"),
    `${FOLDER}/notes.txt: nothing reads this file. Remove it, or move it where it is read.`,
  ],
  [
    "a mutant that is not listed",
    (c) => c.write(`${FOLDER}/mutants/new-idea.ts`, "export {};"),
    `${YAML} (mutants): mutants/new-idea is not listed.`,
  ],
  [
    "a listed mutant that is not there",
    (c) => c.remove(`${FOLDER}/mutants/silent.ts`),
    `${FOLDER}/mutants/silent.ts (mutants.7.name): the mutant is not there. Write it.`,
  ],
  [
    "a solution with another file name",
    (c) => c.write("solutions/tiny-saver/savers.ts", "export {};"),
    "solutions/tiny-saver/savers.ts: the starter has no such file. Use the starter's names.",
  ],
  [
    "a solution without the entry",
    (c) => c.remove("solutions/tiny-saver/saver.ts"),
    "solutions/tiny-saver/saver.ts: the starter has this file, the solution has not. Add it.",
  ],
  [
    "a solution that changes a given file",
    (c) => c.write("solutions/tiny-saver/main.ts", "export {};"),
    "solutions/tiny-saver/main.ts: a given file differs from the starter's. Remove it.",
  ],
  [
    "no hidden tests",
    (c) => c.remove(`${FOLDER}/tests/hidden.test.ts`),
    `${FOLDER}/tests/hidden.test.ts: the file is missing. Every exercise has one.`,
  ],
  [
    "hints without a level",
    (c) => c.write(`${FOLDER}/hints.md`, "## x\n\ntext\n"),
    `${FOLDER}/hints.md:1: "## x" has no level`,
  ],
];

test.each(broken)("%s is told with the file, the key and what to do", async (_, break_, says) => {
  await using course = await copyCourse();
  await break_(course);
  const error = await readExercise(course.root, "tiny-saver").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CourseError);
  expect((error as CourseError).message).toContain(says);
});

test("all faults are told at once", async () => {
  await using course = await copyCourse();
  await course.write(`${FOLDER}/notes.txt`, "later");
  await course.remove(`${FOLDER}/prompt.mdx`);
  const error = (await readExercise(course.root, "tiny-saver").catch((reason: unknown) => reason)) as CourseError;
  expect(error.faults.map(({ code }) => code)).toEqual(["COURSE_FILE_MISSING", "COURSE_FILE_STRAY"]);
});

test("a link is not followed", async () => {
  await using course = await copyCourse();
  await course.remove(`${FOLDER}/prompt.mdx`);
  await symlink(path.join(FIXTURES, FOLDER, "prompt.mdx"), path.join(course.root, FOLDER, "prompt.mdx"));
  await expect(readExercise(course.root, "tiny-saver")).rejects.toThrow("prompt.mdx: the file is not a regular file");
});

test("a mutant may be a folder of several files", async () => {
  await using course = await copyCourse();
  const folder = path.join(course.root, FOLDER, "mutants/silent");
  await mkdir(folder);
  await course.write(`${FOLDER}/mutants/silent/saver.ts`, "export const changed = 1;");
  await course.remove(`${FOLDER}/mutants/silent.ts`);
  const { mutants } = await readExercise(course.root, "tiny-saver");
  expect(mutants.at(-1)?.files["saver.ts"]).toBe("export const changed = 1;");
});
