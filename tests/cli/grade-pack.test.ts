// Verified mode from end to end: what hidden tests know is planted all over, and looked for in everything that comes out.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { shownSeed } from "../../src/cli/grade-subject.ts";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import type { Report } from "../../src/course/model.ts";
import { copyCourse } from "../fixture-course.ts";
import { check, loadTests, nodeRuntime } from "../node-grading.ts";
import { run } from "./capture.ts";
import { SOLUTION, workshop } from "./workshop.ts";

const SECRETS = ["what", "expected", "input", "thrown", "pattern"].map((name) => `canary-${name}`);
const SEEDS = ["5eed5eed5eed5eed", "f00df00df00df00d"];

const LEAKY_TESTS = `
import { tests as others } from "./hidden-before.ts";
const saver = async ({ TinySaver }) => await new TinySaver();
const thread = { configurable: { thread_id: "canary-input" } };
const make = (id, act) => ({ id: "leak/" + id, rule: "rule of " + id, points: 1, run: act });
export const tests = [
  ...others,
  make("equal", async (subject, t) => {
    await saver(subject);
    t.equal(1, "canary-expected", "canary-what");
  }),
  make("throws", async (subject) => void (await (await saver(subject)).getTuple(thread))),
  make("own", async () => {
    throw new Error("canary-thrown");
  }),
  make("rejects", async (subject, t) => {
    await t.rejects((await saver(subject)).getTuple(thread), "an error", { message: /canary-pattern/ });
  }),
];
`;

/** Says everything that it is told, wherever it can. */
const TELLS = `import { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
export class TinySaver extends BaseCheckpointSaver {
  async put(config) { return config; }
  async putWrites() {}
  async getTuple(config) {
    console.log(config.configurable.thread_id);
    throw new Error("I was asked for " + config.configurable.thread_id);
  }
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
`;

async function leakyPack() {
  const course = await copyCourse();
  const tests = "exercises/tiny-saver/tests";
  await course.write(
    `${tests}/hidden-before.ts`,
    await readFile(path.join(course.root, tests, "hidden.test.ts"), "utf8"),
  );
  await course.write(`${tests}/hidden.test.ts`, LEAKY_TESTS);
  const facts = {
    ...{ format: "forkpoint-pack-1", id: "0".repeat(32), exercise: "tiny-saver", seeds: SEEDS, variant: null },
    ...{ from: { edition: "1", exerciseHash: "", testsHash: "" }, created: "2026-01-01T00:00:00.000Z" },
  };
  await course.write("pack.json", JSON.stringify(facts));
  return course;
}

/** All that came out of a command: what it wrote to its streams and into its folder. */
async function everything(reports: string, command: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(command, { terminal: true });
  expect(code, stderr).toBe(0);
  const files = (await readdir(reports)).filter((name) => name !== ".lock");
  const texts = await Promise.all(files.map((name) => readFile(path.join(reports, name), "utf8")));
  return [stdout, stderr, ...texts].join("\n");
}

const foundIn = (text: string) => [...SECRETS, ...SEEDS, "I was asked for"].filter((secret) => text.includes(secret));

test("nothing of a hidden test leaves verified mode: not in files, not on the terminal, not as JSON", async () => {
  await using shop = await workshop();
  await using pack = await leakyPack();
  await shop.add("ada", SOLUTION);
  await shop.write("bob", "export class TinySaver {");
  await shop.write("tell", TELLS);
  const verified = ["grade", shop.submissions, "--pack", pack.root, "--out", shop.reports];

  const text = await everything(shop.reports, verified);
  expect(foundIn(text)).toEqual([]);
  expect(text).toContain(`verified mode, with pack ${"0".repeat(32)}`);
  expect(text).toContain("rule of throws");
  const { results } = JSON.parse(await shop.read("tell.json")) as Report;
  expect(results.filter(({ id }) => id.startsWith("leak/")).map(({ verdict }) => verdict.status)).toEqual(
    Array.from({ length: 4 }, () => "failed"),
  );
  // What a submission did wrong before there was a test to tell of.
  const { problem } = JSON.parse(await shop.read("bob.json")) as Report;
  expect(problem).toMatchObject({ code: "COMPILE_FAILED", file: "saver.ts" });
  expect(text).toContain(`bob: 0 of 16, ${problem!.message}`);
  const { seed } = JSON.parse(await shop.read("batch.json")) as { seed: string };
  expect(SEEDS.map(shownSeed)).toContain(seed);

  // Goes on with the seed that it began with, which it finds by its hash.
  const again = await everything(shop.reports, [...verified, "--json"]);
  expect(foundIn(again)).toEqual([]);
  expect((JSON.parse(await shop.read("batch.json")) as { seed: string }).seed).toBe(seed);

  const plainly = [...verified.slice(0, 2), "--course", pack.root, "--exercise", "tiny-saver", "--out"];
  const control = await everything(shop.reports, [...plainly, shop.reports, "--seed", SEEDS[0]!]);
  expect(foundIn(control)).toEqual([...SECRETS, SEEDS[0], "I was asked for"]);
});

test("control: such a submission does log what it is asked", async () => {
  await using pack = await leakyPack();
  const exercise = await readExercise(pack.root, "tiny-saver");
  const tests = await loadTests(exercise);
  const seen: string[] = [];
  await using runtime = nodeRuntime();
  const onEvent = (event: object) => void seen.push(JSON.stringify(event));
  await check({ exercise, tests, runtime, files: { "saver.ts": TELLS }, onEvent });
  expect(seen.filter((event) => event.includes('"trace"')).join()).toContain("canary-input");
});

test("a pack brings its exercise and its seeds, and is one only with its file", async () => {
  await using shop = await workshop();
  await using pack = await leakyPack();
  await shop.add("ada", SOLUTION);
  const grade = (...more: string[]) => run(["grade", shop.submissions, "--out", shop.reports, ...more]);
  expect((await grade("--pack", pack.root, "--exercise", "tiny-saver")).stderr).toContain("leave out --exercise");
  expect((await grade("--pack", pack.root, "--seed", "x")).stderr).toContain("leave out --seed");
  expect((await grade("--pack", shop.submissions)).stderr).toContain("is no pack");
  expect((await grade()).stderr).toContain("--exercise <id>, or --pack <folder>");
  await writeFile(path.join(pack.root, "pack.json"), "{}");
  expect(await grade("--pack", pack.root)).toMatchObject({ code: 2, stderr: expect.stringContaining("is not what") });
});
