// What the compiler makes of a submission: modules in order, or problems that say what, where and what to do.
import { expect, test } from "vitest";
import type { CompileProblem, LibraryExports } from "../../src/compile/compiled.ts";
import { compile, librariesFor } from "../../src/compile/compile.ts";
import type { Files, ImportTable } from "../../src/course/model.ts";

const KERNEL: LibraryExports = {
  "@langchain/langgraph": ["MemorySaver", "START", "StateGraph"],
  "@forkpoint/savers": ["SaverError", "SqlJsSaver"],
  zod: ["default", "z"],
};
const IMPORTS: ImportTable = {
  "@langchain/langgraph": { except: ["MemorySaver"] },
  "@forkpoint/savers": { only: ["SqlJsSaver"] },
};

function modules(files: Files, roots = ["main.ts"], imports = IMPORTS) {
  const result = compile(files, roots, imports, KERNEL);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.modules;
}

function problems(files: Files | string, roots = ["main.ts"]): readonly CompileProblem[] {
  const result = compile(typeof files === "string" ? { "main.ts": files } : files, roots, IMPORTS, KERNEL);
  return result.ok ? [] : result.problems;
}

/** The one problem of a submission, as `file:line:column message`. */
function problem(files: Files | string, roots?: string[]): string {
  const found = problems(files, roots).map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
  expect(found).toHaveLength(1);
  return found[0]!;
}

test("references stand where specifiers stood, and a module comes after what it imports", () => {
  const files = {
    "main.ts": `import { b } from "./lib/b";\nimport { StateGraph } from "@langchain/langgraph";\nb(StateGraph);`,
    "lib/b.ts": `export { a as b } from "../a.js";`,
    "a.ts": `export const a = (x: unknown): void => {};`,
    "unused.ts": `this is not even TypeScript`,
  };
  expect(modules(files)).toEqual([
    { path: "a.ts", parts: ["export const a = (x) => {};"] },
    { path: "lib/b.ts", parts: ["export { a as b } from ", { file: "a.ts" }, ";"] },
    {
      path: "main.ts",
      parts: [
        "import { b } from ",
        { file: "lib/b.ts" },
        ";\nimport { StateGraph } from ",
        { library: "@langchain/langgraph" },
        ";\nb(StateGraph);",
      ],
    },
  ]);
});

test.each(["./x", "./x.ts", "./x.js", "./folder/../x"])("%s finds x.ts", (specifier) => {
  const [x] = modules({ "main.ts": `import ${JSON.stringify(specifier)};`, "x.ts": "" });
  expect(x!.path).toBe("x.ts");
});

test("index.ts stands for its folder, and an exact name comes first", () => {
  const files = { "main.ts": `import "./a"; import "./b.js";`, "a/index.ts": "", "b.js": "", "b.ts": "" };
  expect(modules(files).map(({ path }) => path)).toEqual(["a/index.ts", "b.js", "main.ts"]);
});

test("several roots, each module once", () => {
  const files = { "a.ts": `import "./c";`, "b.ts": `import "./c";`, "c.ts": "" };
  expect(modules(files, ["a.ts", "b.ts"]).map(({ path }) => path)).toEqual(["c.ts", "a.ts", "b.ts"]);
});

test("import() of a quoted name is linked like any import", () => {
  const files = { "main.ts": `export const x = () => import("./x");`, "x.ts": "" };
  expect(modules(files)[1]!.parts).toContainEqual({ file: "x.ts" });
});

test("imports of types leave nothing behind and need no permission", () => {
  const code = `import type { Foo } from "somewhere";\nimport { type Bar, MemorySaver } from "@langchain/langgraph";\nlet x: MemorySaver, y: Foo, z: Bar;`;
  expect(modules({ "main.ts": code })[0]!.parts).toEqual(["\n\nlet x, y, z;"]);
});

test("code is put through the context transform, line by line", () => {
  const code = `interface A {\n  b: string;\n}\nexport const f = async (x: A): Promise<A> => {\n  await null;\n  return x;\n};`;
  const text = modules({ "main.ts": code })[0]!.parts.join("");
  expect(text.split("\n")).toHaveLength(code.split("\n").length);
  expect(text.split("\n")[4]).toBe("  __back(await __hold(null,__at=__now()),__at,__at=0);");
});

test("librariesFor gives the names that the table lets through", () => {
  expect(librariesFor({ ...IMPORTS, zod: "all" }, KERNEL)).toEqual({
    "@langchain/langgraph": ["START", "StateGraph"],
    "@forkpoint/savers": ["SqlJsSaver"],
    zod: ["default", "z"],
  });
});

