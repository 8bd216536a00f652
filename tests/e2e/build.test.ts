// The build is a gate: what is not so cannot be published.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./built-site.ts";

const COPIED = [
  "src",
  "lessons",
  "exercises",
  "solutions",
  "public",
  ".build/vendor",
  "astro.config.mjs",
  "package.json",
];

/** Builds a copy of the project in which one file is changed: Astro's caches lie beside what it builds. */
async function buildWith(file: string, change: (text: string) => string): Promise<{ code: number; output: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-build-"));
  try {
    for (const part of COPIED) await cp(path.join(ROOT, part), path.join(folder, part), { recursive: true });
    await symlink(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    const before = await readFile(path.join(folder, file), "utf8");
    const after = change(before);
    expect(after).not.toBe(before);
    await writeFile(path.join(folder, file), after);
    return await build(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function build(cwd: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["node_modules/astro/bin/astro.mjs", "build"], { cwd }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, output: stdout + stderr });
    });
  });
}

const LESSON = "lessons/01-threads/01-who-remembers";

test("a lesson that names a claim that nobody wrote ends the build, which says what to do", async () => {
  const { code, output } = await buildWith(`${LESSON}.mdx`, (text) =>
    text.replace("other-threads-see-nothing", "nobody-wrote-this"),
  );
  expect(code).not.toBe(0);
  expect(output).toContain('there is no claim "nobody-wrote-this"');
});

test("a claim that does not hold ends the build, which shows what was seen", async () => {
  const { code, output } = await buildWith(`${LESSON}.claims.ts`, (text) =>
    text.replace("holds: ", "holds: false && "),
  );
  expect(code).not.toBe(0);
  expect(output).toMatch(/the claim "[a-z-]+" does not hold/);
});
