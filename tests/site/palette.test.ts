// The editor and the printed blocks must look the same: one palette, and two tokenisers that agree on what is what.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { highlightTree, tagHighlighter } from "@lezer/highlight";
import { codeToTokensBase } from "shiki";
import { expect, test } from "vitest";
import { courseTypeScript } from "../../src/site/highlight/editor-highlight.ts";
import { cssVariable, type Role, ROLES } from "../../src/site/highlight/roles.ts";
import { roleOfColour, shikiTheme } from "../../src/site/highlight/shiki-theme.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const roles = Object.keys(ROLES) as Role[];

function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(path.join(entry.parentPath, entry.name)))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** One role per character, as the printed blocks have it. */
async function printedRoles(code: string): Promise<Role[]> {
  const found: Role[] = Array.from({ length: code.length }, () => "ink");
  const lines = await codeToTokensBase(code, { lang: "typescript", theme: shikiTheme });
  for (const { content, color, offset } of lines.flat())
    found.fill(roleOfColour(color), offset, offset + content.length);
  return found;
}

/** One role per character, as the editor has it. */
function editorRoles(code: string): Role[] {
  const found: Role[] = Array.from({ length: code.length }, () => "ink");
  const highlighter = tagHighlighter(roles.flatMap((role) => ROLES[role].tags.map((tag) => ({ tag, class: role }))));
  const tree = courseTypeScript.parser.parse(code);
  highlightTree(tree, highlighter, (from, to, role) => found.fill(role.split(" ").at(-1) as Role, from, to));
  return found;
}

/** Places of the name in each `Annotation<…>` that is not called: a function to the editor, which cannot be told of it. */
function annotations(code: string): ReadonlySet<number> {
  const names = [...code.matchAll(/\bAnnotation(?=<[^()]*?>(?!\())/g)];
  return new Set(names.flatMap(({ 0: name, index }) => Array.from(name, (_, place) => index + place)));
}

test("the editor and the printed blocks colour all starter code alike", async () => {
  const files = filesBelow("exercises", /\/starter\/.*\.ts$/);
  expect(files.length).toBeGreaterThan(0);
  const differences: string[] = [];
  let characters = 0;
  let differing = 0;
  for (const file of files) {
    const code = readFileSync(file, "utf8");
    const [printed, edited] = [await printedRoles(code), editorRoles(code)];
    const settled = annotations(code);
    for (const { 0: word, index } of code.matchAll(/[^\s]/g)) {
      if (settled.has(index)) continue;
      characters++;
      if (printed[index] === edited[index]) continue;
      differing++;
      const line = code.slice(0, index).split("\n").length;
      differences.push(`${path.basename(file)}:${line} ${word}: printed ${printed[index]}, edited ${edited[index]}`);
    }
  }
  // What remains is one tokeniser's mistake or finer knowledge: `void` as a type, type arguments without a call.
  expect(differing / characters, differences.slice(0, 40).join("\n")).toBeLessThan(0.005);
});

const palette = readFileSync(path.join(ROOT, "src/site/styles/code-palette.css"), "utf8");

test("every role has a light and a dark colour that can be read on the paper of code", () => {
  const colours = new Map(
    [...palette.matchAll(/(--code-[a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
      ([, name, light, dark]) => [name, { light: light!, dark: dark! }],
    ),
  );
  const paper = colours.get("--code-paper")!;
  for (const role of roles) {
    const colour = colours.get(cssVariable(role))!;
    expect(colour, role).toBeDefined();
    expect(contrast(colour.light, paper.light), `${role}, light`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour.dark, paper.dark), `${role}, dark`).toBeGreaterThanOrEqual(4.5);
  }
});

test("colours of code are written down in the palette and nowhere else", () => {
  const values = new Set(palette.match(/#[0-9a-f]{6}/g));
  const own = filesBelow("src/site", /\.(css|ts|astro)$/).filter((file) => !file.endsWith("code-palette.css"));
  for (const file of own) {
    const text = readFileSync(file, "utf8");
    const defined = text.match(/--code-[a-z]+:/g);
    expect(defined, `${file} defines a colour of code`).toBeNull();
    if (!file.endsWith("tokens.css"))
      expect(
        [...values].filter((value) => text.includes(value)),
        `${file} repeats a colour of the palette`,
      ).toEqual([]);
  }
});

function contrast(one: string, other: string): number {
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
