import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import type { Files } from "../../src/course/model.ts";
import { hashFiles } from "../../src/results/hash.ts";
import { hashExercise } from "../../src/results/hash-exercise.node.ts";

test("the order in which files are given does not matter, their names and bytes do", async () => {
  const { hash, files } = await hashFiles({ "b.ts": "2", "a.ts": "1" });
  expect(files.map(({ path: name }) => name)).toEqual(["a.ts", "b.ts"]);
  expect((await hashFiles({ "a.ts": "1", "b.ts": "2" })).hash).toBe(hash);
  const others: Files[] = [{ "a.ts": "1" }, { "a.ts": "1", "c.ts": "2" }, { "a.ts": "12", "b.ts": "" }, {}];
  for (const other of others) expect((await hashFiles(other)).hash).not.toBe(hash);
});

test("other tools make the same hashes", async () => {
  const sha = (text: string) => createHash("sha256").update(text).digest("hex");
  const { hash, files } = await hashFiles({ "a.ts": "é\n" });
  expect(files).toEqual([{ path: "a.ts", sha256: sha("é\n"), bytes: 3 }]);
  expect(hash).toBe(sha(`[{"bytes":3,"path":"a.ts","sha256":"${sha("é\n")}"}]`));
});

async function exercise() {
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-hash-"));
  const write = async (name: string, text: string) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
    return hashExercise(folder);
  };
  await write("exercise.yaml", "title: Tiny\n");
  await write("starter/saver.ts", "export {};\n");
  await write("shared/ids.ts", "export const ids = [1];\n");
  await write("shared/deep.ts", "export const deep = 1;\n");
  await write("mutants/wrong.ts", "export {};\n");
  await write("tests/visible.test.ts", 'import { ids } from "../shared/ids.ts";\nexport const tests = [ids];\n');
  const start = await write("tests/hidden.test.ts", "export const tests = [];\n");
  return { write, start, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

test("tests are what lies in tests/ and what that imports, whatever the line ends", async () => {
  await using tiny = await exercise();
  const { start } = tiny;
  expect(await tiny.write("tests/hidden.test.ts", "export const tests = [];\r\n")).toEqual(start);
  expect(await tiny.write("shared/deep.ts", "export const deep = 2;\n")).toEqual(start);
  const imported = await tiny.write("shared/ids.ts", 'import "./deep.ts";\nexport const ids = [2];\n');
  expect(imported.exercise).toBe(start.exercise);
  expect(imported.tests).not.toBe(start.tests);
  expect((await tiny.write("shared/deep.ts", "export const deep = 3;\n")).tests).not.toBe(imported.tests);
});

test("an exercise is what a learner is given, without its mutants", async () => {
  await using tiny = await exercise();
  expect(await tiny.write("mutants/wrong.ts", "export const other = 1;\n")).toEqual(tiny.start);
  const changed = await tiny.write("starter/saver.ts", "export const a = 1;\n");
  expect(changed.tests).toBe(tiny.start.tests);
  expect(changed.exercise).not.toBe(tiny.start.exercise);
});
