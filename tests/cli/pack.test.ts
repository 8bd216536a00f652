import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { HOME } from "../../src/cli/open-course.ts";
import { readPack } from "../../src/cli/pack-file.ts";
import { applyVariant, planVariant } from "../../src/cli/pack-variant.ts";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { listFiles } from "../../src/course/read-text.node.ts";
import { copyCourse, FIXTURES } from "../fixture-course.ts";
import { run } from "./capture.ts";

async function folder() {
  const root = await mkdtemp(path.join(tmpdir(), "forkpoint-pack-"));
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) };
}

async function tinySaver() {
  const files: Record<string, string> = {};
  for (const part of ["exercises/tiny-saver", "solutions/tiny-saver"])
    for (const name of await listFiles(path.join(FIXTURES, part)))
      files[`${part}/${name}`] = await readFile(path.join(FIXTURES, part, name), "utf8");
  return { exercise: await readExercise(FIXTURES, "tiny-saver"), files };
}

test("a pack with a variant is proved, has seeds that nobody typed, and an answer learned by heart does not fit it", async () => {
  await using temp = await folder();
  const out = path.join(temp.root, "pack");
  const made = await run(["pack", "tiny-saver", "--course", FIXTURES, "--out", out, "--variant", "--seed", "s"]);
  expect(made.stderr).toBe("");
  expect(made.code).toBe(0);
  expect(made.stdout).toContain("tiny-saver  judges rightly");
  const { seeds, variant, exercise } = await readPack(out);
  expect(new Set(seeds).size).toBe(8);
  const entry = variant!.files["saver.ts"]!;
  expect(made.stdout).toContain(`saver.ts → ${entry}`);
  expect((await readdir(out)).sort()).toEqual([
    ".gitignore",
    "README.md",
    "exercises",
    "pack.json",
    "package.json",
    "solutions",
  ]);
  expect(await readdir(temp.root)).toEqual(["pack"]);

  const submissions = path.join(temp.root, "submissions");
  const learned = await readFile(path.join(FIXTURES, "solutions/tiny-saver/saver.ts"), "utf8");
  const fitting = await readFile(path.join(out, `solutions/tiny-saver/${entry}`), "utf8");
  const sent = { [`learned/${entry}`]: learned, "by-heart/saver.ts": learned, [`fitting/${entry}`]: fitting };
  for (const [name, text] of Object.entries(sent)) {
    await mkdir(path.dirname(path.join(submissions, name)), { recursive: true });
    await writeFile(path.join(submissions, name), text);
  }
  const graded = await run(["grade", submissions, "--pack", out, "--out", path.join(temp.root, "reports")]);
  expect(graded.code).toBe(0);
  expect(graded.stdout).toContain(`${exercise}: 3 submissions, 1 complete`);
  expect(graded.stderr).toContain("fitting: 12 of 12");
  expect(graded.stderr).toContain("learned: 0 of 12");
  expect(graded.stderr).toContain("by-heart: 0 of 12");
});

test("a variant has other names in every file, the same ones for the same seed, and none of a library's changed", async () => {
  const { exercise, files } = await tinySaver();
  const variant = planVariant(exercise, files, "s");
  expect(planVariant(exercise, files, "s")).toEqual(variant);
  expect(planVariant(exercise, files, "t")).not.toEqual(variant);
  expect(Object.keys(variant.names).sort()).toEqual(["TinySaver", "turn"]);
  expect(Object.keys(variant.files)).toEqual(["saver.ts"]);

  const changed = applyVariant(files, variant);
  const all = Object.entries(changed).flat().join("\n");
  expect(all).not.toMatch(/\bTinySaver\b|(?<![\w-])saver\.ts|\bturn\(/);
  for (const name of ["getTuple", "putWrites", "BaseCheckpointSaver", "thread_id", "invoke"])
    expect(all.split(name)).toHaveLength(Object.values(files).join("\n").split(name).length);
  // Prose is no code: an export that is a plain word is changed in code only.
  expect(all).toContain("the first turn");
});

test("names of nodes and threads are changed where they can mean nothing else", async () => {
  const { exercise, files } = await tinySaver();
  const starter = `export const app = graph.addNode("review", review).addNode("count", count).addNode("send", sender);
app.addEdge("send", "count");`;
  const given = { ...exercise, starter: { ...exercise.starter, "saver.ts": starter }, exports: ["app"] };
  const prompt = "Let `send` come last. Then count.";
  const own = { "exercises/x/starter/saver.ts": starter, "exercises/x/prompt.mdx": prompt };
  const variant = planVariant(given, own, "s");
  // "review" is a variable as well, and "count" is a word of the prompt.
  expect(Object.keys(variant.nodes)).toEqual(["send"]);
  const { send } = variant.nodes;
  const changed = Object.values(applyVariant(own, variant));
  expect(changed[0]).toContain(`.addEdge("${send}", "count")`);
  expect(changed[1]).toBe(`Let \`${send}\` come last. Then count.`);
  expect(Object.keys(files)).not.toHaveLength(0);
});

test("where a word turns out to be a key as well, a variant with fewer names is made", async () => {
  await using temp = await folder();
  await using course = await copyCourse();
  const tests = "exercises/tiny-saver/tests/hidden.test.ts";
  await course.replace(tests, 'const { turn } = await t.guest.module("main.ts")', KEYED);
  const out = path.join(temp.root, "pack");
  const made = await run(["pack", "tiny-saver", "--course", course.root, "--out", out, "--variant"]);
  expect(made.stderr).toBe("With those names the exercise does not judge rightly: once more with fewer.\n");
  expect(made.code).toBe(0);
  expect(Object.keys((await readPack(out)).variant!.names)).toEqual(["TinySaver"]);
  expect(await readdir(temp.root)).toEqual(["pack"]);
});

const KEYED = 'const turn = (await t.guest.module("main.ts"))[["tu", "rn"].join("")]';

test("a pack that does not verify is not left behind", async () => {
  await using temp = await folder();
  await using course = await copyCourse();
  await course.replace("exercises/tiny-saver/prompt.mdx", "Write", "TODO(author): write");
  const out = path.join(temp.root, "pack");
  const made = await run(["pack", "tiny-saver", "--course", course.root, "--out", out]);
  expect(made.code).toBe(1);
  expect(made.stderr).toContain("No pack was made");
  expect(await readdir(temp.root)).toEqual([]);
});

test("no pack is made where it could be published, nor over something", async () => {
  await using temp = await folder();
  await using course = await copyCourse();
  await writeFile(path.join(temp.root, "something"), "");
  const refusal = async (out: string) => {
    const made = await run(["pack", "tiny-saver", "--course", course.root, "--out", out]);
    expect(made.code).toBe(2);
    return made.stderr;
  };
  expect(await refusal(path.join(HOME, "my-pack"))).toContain("could be published");
  expect(await refusal(path.join(course.root, "lessons/my-pack"))).toContain("could be published");
  expect(await refusal(temp.root)).toContain("is not empty");
});
