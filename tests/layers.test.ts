// Keeps the import table of the architecture true: who may know whom. Imports are read with TypeScript's scanner.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { NODE_LIBRARIES } from "../src/course/node-libraries.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

interface Import {
  readonly from: string;
  /** Repository path of the target, or the package specifier. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Prefixes that a layer may import at run time, and those that it may name in types only. A layer may always import itself. */
const MAY: Readonly<Record<string, { run: readonly string[]; types?: readonly string[] }>> = {
  "src/conformance": { run: [], types: ["@langchain/"] },
  "src/savers": { run: ["sql.js", "@langchain/langgraph-checkpoint", "@langchain/core"] },
  "src/course": { run: ["zod", "yaml", "satteri", "yauzl"], types: ["@forkpoint/conformance"] },
  "src/compile": { run: ["src/course", "acorn", "sucrase"], types: ["src/guest"] },
  "src/port": { run: [] },
  "src/guest": {
    run: [
      "src/port",
      "src/course/model",
      "@forkpoint/savers",
      "@langchain/",
      "sql.js",
      // A language machine, and what it lacks.
      "quickjs-emscripten-core",
      "@jitl/quickjs-wasmfile-release-sync",
      "core-js",
      "event-target-shim",
      "web-streams-polyfill",
    ],
    types: ["src/compile/compiled"],
  },
  "src/inspect": { run: ["@forkpoint/savers/schema", "sql.js"] },
  "src/runtimes": { run: ["src/port", "src/compile", "src/course", "@webcontainer/api"], types: ["src/guest"] },
  "src/grading": {
    // The interface of all runtimes, and the errors that it names.
    run: [
      "src/runtimes/runtime",
      "src/runtimes/errors",
      "src/port",
      "src/compile",
      "src/course",
      "@forkpoint/conformance",
    ],
    types: ["src/guest"],
  },
  "src/lab": {
    run: [
      "src/inspect",
      "src/grading",
      "src/runtimes/runtime",
      "src/port",
      "src/compile",
      "src/course",
      "@forkpoint/savers/schema",
      "sql.js",
    ],
    types: ["src/guest"],
  },
  "src/results": {
    run: ["src/course", "src/grading/clean-text", "jose", "canonicalize", "zod"],
    types: ["@forkpoint/conformance"],
  },
  "src/interview": { run: ["src/course", "zod"], types: ["@forkpoint/conformance"] },
  "src/similarity": { run: ["src/course", "@dodona/dolos-core", "js-tokens"], types: ["@forkpoint/conformance"] },
  exercises: { run: [], types: ["@forkpoint/conformance", "@langchain/"] },
  claims: {
    run: ["@forkpoint/conformance", "@forkpoint/savers", "@langchain/", "zod", "lessons/worlds"],
    types: ["src/course/model"],
  },
};

/** Shells see everything above, but not each other. */
const SHELLS = ["src/site", "src/cli", "src/server"];

/** Only these may import a `.node.ts` file or `node:`; pages and content collections run in Node while the site is built. */
const RUNS_IN_NODE = [
  /\.node\.ts$/,
  /^src\/cli\//,
  /^src\/server\//,
  /^(bench|tests|scripts)\//,
  /\.config\.(ts|mjs)$/,
];
const RUNS_IN_NODE_AT_BUILD = [
  /^src\/site\/.*\.astro$/,
  /^src\/site\/content\.config\.ts$/,
  /^src\/site\/pages\/.*\.ts$/,
];

const all = sources().flatMap(importsOf);

test("there are imports to check", () => {
  expect(all.length).toBeGreaterThan(100);
});

test("every layer imports only what the table allows", () => {
  expect(all.filter((entry) => breaksTable(entry)).map(describeImport)).toEqual([]);
});

test("shells do not import each other, and nothing imports a shell", () => {
  const wrong = all.filter(({ from, to }) => {
    const shell = SHELLS.find((name) => to.startsWith(`${name}/`));
    if (!shell || from.startsWith(`${shell}/`)) return false;
    return from.startsWith("src/") || from.startsWith("exercises/") || from.startsWith("lessons/");
  });
  expect(wrong.map(describeImport)).toEqual([]);
});

test("similarity is never part of a score: nothing that grades, signs or reviews imports it", () => {
  const users = all.filter(({ from, to }) => to.startsWith("src/similarity/") && !from.startsWith("src/similarity/"));
  const outside = users.filter(({ from }) => !/^(src\/cli\/similar\.ts|tests\/)/.test(from));
  expect(users.length).toBeGreaterThan(0);
  expect(outside.map(describeImport)).toEqual([]);
});

test("node: and .node.ts stay with what runs in Node", () => {
  const wrong = all.filter(({ from, to, typeOnly }) => {
    if (typeOnly || !(to.startsWith("node:") || to.endsWith(".node.ts"))) return false;
    // AsyncLocalStorage is what the kernel replaces; learner-facing code may name it.
    if (to === "node:async_hooks" && from.startsWith("tests/")) return false;
    // What an exercise offers of Node is checked with the exercise; its tests are run by a judge, wherever that is.
    if (Object.hasOwn(NODE_LIBRARIES, to) && /^exercises\/[^/]+\/(starter|mutants)\//.test(from)) return false;
    return ![...RUNS_IN_NODE, ...RUNS_IN_NODE_AT_BUILD].some((pattern) => pattern.test(from));
  });
  expect(wrong.map(describeImport)).toEqual([]);
});

test("a mutant imports only the solution of its own exercise", () => {
  const wrong = all.filter(({ from, to }) => {
    const id = /^exercises\/([^/]+)\/mutants\//.exec(from)?.[1];
    return (
      id &&
      /^(solutions|exercises)\//.test(to) &&
      !to.startsWith(`solutions/${id}/`) &&
      !to.startsWith(`exercises/${id}/`)
    );
  });
  expect(wrong.map(describeImport)).toEqual([]);
});

test("the table is able to refuse", () => {
  expect(breaksTable({ from: "src/port/codec.ts", to: "src/grading/score.ts", typeOnly: false })).toBe(true);
  expect(breaksTable({ from: "src/guest/agent.ts", to: "@forkpoint/conformance", typeOnly: true })).toBe(true);
  expect(
    breaksTable({ from: "src/grading/score.ts", to: "src/runtimes/node/node-runtime.node.ts", typeOnly: false }),
  ).toBe(true);
  expect(breaksTable({ from: "src/runtimes/worker/relay.ts", to: "src/guest/agent.ts", typeOnly: false })).toBe(true);
});

function breaksTable({ from, to, typeOnly }: Import): boolean {
  const layer = layerOf(from);
  const rule = layer && MAY[layer];
  if (!rule) return false;
  const own = layer === "claims" || layer === "exercises" ? path.dirname(from) : layer;
  if (to.startsWith(`${own}/`)) return false;
  if (runsInNode(from) && (to.startsWith("node:") || ["esbuild", "@msgpack/msgpack"].includes(to))) return false;
  const allowed = typeOnly ? [...rule.run, ...(rule.types ?? [])] : rule.run;
  return !allowed.some(
    (prefix) => to === prefix || to.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`) || to === `${prefix}.ts`,
  );
}

function layerOf(file: string): string | null {
  if (/^lessons\/worlds\.ts$|\.(claims|lab)\.ts$/.test(file)) return "claims";
  if (/^exercises\/[^/]+\/tests\//.test(file)) return "exercises";
  return /^src\/[^/]+/.exec(file)?.[0] ?? null;
}

function runsInNode(file: string): boolean {
  return RUNS_IN_NODE.some((pattern) => pattern.test(file));
}

function sources(): string[] {
  const found: string[] = [];
  for (const folder of ["src", "lessons", "exercises", "decks", "tests", "bench", "scripts"])
    for (const entry of readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      const file = path.relative(ROOT, path.join(entry.parentPath, entry.name));
      if (entry.isFile() && /\.(ts|mjs|astro)$/.test(file) && !/(^|\/)(node_modules|dist|corpus)\//.test(file))
        found.push(file);
    }
  return found;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  return (file.endsWith(".astro") ? scriptsOf(text) : [text]).flatMap((script) => {
    const source = ts.createSourceFile(file, script, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
    const found: Import[] = [];
    const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
      if (specifier && ts.isStringLiteralLike(specifier))
        found.push({ from: file, to: resolve(file, specifier.text), typeOnly });
    };
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
      else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
      else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
        add(node.arguments[0], false);
      else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    !!named &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((e) => e.isTypeOnly)
  );
}

/** The frontmatter and the script elements of an .astro file. */
function scriptsOf(text: string): string[] {
  const frontmatter = /^---\n([\s\S]*?)\n---/.exec(text)?.[1];
  const elements = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? "");
  return [...(frontmatter ? [frontmatter] : []), ...elements];
}

function resolve(file: string, specifier: string): string {
  const bare = specifier.replace(/\?.*$/, "");
  if (bare.startsWith(".")) return path.join(path.dirname(file), bare);
  return bare;
}

function describeImport({ from, to, typeOnly }: Import): string {
  return `${from} → ${to}${typeOnly ? " (types)" : ""}`;
}
