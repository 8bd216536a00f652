// The package as it is published: what is in it, what it needs, and that the programs of its README print what they say.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packSavers, type Project, type Tarball } from "./installed-package.ts";
import { readmeExamples } from "./readme-examples.ts";

const SOURCE = path.resolve(import.meta.dirname, "../../src/savers");
const PEERS = ["@langchain/core", "@langchain/langgraph-checkpoint"];
// Beyond the peers: what the README's programs themselves import, and the types that a TypeScript project would have.
const IN_EXAMPLES = ["@langchain/langgraph", "@langchain/langgraph-checkpoint-sqlite", "sql.js", "better-sqlite3"];
const TYPES = ["@types/node", "@types/sql.js", "@types/better-sqlite3"];

const examples = readmeExamples();
const inNode = examples.filter(({ host }) => host === "node");
let tarball: Tarball;
let project: Project;
let program: ts.Program;

beforeAll(async () => {
  tarball = await packSavers();
  project = await tarball.install([...PEERS, ...IN_EXAMPLES, ...TYPES]);
  program = await compileExamples();
}, 300_000);
afterAll(() => tarball?.[Symbol.asyncDispose]());

test("the tarball holds dist and its four documents, and every file of dist is JavaScript, types or a source map", () => {
  const documents = tarball.paths.filter((file) => !file.startsWith("dist/"));
  expect(documents.sort()).toEqual(["API.md", "CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
  expect(tarball.paths.filter((file) => !/\.(md|js|d\.ts|js\.map)$|^LICENSE$|^package\.json$/.test(file))).toEqual([]);
});

test("every JavaScript file has its source map, with the source in it", async () => {
  const code = tarball.paths.filter((file) => file.endsWith(".js"));
  expect(code.length).toBeGreaterThan(10);
  for (const file of code) {
    const map = JSON.parse(await readFile(path.join(project.packageFolder, `${file}.map`), "utf8")) as {
      sources: string[];
      sourcesContent: string[];
    };
    const source = path.resolve(SOURCE, path.dirname(file), map.sources[0]!);
    expect(map.sourcesContent).toEqual([await readFile(source, "utf8")]);
  }
});

test("every entry of package.json is in the tarball, and opens by its name", async () => {
  const entries = Object.entries(project.manifest.exports);
  expect(entries.map(([name]) => name)).toEqual(expect.arrayContaining([".", "./schema"]));
  const wanted = entries.flatMap(([, { types, default: code }]) => [types, code]);
  expect(wanted.filter((file) => !tarball.paths.includes(path.posix.normalize(file)))).toEqual([]);
  const names = entries.map(([name]) => path.posix.join("@forkpoint/savers", name));
  await project.write(
    "entries.mjs",
    `for (const name of ${JSON.stringify(names)}) console.log(Object.keys(await import(name)).length > 0);`,
  );
  expect((await project.node("entries.mjs")).trim().split("\n")).toEqual(names.map(() => "true"));
});

test("it depends on nothing but its peers, of which only sql.js may be missing", () => {
  const { dependencies, peerDependencies, peerDependenciesMeta } = project.manifest;
  expect(dependencies).toBeUndefined();
  expect(Object.keys(peerDependencies).sort()).toEqual([...PEERS, "sql.js"]);
  expect(peerDependenciesMeta).toEqual({ "sql.js": { optional: true } });
});

test("what is in dist imports only its own files and peers; only what is for Node names node:", async () => {
  const peers = Object.keys(project.manifest.peerDependencies);
  const imports = await importsInDist();
  const wrong = imports.filter(({ from, to }) => {
    if (to.startsWith(".")) return !existsSync(path.resolve(path.dirname(from), to));
    if (to.startsWith("node:")) return !/\.node\.(js|d\.ts)$/.test(from);
    return !peers.some((peer) => to === peer || to.startsWith(`${peer}/`));
  });
  expect(wrong).toEqual([]);
  expect(new Set(imports.map(({ to }) => to))).toContain("@langchain/langgraph-checkpoint");
});

test("sql.js is imported only when it is used", async () => {
  const imports = await importsInDist();
  const sqlJs = imports.filter(({ from, to }) => to === "sql.js" && from.endsWith(".js"));
  expect(sqlJs.length).toBeGreaterThan(0);
  for (const { from } of sqlJs) expect(await readFile(from, "utf8")).not.toMatch(/^(im|ex)port .*"sql\.js"/m);
});

test("without sql.js, the saver runs on node:sqlite", async () => {
  const bare = await tarball.install(PEERS);
  await bare.write(
    "bare.mjs",
    `import { DatabaseSync } from "node:sqlite";
    import { nodeSqliteDriver, SqlJsSaver } from "@forkpoint/savers";
    import { emptyCheckpoint } from "@langchain/langgraph-checkpoint";
    const saver = new SqlJsSaver(nodeSqliteDriver(new DatabaseSync(":memory:")));
    const thread = { configurable: { thread_id: "t" } };
    await saver.put(thread, emptyCheckpoint(), { source: "input", step: -1, parents: {} }, {});
    console.log((await saver.getTuple(thread)).metadata.source);
    await SqlJsSaver.open().catch((error) => console.log(error.code));`,
  );
  expect(await bare.node("bare.mjs")).toBe("input\nERR_MODULE_NOT_FOUND\n");
});

test("the README has programs, and each says what it prints", () => {
  expect(examples.map(({ host }) => host)).toEqual(expect.arrayContaining(["node", "browser"]));
  expect(examples.filter(({ prints }) => prints.length === 0)).toEqual([]);
});

test.each(inNode)("the README's program under “$name” prints what it says", async ({ name, code, prints }) => {
  const file = `${name.replace(/[^a-z0-9]+/gi, "-")}.mjs`;
  await project.write(file, code);
  expect((await project.node(file)).trimEnd().split("\n")).toEqual(prints);
});

test("a strict compiler accepts the README's programs, and finds no mistake in the published types", () => {
  // Only what is ours: other libraries' types have mistakes of their own, for which compilers have `skipLibCheck`.
  const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(project.folder));
  expect(ours.length).toBeGreaterThan(examples.length + typeEntries().length);
  const problems = ours.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  expect(problems.map(({ file, messageText }) => `${file?.fileName}: ${text(messageText)}`)).toEqual([]);
});

test("an exported file opens in the sqlite3 tool, or in node:sqlite where there is none, and its views can be read", async () => {
  await project.write(
    "export.mjs",
    `import { writeFile } from "node:fs/promises";
    import { emptyCheckpoint } from "@langchain/langgraph-checkpoint";
    import { SqlJsSaver, SqlJsStore } from "@forkpoint/savers";
    const saver = await SqlJsSaver.open();
    const thread = { configurable: { thread_id: "ann" } };
    const checkpoint = { ...emptyCheckpoint(), channel_values: { topic: "clocks" }, channel_versions: { topic: 1 } };
    const put = await saver.put(thread, checkpoint, { source: "loop", step: 3, parents: {} }, { topic: 1 });
    await saver.putWrites(put, [["topic", "watches"]], "task-1");
    await new SqlJsStore(saver.database).put(["users", "ann"], "work", { text: "restores clocks" });
    await writeFile("chat.sqlite", saver.export());`,
  );
  await project.node("export.mjs");
  const { tool, rows } = await query(path.join(project.folder, "chat.sqlite"), [
    "SELECT thread, step, source FROM v_checkpoints",
    "SELECT thread, task, channel, value FROM v_writes",
    "SELECT namespace, key, value FROM v_items",
    "PRAGMA integrity_check",
  ]);
  expect(["sqlite3", "node:sqlite"]).toContain(tool);
  expect(rows).toEqual([
    [{ thread: "ann", step: 3, source: "loop" }],
    [{ thread: "ann", task: "task-1", channel: "topic", value: '"watches"' }],
    [{ namespace: "users/ann", key: "work", value: '{"text":"restores clocks"}' }],
    [{ integrity_check: "ok" }],
  ]);
});

test("API.md has an entry for every name that the package exports, and for no other", async () => {
  const documented = [...readFileSync(path.join(SOURCE, "API.md"), "utf8").matchAll(/^### .*$/gm)].flatMap(([line]) =>
    [...line.matchAll(/`(\w+)/g)].map(([, name]) => name!),
  );
  expect(documented.sort()).toEqual(exportedNames());
});

test("API.md explains every error code as the repository's documentation does", () => {
  const api = errorTable(readFileSync(path.join(SOURCE, "API.md"), "utf8"));
  const documented = readFileSync(path.resolve(SOURCE, "../../docs/errors.md"), "utf8");
  const ofSavers = documented.slice(documented.indexOf("(`SaverError`)"));
  expect(api.length).toBeGreaterThan(10);
  expect(api).toEqual(errorTable(ofSavers.slice(0, ofSavers.indexOf("\n## "))));
});

test("API.md says what becomes of each kind of value as the serializer's own notes do", () => {
  const rows = (file: string) =>
    readFileSync(path.join(SOURCE, file), "utf8").match(/^\| a value of(.*\n\|)*.*$/m)?.[0];
  expect(rows("serde/README.md")?.split("\n").length).toBeGreaterThan(10);
  expect(rows("API.md")).toBe(rows("serde/README.md"));
});

test("the license is the repository's", () => {
  const root = path.resolve(SOURCE, "../..");
  expect(readFileSync(path.join(SOURCE, "LICENSE"), "utf8")).toBe(readFileSync(path.join(root, "LICENSE"), "utf8"));
});

function errorTable(markdown: string): string[] {
  return [...markdown.matchAll(/^\| `[A-Z_]+` \|.*$/gm)].map(([row]) => row);
}

function text(message: string | ts.DiagnosticMessageChain): string {
  return ts.flattenDiagnosticMessageText(message, "\n");
}

async function importsInDist(): Promise<{ from: string; to: string }[]> {
  const dist = path.join(project.packageFolder, "dist");
  const files = (await readdir(dist, { recursive: true })).filter((file) => /\.(js|d\.ts)$/.test(file));
  const found = await Promise.all(
    files.map(async (file) => {
      const from = path.join(dist, file);
      const { importedFiles } = ts.preProcessFile(await readFile(from, "utf8"));
      return importedFiles.map(({ fileName: to }) => ({ from, to }));
    }),
  );
  return found.flat();
}

/** The rows of each statement, read by a program that knows nothing of ours. */
async function query(file: string, statements: readonly string[]): Promise<{ tool: string; rows: unknown[][] }> {
  const withTool = async (sql: string) => {
    const { stdout } = await promisify(execFile)("sqlite3", ["-readonly", "-json", file, sql]);
    return JSON.parse(stdout) as unknown[];
  };
  try {
    return { tool: "sqlite3", rows: await Promise.all(statements.map(withTool)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = statements.map((sql) =>
    database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row })),
  );
  database.close();
  return { tool: "node:sqlite", rows };
}

/** Values and types, of all entries. */
function exportedNames(): string[] {
  const checker = program.getTypeChecker();
  const names = typeEntries().flatMap((entry) =>
    checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!).map(({ name }) => name),
  );
  return [...new Set(names)].sort();
}

function typeEntries(): string[] {
  return Object.values(project.manifest.exports).map(({ types }) => path.join(project.packageFolder, types));
}

async function compileExamples(): Promise<ts.Program> {
  const files = await Promise.all(examples.map(({ code }, at) => project.write(`example-${at}.mts`, code)));
  return ts.createProgram([...files, ...typeEntries()], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.esnext.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.NodeNext,
    types: ["node"],
    typeRoots: [path.join(project.folder, "node_modules/@types")],
  });
}
