import { readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import type { Report } from "../../src/course/model.ts";
import { copyCourse, FIXTURES } from "../fixture-course.ts";
import { run } from "./capture.ts";
import { MUTANT, SOLUTION, workshop } from "./workshop.ts";

test("good, wrong, broken, hostile and refused submissions are all graded in one batch", async () => {
  await using shop = await workshop();
  await shop.add("ada", SOLUTION);
  await shop.add("bob", MUTANT);
  await shop.write("cyd", "export class TinySaver {");
  await shop.write("=eve()\u001b[31m", "for (;;);\nexport class TinySaver {}");
  await symlink("/etc", path.join(shop.submissions, "mallory"));
  const { code, stdout, stderr } = await shop.grade(["--seed", "s"]);
  expect(code).toBe(0);
  expect((await readdir(shop.reports)).sort()).toEqual([
    ".lock",
    "ada.json",
    "batch.json",
    "bob.json",
    "cyd.json",
    "eve-31m.json",
    "mallory.json",
    "results.csv",
    "summary.txt",
  ]);
  const ada = JSON.parse(await shop.read("ada.json")) as Report;
  expect(ada).toMatchObject({ author: "ada", seed: "s", score: { earned: 12, possible: 12 }, problem: null });
  const { tier, isolation } = ada.made;
  expect(ada.made.host).toBe("node");
  expect(["strong", "portable"]).toContain(tier);
  expect(JSON.parse(await shop.read("mallory.json"))).toEqual({ author: "mallory", refused: "it is a link" });

  const rows = (await shop.read("results.csv")).trimEnd().split("\r\n");
  expect(rows[0]).toMatch(/^"author","status","earned","possible","behaves like","problem"/);
  expect(rows.slice(1).map((row) => row.split(",").slice(0, 5).join(" "))).toEqual([
    `"'=eve()\ufffd[31m" "problem" "0" "12" ""`,
    `"ada" "complete" "12" "12" ""`,
    `"bob" "incomplete" "11" "12" "drops-writes"`,
    `"cyd" "problem" "0" "12" ""`,
    `"mallory" "refused" "" "" ""`,
  ]);
  expect(stdout).toContain("tiny-saver: 5 submissions, 1 complete, 1 refused");
  expect(stdout.split("\n")[0]).toMatch(new RegExp(`^${tier} tier: a submission `));
  expect(stdout).toContain(`guests: ${isolation}`);
  expect(await shop.read("summary.txt")).toMatch(new RegExp(`${tier} tier: a submission `));
  expect(await shop.read("summary.txt")).toContain("1  drops-writes");
  expect(stderr).toContain("bob: 11 of 12");
  expect(stdout + stderr).not.toContain("\u001b");
});

test("--json is one document, and nothing else is on standard output", async () => {
  await using shop = await workshop();
  await shop.add("ada", SOLUTION);
  await symlink("/etc", path.join(shop.submissions, "zo\u009b31m\u202e"));
  const { code, stdout } = await shop.grade(["--json"]);
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/[\u0080-\u009f\u202e]/);
  const { seed, graded } = JSON.parse(stdout) as { seed: string; graded: { author: string; report: Report }[] };
  expect(seed).toMatch(/^[0-9a-f]{12}$/);
  expect(graded[0]?.report.score).toEqual({ earned: 12, possible: 12 });
});

test("on a terminal the time left is shown, and colours of a submission are not", async () => {
  await using shop = await workshop();
  await shop.write("red\u001b[31m", "throw new Error('\\u001b[2J')");
  const { stderr } = await shop.grade([], { terminal: true });
  expect(stderr).toContain("[1/1]  done");
  expect(stderr.replaceAll("\r\u001b[2K", "")).not.toContain("\u001b");
});

test("tests that are broken are exit code 1, and nobody's score", async () => {
  await using shop = await workshop();
  await using course = await copyCourse();
  await shop.add("ada", SOLUTION);
  await course.replace(
    "exercises/tiny-saver/tests/visible.test.ts",
    "const saver = await",
    "noSuchName();\n    const saver = await",
  );
  const { code, stdout } = await shop.grade(["--course", course.root]);
  expect(code).toBe(1);
  expect(stdout).toContain("Not judged, through no fault of theirs");
  expect((JSON.parse(await shop.read("ada.json")) as Report).score).toBeNull();
});

test("what was graded before it is stopped is kept", async () => {
  await using shop = await workshop();
  await shop.add("ada", SOLUTION);
  await shop.write("zoe", "await new Promise(() => {});\nexport class TinySaver {}");
  const abort = new AbortController();
  const grading = shop.grade(["--jobs", "1"], { signal: abort.signal });
  while (!(await readdir(shop.reports).catch(() => [] as string[])).includes("ada.json"))
    await new Promise((resolve) => setTimeout(resolve, 20));
  abort.abort(new Error("SIGINT"));
  const { code, stderr } = await grading;
  expect(code).toBe(130);
  expect(stderr).toContain("Stopped.");
  expect((await shop.read("results.csv")).trimEnd().split("\r\n")).toHaveLength(2);
});

test("an archive of many submissions is graded like a folder, and one that cannot be read is the caller's mistake", async () => {
  await using shop = await workshop();
  const archive = new ZipFile();
  archive.addBuffer(await readFile(SOLUTION), "ada_1/saver.ts");
  archive.addBuffer(Buffer.from("/etc/passwd"), "eve_2/saver.ts", { mode: 0o120777 });
  archive.end();
  const file = path.join(shop.root, "export.zip");
  await writeFile(file, await buffer(archive.outputStream));
  const options = ["--exercise", "tiny-saver", "--course", FIXTURES, "--out", shop.reports];
  const graded = await run(["grade", file, ...options]);
  expect(graded.code).toBe(0);
  expect(graded.stderr).toContain("ada_1: 12 of 12");
  expect(graded.stderr).toContain("eve_2: refused, eve_2/saver.ts is a link");

  await writeFile(file, "no archive");
  const refused = await run(["grade", file, ...options]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("it is no zip archive that can be read");
  expect((await run(["grade", SOLUTION, ...options])).stderr).toContain("is no folder and no zip archive");
  expect((await run(["grade", file, ...options, "--watch"])).stderr).toContain("--watch needs a folder");
});
