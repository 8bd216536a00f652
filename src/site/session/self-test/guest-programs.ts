// The programs that the self-test runs as learner code is run, in whatever runtime. What they are asked, and what their
// answers mean, is in guest-checks.ts.
import type { Files, ImportTable } from "../../../course/model.ts";

export const IMPORTS: ImportTable = {
  "@langchain/langgraph": "all",
  "@forkpoint/savers": { only: ["SqlJsSaver"] },
  "node:async_hooks": "all",
};

/** For programs in a container. */
export const NODE_IMPORTS: ImportTable = { ...IMPORTS, "node:fs/promises": "all", "node:http": "all" };

/** JavaScript, and the same whose AsyncLocalStorage it is: in a guest ours, as a program of its own Node's. */
export const CONTEXT = `
import { AsyncLocalStorage } from "node:async_hooks";
const storage = new AsyncLocalStorage();
const seen = () => storage.getStore() === "kept";
const later = () => new Promise((resume) => setTimeout(resume, 1));
async function* twice() {
  yield seen();
  await later();
  yield seen();
}
const places = () => storage.run("kept", async () => {
  const found = {};
  await null;
  found["after an await"] = seen();
  await later();
  found["after a timer"] = seen();
  found["in a timer"] = await storage.run("kept", () => new Promise((resume) => setTimeout(() => resume(seen()), 1)));
  found["in a callback of then"] = await storage.run("kept", () => later().then(seen));
  found["in a microtask"] = await storage.run("kept", () => new Promise((resume) => queueMicrotask(() => resume(seen()))));
  const fromGenerator = [];
  await storage.run("kept", async () => {
    for await (const held of twice()) fromGenerator.push(held, seen());
  });
  found["in a generator"] = fromGenerator.length === 4 && fromGenerator.every(Boolean);
  found["in a catch"] = await storage.run("kept", async () => {
    try {
      await Promise.reject(new Error("on purpose"));
    } catch {
      return seen();
    }
  });
  return found;
});
`;

export const GUEST_PROGRAM: Files = {
  "graph.ts": `
import { Annotation, Command, END, START, StateGraph, interrupt } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
const State = Annotation.Root({
  said: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});
const thread = { configurable: { thread_id: "self-test" } };
const open = async () =>
  new StateGraph(State)
    .addNode("ask", async () => {
      await new Promise((resume) => setTimeout(resume, 1));
      return { said: ["answered " + interrupt("sure?")] };
    })
    .addEdge(START, "ask")
    .addEdge("ask", END)
    .compile({ checkpointer: await SqlJsSaver.open() });
export async function ask() {
  const graph = await open();
  await graph.invoke({ said: ["asked"] }, thread);
  return (await graph.getState(thread)).next;
}
export async function answer() {
  const graph = await open();
  return (await graph.invoke(new Command({ resume: "yes" }), thread)).said;
}`,
  "context.ts": `${CONTEXT}\nexport { places };`,
  "texts.ts": `
export const count = (text: string) => ({ length: text.length, last: text.at(-1) });
export const make = (length: number) => "x".repeat(length - 1) + "é";`,
  "output.ts": `
export function speak(text: string) {
  console.log(text);
  return "answered";
}`,
  "loop.ts": `export const run = () => { for (;;); };`,
};

export const FOLDER_PROGRAM: Files = {
  "files.ts": `
import { readFile, readdir, writeFile } from "node:fs/promises";
export const put = (name: string, text: string) => writeFile(name, text);
export const get = (name: string) => readFile(name, "utf8");
export const names = () => readdir(".");`,
  "server.ts": `
import { createServer } from "node:http";
export function serve(): Promise<number> {
  const server = createServer((request, response) => void response.end("you asked " + request.url));
  return new Promise((resolve) => server.listen(0, () => resolve((server.address() as any).port)));
}`,
};
