// What a container is filled with: the same bytes each time, readable as what @webcontainer/snapshot makes, and a folder in
// which a plain program finds the libraries under their own names.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { decode } from "@msgpack/msgpack";
import { snapshot } from "@webcontainer/snapshot";
import { expect, test } from "vitest";
import { encodeSnapshot, GUEST_FILES, snapshotFiles } from "../../src/compile/build-snapshot.node.ts";
import { KERNEL_ENTRIES } from "../../src/compile/kernel-entries.ts";

const VENDOR = path.resolve(import.meta.dirname, "../../.build/vendor");
const GOAL_BYTES = 600_000;

const bytes = (text: string) => new TextEncoder().encode(text);
const built = () => readFile(path.join(VENDOR, "container.bin"));

type Tree = Record<string, { d: Tree } | { f: { c: Uint8Array } }>;

function filesIn(tree: { d: Tree }, at = ""): Record<string, Uint8Array> {
  const found = Object.entries(tree.d).map(([name, entry]) =>
    "d" in entry ? filesIn(entry, `${at}${name}/`) : { [`${at}${name}`]: entry.f.c },
  );
  return Object.assign({}, ...found) as Record<string, Uint8Array>;
}

async function unpacked(files: Readonly<Record<string, Uint8Array>>) {
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-snapshot-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

test("the order in which files are given changes no byte", () => {
  const one = encodeSnapshot({ "b.js": bytes("b"), "a/c.js": bytes("c"), "a/a.js": bytes("a") });
  const other = encodeSnapshot({ "a/a.js": bytes("a"), "a/c.js": bytes("c"), "b.js": bytes("b") });
  expect(one).toEqual(other);
  expect(encodeSnapshot({ "b.js": bytes("b") })).not.toEqual(one);
});

test("it decodes as what @webcontainer/snapshot makes of the same files", async () => {
  const files = filesIn(decode(await built()) as { d: Tree });
  await using there = await unpacked(files);
  expect(decode(await snapshot(there.folder))).toEqual(decode(await built()));
});

test("the built one is made of the built files, and is small enough", async () => {
  const guest = await Promise.all(GUEST_FILES.map(async (name) => [name, await readFile(path.join(VENDOR, name))]));
  const manifest = JSON.parse(await readFile(path.join(VENDOR, "manifest.json"), "utf8")) as never;
  const files = snapshotFiles(Object.fromEntries(guest) as never, manifest);
  expect(Buffer.from(encodeSnapshot(files)).equals(await built())).toBe(true);
  const sizes = JSON.parse(await readFile(path.join(VENDOR, "sizes.json"), "utf8")) as {
    files: Record<string, { raw: number; gzip: number; brotli: number }>;
  };
  expect(sizes.files["container.bin"]!.raw).toBe((await built()).length);
  expect(sizes.files["container.bin"]!.brotli).toBeLessThanOrEqual(GOAL_BYTES);
});

/**
 * Run by Node in a folder with the snapshot in it and nothing else. It asks before any await of its own: our compiler, which
 * keeps the context over those, has not seen it.
 */
const PROGRAM = `
import { Annotation, Command, END, interrupt, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import { AIMessage } from "@langchain/core/messages";
import { SqlJsSaver } from "@forkpoint/savers";
import { z } from "zod";
const State = Annotation.Root({ said: Annotation({ reducer: (a, b) => a.concat(b), default: () => [] }) });
const ask = async () => ({ said: [interrupt("well?")] });
const app = new StateGraph(State).addNode("ask", ask).addEdge(START, "ask").addEdge("ask", END)
  .compile({ checkpointer: new MemorySaver() });
const thread = { configurable: { thread_id: "t" } };
await app.invoke({ said: ["hi"] }, thread);
const { said } = await app.invoke(new Command({ resume: "yes" }), thread);
const isOne = SqlJsSaver.prototype instanceof BaseCheckpointSaver;
console.log(JSON.stringify([said, new AIMessage("text").content, z.number().safeParse("1").success, isOne]));
`;

test("a plain program with bare imports runs over it, on one instance of each library", async () => {
  const files = filesIn(decode(await built()) as { d: Tree });
  await using there = await unpacked({ ...files, "program.js": bytes(PROGRAM) });
  const { stdout } = await promisify(execFile)(process.execPath, ["program.js"], { cwd: there.folder, env: {} });
  expect(JSON.parse(stdout)).toEqual([["hi", "yes"], "text", false, true]);
});

test("every library of the kernel can be imported by its name, with all that it exports", async () => {
  const files = filesIn(decode(await built()) as { d: Tree });
  const manifest = JSON.parse(await readFile(path.join(VENDOR, "manifest.json"), "utf8")) as {
    exports: Record<string, string[]>;
  };
  const libraries = KERNEL_ENTRIES.filter((specifier) => !specifier.startsWith("node:"));
  const program = `
    const seen = {};
    for (const specifier of ${JSON.stringify(libraries)}) seen[specifier] = Object.keys(await import(specifier)).sort();
    console.log(JSON.stringify(seen));`;
  await using there = await unpacked({ ...files, "program.js": bytes(program) });
  const { stdout } = await promisify(execFile)(process.execPath, ["program.js"], { cwd: there.folder, env: {} });
  expect(JSON.parse(stdout)).toEqual(Object.fromEntries(libraries.map((name) => [name, manifest.exports[name]])));
});