test("a table that names what is not there is the course's mistake", () => {
  expect(() => librariesFor({ lodash: "all" }, KERNEL)).toThrow("lodash, which the kernel does not hold");
  expect(() => librariesFor({ zod: { only: ["zed"] } }, KERNEL)).toThrow("zed of zod, which has no such export");
  expect(() => librariesFor({ constructor: "all" } as ImportTable, KERNEL)).toThrow("does not hold");
});

test.each<[what: string, code: string, message: string]>([
  [
    "a name that is withheld",
    `import { MemorySaver } from "@langchain/langgraph";\nnew MemorySaver();`,
    "main.ts:1:10 This exercise does not offer “MemorySaver” of @langchain/langgraph. It offers START, StateGraph.",
  ],
  [
    "a name that is misspelt",
    `\nimport { StateGrahp } from "@langchain/langgraph"; StateGrahp;`,
    "main.ts:2:10 @langchain/langgraph has no export “StateGrahp”: did you mean “StateGraph”?",
  ],
  [
    "a default that is not there",
    `import graph from "@langchain/langgraph"; graph;`,
    "main.ts:1:8 @langchain/langgraph has no default export.",
  ],
  [
    "a withheld name that is re-exported",
    `export { MemorySaver as Saver } from "@langchain/langgraph";`,
    "main.ts:1:10 This exercise does not offer “MemorySaver” of @langchain/langgraph. It offers START, StateGraph.",
  ],
  [
    "a withheld name through a namespace",
    `import * as graph from "@langchain/langgraph";\nnew graph.MemorySaver();`,
    "main.ts:2:5 This exercise does not offer “MemorySaver” of @langchain/langgraph. It offers START, StateGraph.",
  ],
  [
    "a library that is withheld",
    `import { z } from "zod"; z;`,
    "main.ts:1:19 This exercise does not offer “zod”. It offers @langchain/langgraph, @forkpoint/savers.",
  ],
  [
    "a library that is not there",
    `import fs from "node:fs"; fs;`,
    "main.ts:1:16 There is no library “node:fs” here. This exercise offers @langchain/langgraph, @forkpoint/savers.",
  ],
  [
    "an address",
    `import "https://example.org/x.js";`,
    "main.ts:1:8 Only files of this exercise and its libraries can be imported, not addresses like “https://example.org/x.js”. It offers @langchain/langgraph, @forkpoint/savers.",
  ],
  [
    "a data address",
    `await import("data:text/javascript,1");`,
    "main.ts:1:14 Only files of this exercise and its libraries can be imported, not addresses like “data:text/javascript,1”. It offers @langchain/langgraph, @forkpoint/savers.",
  ],
  [
    "an absolute path",
    `import "/etc/passwd";`,
    "main.ts:1:8 Only files of this exercise and its libraries can be imported, not addresses like “/etc/passwd”. It offers @langchain/langgraph, @forkpoint/savers.",
  ],
  [
    "a property that every object has",
    `import "constructor";`,
    "main.ts:1:8 There is no library “constructor” here. This exercise offers @langchain/langgraph, @forkpoint/savers.",
  ],
  [
    "a file that is not there",
    `import "./nowhere";`,
    "main.ts:1:8 There is no file “./nowhere”. The files are main.ts.",
  ],
  [
    "a path that leads out",
    `import "../../secret";`,
    "main.ts:1:8 There is no file “../../secret”. The files are main.ts.",
  ],
  [
    "a computed import",
    `const x: string = "zod";\nawait import(x);`,
    "main.ts:2:7 `import(…)` needs a quoted name here: what is imported must be known before the code runs",
  ],
  [
    "import.meta",
    `console.log(import.meta.url);`,
    "main.ts:1:13 `import.meta` is not available here: the code has no address of its own",
  ],
  [
    "import attributes",
    `import x from "zod" with { type: "json" }; x;`,
    "main.ts:1:1 Imports `with { … }` are not supported here: only code can be imported",
  ],
  ["a name of ours", `const __at = 1;`, "main.ts:1:7 The name “__at” is used by the course itself: choose another one"],
  ["a missing value", `const a: number = ;`, "main.ts:1:19 Unexpected “;”"],
  [
    "a brace too few",
    `function f() {\n  return 1;\n`,
    "main.ts:3:1 Something is missing at the end of this line or before it",
  ],
  [
    "a name declared twice, behind types",
    `const a: Map<string, number> = new Map(); const a = 1;`,
    "main.ts:1:49 Identifier 'a' has already been declared",
  ],
  [
    "await in a function that is not async",
    `function f(): void { await g(); }`,
    "main.ts:1:22 Cannot use keyword 'await' outside an async function",
  ],
])("%s", (_what, code, message) => {
  const found = problems(code).map(({ file, line, column, message: text }) => `${file}:${line}:${column} ${text}`);
  expect(found).toContain(message);
});

