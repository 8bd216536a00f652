// The package as it is published builds, and its entries open without anything installed beside them.
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import { buildPackage } from "../../scripts/build-packages.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../src/conformance");

test("every entry is built, and imports nothing but files of the package", async () => {
  buildPackage("src/conformance");
  const { exports } = JSON.parse(readFileSync(path.join(FOLDER, "package.json"), "utf8")) as {
    exports: Record<string, { types: string; default: string }>;
  };
  const entries = Object.values(exports).map(({ default: file }) => path.join(FOLDER, file));
  expect(entries.length).toBeGreaterThan(3);
  const files = [...entries];
  for (const file of files) {
    const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"));
    for (const { fileName } of importedFiles) {
      expect(fileName).toMatch(/^\.\.?\/.*\.js$/);
      const imported = path.resolve(path.dirname(file), fileName);
      if (!files.includes(imported)) files.push(imported);
    }
  }
  for (const { types } of Object.values(exports)) readFileSync(path.join(FOLDER, types));
  const opened = await Promise.all(entries.map((file) => import(/* @vite-ignore */ pathToFileURL(file).href)));
  const rules = opened.flatMap((entry: Record<string, unknown>) =>
    Object.entries(entry).flatMap(([name, value]) => (name.endsWith("Contract") ? [(value as unknown[]).length] : [])),
  );
  expect(rules).toHaveLength(2);
  for (const count of rules) expect(count).toBeGreaterThan(50);
});
