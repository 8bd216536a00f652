// Whatever text it is given, the compiler answers: with modules whose lines are those of the text, or with problems that
// lie inside it. It never throws and never takes long. FUZZ_SEED and FUZZ_COUNT ask for others.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { seededRandom } from "./fuzz/seeded-random.ts";

const SEED = Number(process.env.FUZZ_SEED ?? 1);
const COUNT = Number(process.env.FUZZ_COUNT ?? 400);
const FOLDERS = ["src/compile", "src/guest", "tests/scenarios", "tests/cheats/corpus"];
const ROOT = path.resolve(import.meta.dirname, "../..");
const TEXTS = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => withoutImports(readFileSync(path.join(ROOT, folder, name), "utf8"))),
);
/** What they import is not there. */
function withoutImports(text: string): string {
  return text.replace(/^(?:import|export)\b[^;(=]*?from "[^"]*";$/gm, "");
}

const SNIPPETS =
  "( ) { } [ ] < > => ` ${ ' \" / // /* */ ; , : ? ?. ... = == + ++ - -- * ! @ # \\ & | await async yield function* class extends import( import export from default enum namespace accessor declare using for while if try catch {} <T>( (a= as satisfies : any x 1 \n \u2028 \0 é 𝒳 #!".split(
    " ",
  );

test("mutated programs never break the compiler", () => {
  const random = seededRandom(SEED);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  let compiled = 0;
  for (let i = 0; i < COUNT; i++) {
    let text = pick(TEXTS);
    for (let edits = 1 + Math.floor(random() * 6); edits > 0; edits--) {
      const at = Math.floor(random() * text.length);
      const removed = random() < 0.5 ? Math.floor(random() * 12) : 0;
      const inserted = pick(SNIPPETS).repeat(random() < 0.05 ? 300 : 1);
      text = text.slice(0, at) + inserted + text.slice(at + removed);
    }
    const started = performance.now();
    const result = compile({ "main.ts": text }, ["main.ts"], {}, {});
    expect(performance.now() - started, text).toBeLessThan(5_000);
    const lines = text.split("\n");
    if (result.ok) {
      compiled++;
      const code = result.modules[0]!.parts.join("");
      expect(code.split("\n").length, text).toBe(lines.length);
    } else {
      expect(result.problems.length).toBeGreaterThan(0);
      for (const { line, column, message } of result.problems) {
        expect(line, text).toBeGreaterThan(0);
        expect(line, text).toBeLessThanOrEqual(lines.length);
        expect(column, text).toBeGreaterThan(0);
        expect(column, text).toBeLessThanOrEqual(lines[line - 1]!.length + 2);
        expect(message).not.toBe("");
      }
    }
  }
  // Enough of them survive their mutation.
  expect(compiled).toBeGreaterThan(COUNT / 20);
});

test.each<[what: string, text: (n: number) => string]>([
  ["parentheses", (n) => `x=${"(".repeat(n)}1${")".repeat(n)}`],
  ["defaults of arrow functions", (n) => `x=${"(a=".repeat(n)}1${")=>1".repeat(n)}`],
  ["type assertions", (n) => `x=${"<T>(".repeat(n)}1${")".repeat(n)}`],
  ["types of parameters", (n) => `x=${"(a:b=(".repeat(n)}1${"))=>1".repeat(n)}`],
  ["classes in fields", (n) => `x=${"class A{ x=".repeat(n)}1${"}".repeat(n)}`],
  ["templates", (n) => `x=${"`${".repeat(n)}1${"}`".repeat(n)}`],
  ["a long sum", (n) => `x=1${"+1".repeat(n)}`],
  ["imports", (n) => `import a ${"import a ".repeat(n)}=`],
  ["bad imports", (n) => `import "nowhere";`.repeat(n)],
  ["misspelt names", (n) => `import { ${Array.from({ length: n }, (_, i) => `n${i}`).join()} } from "./x"; `],
])("nested or repeated %s come to an end", (_what, text) => {
  for (const n of [8, 16, 30, 3000]) {
    const started = performance.now();
    const files = {
      "main.ts": text(n),
      "x.ts": `export { ${Array.from({ length: n }, (_, i) => `a as m${i}`).join()} }; let a;`,
    };
    const result = compile(files, ["main.ts"], {}, {});
    expect(performance.now() - started).toBeLessThan(5_000);
    if (!result.ok) expect(result.problems.length).toBeLessThanOrEqual(50);
  }
});