test("a name that another file does not export", () => {
  const files = {
    "main.ts": `import { counts, Shape } from "./x"; counts(Shape);`,
    "x.ts": "export const count = 1; export interface Shape {}",
  };
  expect(problems(files).map(({ message }) => message)).toEqual([
    "x.ts does not export a value “counts”. Did you mean “count”?",
    "x.ts does not export a value “Shape”. If it is a type, import it with `import type`.",
  ]);
});

test("every way to export is known, and `export *` is followed", () => {
  const files = {
    "main.ts": `import d, { a, b, c, e, f, g, ns, START } from "./all"; void [d, a, b, c, e, f, g, ns, START];`,
    "all.ts": `export * from "./some"; export * as ns from "./some"; export * from "@langchain/langgraph"; export default 1; const x = 1; export { x as g };`,
    "some.ts": `export const { a, x: [b = 1, ...c] } = {} as any; export function e() {} export class f {} export * from "./some-more"; export default 2;`,
    "some-more.ts": `export enum Later { A }`,
  };
  expect(problems(files)).toEqual([]);
});

test("files that import each other are shown as a chain", () => {
  const files = { "main.ts": `import "./a";`, "a.ts": `import "./b";`, "b.ts": `\nimport "./a";` };
  expect(problem(files)).toBe(
    "a.ts:1:8 These files import each other in a circle: a.ts → b.ts → a.ts. Move what they share into a file of its own.",
  );
  expect(problem({ "main.ts": `import "./main";` })).toContain("main.ts → main.ts");
});

test("problems of several files and lines come together", () => {
  const files = { "main.ts": `import "./a";\nimport "lodash";\nimport.meta;`, "a.ts": `const x = ;` };
  expect(problems(files).map(({ file, line }) => `${file}:${line}`)).toEqual(["main.ts:2", "main.ts:3", "a.ts:1"]);
});

test.each<[code: string, message: RegExp]>([
  ["namespace N { export const a = 1 }", /`namespace` blocks are not supported/],
  ["module M.O { export const a = 1 }", /`module` blocks are not supported/],
  [`declare module "x" { }`, /`module` blocks are not supported/],
  ["declare global { interface W {} }\nexport {}", /`declare global` is not supported/],
  ["@dec class A {}", /Decorators are not supported/],
  ["class A { @dec m() {} }", /Decorators are not supported/],
  ["class A { accessor x = 1 }", /`accessor` fields are not supported/],
  ["class A { static accessor #x = 1 }", /`accessor` fields are not supported/],
  [`import fs = require("fs"); fs`, /`import … = …` is not supported/],
  ["const a = 1; export = a;", /`export = …` is not supported/],
])("%s", (code, message) => {
  expect(problem(code)).toMatch(message);
});

test.each([
  `const namespace = { module: 1 }, module = namespace.module, accessor = module as number, global = 1;`,
  `const text = "@dec namespace N { accessor x";  // declare global { @`,
  "const text = `module M { ${1} }`; const re = /namespace N {/;",
  `interface A { namespace: string; accessor: number; module(): void }`,
  `import { START as accessor } from "@langchain/langgraph"; accessor`,
])("no false alarm: %s", (code) => {
  expect(problems(code)).toEqual([]);
});

test("paths and sizes are checked before anything is read", () => {
  for (const path of [
    "/main.ts",
    "../main.ts",
    "a/../main.ts",
    "a//main.ts",
    "./main.ts",
    "a\\main.ts",
    "main.tsx",
    "main",
  ])
    expect(problem({ [path]: "export {}" }, [path]), path).toMatch(/: (a path|only \.ts)/);
  expect(problem({}, ["main.ts"])).toBe("main.ts:1:1 main.ts: there is no such file");
  expect(problem({}, ["constructor.ts"])).toContain("there is no such file");
  expect(problem(`// ${"é".repeat(131_072)}`)).toMatch(/262147 bytes are too many: a file may have 262144/);
  expect(problems(`// ${"é".repeat(131_070)}`)).toEqual([]);
});
