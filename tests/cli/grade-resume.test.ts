// What is graded stays graded: after a kill in the middle, a change, a damaged file.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { lockFolder } from "../../src/cli/lock-folder.ts";
import type { Report } from "../../src/course/model.ts";
import { copyCourse } from "../fixture-course.ts";
import { REPOSITORY } from "../node-grading.ts";
import { MUTANT, SOLUTION, workshop } from "./workshop.ts";

/** In a process of its own, killed as soon as it has told of its first result. */
async function killedAfterFirst(args: readonly string[]): Promise<string> {
  const main = path.join(REPOSITORY, "src/cli/main.ts");
  const child = spawn(process.execPath, ["--conditions=source", "--no-warnings", main, ...args], { stdio: "pipe" });
  child.stdout.resume();
  let told = "";
  for await (const chunk of child.stderr) {
    told += String(chunk);
    if (told.includes("[1/")) child.kill("SIGKILL");
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  expect(child.signalCode, told).toBe("SIGKILL");
  return told;
}

test("a batch that was killed in the middle goes on: what holds is kept, a half-written file is not, and the seed is the same", async () => {
  await using shop = await workshop();
  await shop.add("ada", SOLUTION);
  await shop.write("bob", "export class TinySaver {");
  await shop.write("zoe", "await new Promise(() => {});\nexport class TinySaver {}");
  // One at a time: cut off while the second, or the third that takes its time, is judged.
  await killedAfterFirst(shop.command(["--jobs", "1"]));
  const ada = await stat(path.join(shop.reports, "ada.json"));
  const { seed } = JSON.parse(await shop.read("batch.json")) as { seed: string };
  expect(await readdir(shop.reports)).not.toContain("results.csv");
  const whole = await shop.read("ada.json");
  await writeFile(path.join(shop.reports, "bob.json"), whole.slice(0, whole.length / 2));
  await writeFile(path.join(shop.reports, ".0123456789ab.unfinished"), "{");

  const { code, stdout, stderr } = await shop.grade();
  expect(code).toBe(0);
  expect(stderr).toContain("1 of 3 were graded before and have not changed");
  expect(stderr).not.toContain("ada:");
  expect(stderr).toContain("[2/3] ");
  expect(stderr).toContain("[3/3] ");
  expect(stdout).toContain("tiny-saver: 3 submissions, 1 complete");
  expect((await stat(path.join(shop.reports, "ada.json"))).ino).toBe(ada.ino);
  const reports = await Promise.all(["ada", "bob", "zoe"].map(async (name) => shop.read(`${name}.json`)));
  expect(reports.map((text) => (JSON.parse(text) as Report).seed)).toEqual([seed, seed, seed]);
  expect((await shop.read("results.csv")).trimEnd().split("\r\n")).toHaveLength(4);
  expect(await readdir(shop.reports)).not.toContain(".0123456789ab.unfinished");
});

test("what changed is graded again: files, a report that somebody touched, the seed; and everything with --fresh", async () => {
  await using shop = await workshop();
  await shop.add("ada", SOLUTION);
  await shop.add("bob", SOLUTION);
  const first = await shop.grade(["--json"]);
  expect(first.code).toBe(0);

  const again = await shop.grade();
  expect(again.stderr).toContain("2 of 2 were graded before");
  expect(again.stdout).toContain("2 submissions, 2 complete");

  await shop.add("bob", MUTANT);
  const ada = await shop.read("ada.json");
  await writeFile(path.join(shop.reports, "ada.json"), ada.replace('"earned": 12', '"earned": 11'));
  const changed = await shop.grade();
  expect(changed.stderr).not.toContain("graded before");
  expect(changed.stderr).toContain("ada: 12 of 12");
  expect(changed.stderr).toContain("bob: 11 of 12");

  expect((await shop.grade(["--seed", "another"])).stderr).not.toContain("graded before");
  expect((await shop.grade()).stdout).toContain("seed another");
  const fresh = await shop.grade(["--fresh"]);
  expect(fresh.stderr).not.toContain("graded before");
  expect(fresh.stdout).not.toContain("seed another");
});

test("another tier or other tests make another batch; and the tier of whoever trusts the files says what it means", async () => {
  await using shop = await workshop();
  await using course = await copyCourse();
  await shop.write("ada", "export class TinySaver {");
  const grade = (...more: string[]) => shop.grade(["--course", course.root, ...more]);
  await grade();
  expect((await grade()).stderr).toContain("1 of 1 were graded before");

  const trusting = await grade("--i-trust-these-files");
  expect(trusting.stderr).not.toContain("graded before");
  expect(trusting.stdout.split("\n")[0]).toMatch(/^trust-me tier: .* can use your network, read and write your files/);
  expect(await shop.read("summary.txt")).toContain("You said that you trust these files");
  expect((JSON.parse(await shop.read("ada.json")) as Report).made.tier).toBe("trust-me");

  await grade();
  await course.replace("exercises/tiny-saver/tests/checkpoints.ts", "v: 4", "v: 3");
  expect((await grade()).stderr).not.toContain("graded before");
  expect((await grade()).stderr).toContain("graded before");
});

test("two commands do not write into one folder at once", async () => {
  await using shop = await workshop();
  await shop.add("ada", SOLUTION);
  await mkdir(shop.reports);
  const lock = lockFolder(shop.reports);
  const refused = await shop.grade();
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("another command is writing into");
  expect(await readdir(shop.reports)).toEqual([".lock"]);
  lock[Symbol.dispose]();
  expect((await shop.grade()).code).toBe(0);
  expect(await readFile(path.join(shop.reports, ".lock"), "utf8")).toBe("");
});
