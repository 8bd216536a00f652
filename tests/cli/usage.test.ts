import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { FIXTURES } from "../fixture-course.ts";
import { run } from "./capture.ts";

const empty = mkdtempSync(path.join(tmpdir(), "forkpoint-empty-"));
const course = ["--course", FIXTURES];
const grading = ["--exercise", "tiny-saver", "--out", path.join(tmpdir(), "forkpoint-never-written"), ...course];

const misuse: readonly [what: string, args: string[], says: string][] = [
  ["an unknown command", ["verfy"], "unknown command 'verfy'"],
  ["an unknown option", ["verify", "--all"], "unknown option '--all'"],
  ["an unknown exercise", ["verify", "tiny", ...course], 'there is no exercise "tiny": there is tiny-saver'],
  ["no exercise to grade for", ["grade", empty, "--out", "x"], "--exercise <id>, or --pack <folder>"],
  ["a folder that is none", ["grade", "/no/such", ...grading], "/no/such is no folder"],
  ["a folder without submissions", ["grade", empty, ...grading], "has no submissions"],
  [
    "reports among the submissions",
    ["grade", empty, "--exercise", "tiny-saver", "--out", path.join(empty, "reports"), ...course],
    "lies among the submissions",
  ],
  ["no jobs", ["grade", empty, ...grading, "--jobs", "0"], "whole number from 1 to 64"],
  ["an id that is none", ["new", "exercise", "My Exercise", ...course], "write it in kebab-case"],
  ["an exercise that is there", ["new", "exercise", "tiny-saver", ...course], "already"],
];

test.each(misuse)("%s is exit code 2, with what to do", async (_, args, says) => {
  const ran = await run(args);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(says);
  expect(ran.stdout).toBe("");
});

test("help is exit code 0", async () => {
  const { code, stdout } = await run(["--help"]);
  expect(code).toBe(0);
  for (const command of ["verify", "grade", "claims", "new", "serve"]) expect(stdout).toContain(command);
});
