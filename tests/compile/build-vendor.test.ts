// The built kernel: complete, slim, one instance of each library, loadable in Node as it is.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { NODE_LIBRARIES } from "../../src/course/node-libraries.ts";
import { buildVendor, VENDOR } from "../../src/compile/build-vendor.node.ts";
import type { Sizes } from "../../src/compile/measure-bytes.node.ts";

const read = (name: string): string => readFileSync(path.join(VENDOR, name), "utf8");

/** Runs statements with the kernel's `registry` at hand, in a process of their own, and gives what they print as JSON. */
async function withKernel(statements: string): Promise<any> {
  const program = `const { registry } = await import(${JSON.stringify(path.join(VENDOR, "kernel.js"))});
    const print = (value) => process.stdout.write(JSON.stringify(value));
    ${statements}`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--no-warnings",
    "--input-type=module",
    "--eval",
    program,
  ]);
  return JSON.parse(stdout);
}

beforeAll(async () => {
  await buildVendor();
});

test("it is not built again when nothing has changed", async () => {
  expect(await buildVendor()).toBe(false);
});

test("every name of @langchain/langgraph is there", async () => {
  const langgraph = await import("@langchain/langgraph");
  const { exports } = JSON.parse(read("manifest.json"));
  expect(exports["@langchain/langgraph"]).toEqual(Object.keys(langgraph).sort());
});

test("so is every name of the other libraries", async () => {
  const { exports } = JSON.parse(read("manifest.json"));
  const inKernel = Object.keys(exports).filter((name) => !(name in NODE_LIBRARIES));
  for (const library of inKernel.filter((name) => !/^(?:sql\.js|node:)/.test(name)))
    expect(exports[library], library).toEqual(Object.keys(await import(library)).sort());
  expect(exports["node:async_hooks"]).toEqual(["AsyncLocalStorage", "AsyncResource"]);
});

test("what a process with a folder may import besides is there, too", async () => {
  const { exports } = JSON.parse(read("manifest.json"));
  const { nodeHome } = await import("../../src/guest/node-libraries.node.ts");
  for (const library of Object.keys(NODE_LIBRARIES)) {
    expect(exports[library], library).toEqual(Object.keys(nodeHome.libraries[library]!));
    expect(Object.keys(await import(library)), library).toEqual(expect.arrayContaining(exports[library]));
  }
});

test("the manifest names the installed versions", () => {
  const { pins } = JSON.parse(read("manifest.json"));
  expect(pins).toEqual({
    "@langchain/langgraph": "1.4.18",
    "@langchain/core": "1.2.13",
    "@langchain/langgraph-checkpoint": "1.1.5",
    "sql.js": "1.16.0",
  });
});

test("there is one instance of each library", async () => {
  const facts = await withKernel(`
    const graph = registry["@langchain/langgraph"], checkpoint = registry["@langchain/langgraph-checkpoint"];
    print({
      saver: graph.MemorySaver === checkpoint.MemorySaver,
      base: Object.getPrototypeOf(registry["@forkpoint/savers"].SqlJsSaver) === graph.BaseCheckpointSaver,
      message: new registry["@langchain/core/messages"].AIMessage("x") instanceof registry["@langchain/core/messages"].BaseMessage,
      storage: globalThis[Symbol.for("ls:tracing_async_local_storage")] instanceof registry["node:async_hooks"].AsyncLocalStorage,
    });`);
  expect(facts).toEqual({ saver: true, base: true, message: true, storage: true });
});

test("classes are called what they are exported as", async () => {
  const names = await withKernel(`
    const graph = registry["@langchain/langgraph"];
    print([graph.StateGraph, graph.StreamChannel, graph.MemorySaver, registry["@langchain/core/messages"].AIMessage, registry["@forkpoint/savers"].SqlJsSaver].map((value) => value.name));`);
  expect(names).toEqual(["StateGraph", "StreamChannel", "MemorySaver", "AIMessage", "SqlJsSaver"]);
});

test("what was left out says so when it is asked for", async () => {
  const said = await withKernel(`
    const { z } = registry.zod;
    const seen = [];
    try { z.fromJSONSchema({}); } catch (error) { seen.push(error.message); }
    const schema = z.object({ a: z.number() });
    seen.push(z.compile(schema) === schema, z.toJSONSchema(schema).type, schema.safeParse({ a: "x" }).error.issues[0].message);
    print(seen);`);
  expect(said).toEqual([
    "This page cannot make a zod schema from a JSON Schema.",
    true,
    "object",
    "Invalid input: expected number, received string",
  ]);
});

test("messages in a checkpoint come back as messages", async () => {
  const types = await withKernel(`
    const { AIMessage, HumanMessage, ToolMessage } = registry["@langchain/core/messages"];
    const { MemorySaver } = registry["@langchain/langgraph"];
    const { serde } = new MemorySaver();
    const given = [new HumanMessage("a"), new AIMessage("b"), new ToolMessage({ content: "c", tool_call_id: "1" })];
    const back = await serde.loadsTyped(...(await serde.dumpsTyped(given)));
    print(back.map((message) => [message.getType(), message.content, message instanceof AIMessage]));`);
  expect(types).toEqual([
    ["human", "a", false],
    ["ai", "b", true],
    ["tool", "c", false],
  ]);
});

test("all that is loaded before the first run stays within its bytes", () => {
  const { files } = JSON.parse(read("sizes.json")) as Sizes;
  const brotli = (name: string) => files[name]!.brotli;
  const kernel = brotli("libraries.js") + brotli("sql-js.js");
  expect(kernel).toBeLessThan(172_000);
  expect(kernel + brotli("sql-wasm.wasm") + brotli("guest.worker.js") + brotli("frame.js")).toBeLessThan(478_000);
});

test("nothing of the machine that built it is in it", () => {
  const root = path.resolve(VENDOR, "../..");
  for (const name of ["kernel.js", "manifest.json", "guest.worker.js", "guest.node.mjs", "frame.js", "inputs.json"])
    if (existsSync(path.join(VENDOR, name))) expect(read(name).includes(root), name).toBe(false);
});
