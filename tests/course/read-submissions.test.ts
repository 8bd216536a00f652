import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { NOTHING_ASKED, type Exercise } from "../../src/course/model.ts";
import { readSubmissions } from "../../src/course/read-submissions.node.ts";

const exercise: Exercise = {
  id: "tiny",
  title: "Tiny",
  lesson: "a/b",
  entry: "saver.ts",
  run: "main.ts",
  exports: ["Saver"],
  given: ["main.ts"],
  needs: [],
  imports: {},
  limits: { testMs: 1000, totalMs: 5000, outputBytes: 1024 },
  starter: { "saver.ts": "", "main.ts": "" },
  hints: [],
  ...NOTHING_ASKED,
};

async function folderOf(files: Record<string, string | Uint8Array>) {
  const root = await mkdtemp(path.join(tmpdir(), "forkpoint-submissions-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) };
}

test("each sub-folder is an author, and so is each file where one file is to be edited", async () => {
  await using folder = await folderOf({ "bob/saver.ts": "b", "ada.ts": "a", "results.csv": "x", ".DS_Store": "x" });
  const { submissions, skipped } = await readSubmissions(folder.root, exercise);
  expect(submissions).toEqual([
    { author: "ada", files: { "saver.ts": "a" }, notes: [] },
    { author: "bob", files: { "saver.ts": "b" }, notes: [] },
  ]);
  expect(skipped).toEqual([".DS_Store", "results.csv"]);
});

test("the file that Run executes need not be handed in, and may be", async () => {
  await using folder = await folderOf({ "ada.ts": "a", "bob/saver.ts": "b", "bob/main.ts": "tried" });
  const { submissions } = await readSubmissions(folder.root, { ...exercise, given: [] });
  expect(submissions).toEqual([
    { author: "ada", files: { "saver.ts": "a" }, notes: [] },
    { author: "bob", files: { "main.ts": "tried", "saver.ts": "b" }, notes: [] },
  ]);
});

test("single files are no submissions where several files are to be edited", async () => {
  await using folder = await folderOf({ "ada.ts": "a" });
  const two = { ...exercise, starter: { ...exercise.starter, "more.ts": "" } };
  expect(await readSubmissions(folder.root, two)).toEqual({ submissions: [], skipped: ["ada.ts"] });
});

test("harmless extras are left out with a note, and nothing of them is read", async () => {
  await using folder = await folderOf({
    "ada/saver.ts": "a",
    "ada/main.ts": "changed",
    "ada/Saver.TS": "",
    "ada/readme.md": "hello",
    "ada/node_modules/x/index.js": "x",
    "ada/.git/config": "x",
  });
  const { submissions } = await readSubmissions(folder.root, exercise);
  expect(submissions).toEqual([
    {
      author: "ada",
      files: { "saver.ts": "a" },
      notes: [
        "Saver.TS is not read: the file is called saver.ts",
        "main.ts is given; the exercise's own is used",
        "the folder node_modules is not part of the exercise",
        "readme.md is not part of the exercise",
      ],
    },
  ]);
});

test("two submissions of one name are not mixed up", async () => {
  await using folder = await folderOf({ "ada/saver.ts": "a", "ada.ts": "b" });
  const { submissions } = await readSubmissions(folder.root, exercise);
  expect(submissions).toEqual([
    { author: "ada", files: { "saver.ts": "a" }, notes: [] },
    { author: "ada", refused: "there is another submission of that name" },
  ]);
});

test("links, odd names, huge files and what is no text are refused with the reason, and the rest goes on", async () => {
  await using folder = await folderOf({
    "big/saver.ts": "x".repeat(256 * 1024 + 1),
    "binary/saver.ts": new Uint8Array([0xff, 0xfe, 0x00]),
    "odd/a\\b.ts": "",
    "hidden-text/sa\u202ever.ts": "",
    "many/saver.ts": "",
    "good/saver.ts": "fine",
  });
  await Promise.all(Array.from({ length: 600 }, (_, i) => writeFile(path.join(folder.root, `many/f${i}`), "")));
  await mkdir(path.join(folder.root, "linked"));
  await symlink("/etc/hostname", path.join(folder.root, "linked/saver.ts"));
  await symlink("/etc", path.join(folder.root, "linked-folder"));
  await mkdir(path.join(folder.root, "pipe"));
  execFileSync("mkfifo", [path.join(folder.root, "pipe/saver.ts")]);
  const { submissions } = await readSubmissions(folder.root, exercise);
  expect(submissions).toEqual([
    { author: "big", refused: "saver.ts is larger than 256 KiB" },
    { author: "binary", refused: "saver.ts is not UTF-8 text" },
    { author: "good", files: { "saver.ts": "fine" }, notes: [] },
    { author: "hidden-text", refused: 'it has an odd file name: "sa\u202ever.ts"' },
    { author: "linked", refused: "saver.ts is a link" },
    { author: "linked-folder", refused: "it is a link" },
    { author: "many", refused: "it has more than 500 files in one folder" },
    { author: "odd", refused: 'it has an odd file name: "a\\\\b.ts"' },
    { author: "pipe", refused: "saver.ts is not a regular file" },
  ]);
});

test("a folder that is not there is an error of the caller", async () => {
  await expect(readSubmissions("/no/such/folder", exercise)).rejects.toThrow("ENOENT");
});
