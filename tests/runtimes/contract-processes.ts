// The contract about jobs that need files and processes: one folder for all processes of a job, servers, real ends.
import type { ConformanceTest } from "@forkpoint/conformance";
import { portErrorCode, until, type RuntimeFixture } from "./fixture.ts";

const FILES = `
import { readFile, writeFile, readdir } from "node:fs/promises";
export const put = (name: string, text: string) => writeFile(name, text);
export const get = (name: string) => readFile(name, "utf8");
export const names = async () => (await readdir(".")).sort();
`;

const SERVER = `
import { createServer } from "node:http";
let asked = 0;
export function serve(): Promise<number> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    response.statusCode = request.url === "/missing" ? 404 : 200;
    response.end([request.method, request.url, body, ++asked].join(" "));
  });
  return new Promise((resolve) => server.listen(0, () => resolve((server.address() as any).port)));
}
`;

/** The node waits in its own run, again and again, while requests come in. */
const SERVER_IN_A_RUN = `
import { createServer } from "node:http";
import { Annotation, END, START, StateGraph, getConfig } from "@langchain/langgraph";
const thread = () => { try { return getConfig()?.configurable?.thread_id ?? "none"; } catch { return "none"; } };
export function serve(): Promise<number> {
  const server = createServer((request, response) => void response.end(thread()));
  return new Promise((resolve) => server.listen(0, () => resolve((server.address() as any).port)));
}
const State = Annotation.Root({ thread: Annotation<string> });
export async function run(meanwhile: () => Promise<void>): Promise<string> {
  const graph = new StateGraph(State)
    .addNode("ask", async () => {
      const asked = meanwhile();
      let over = false;
      void asked.then(() => (over = true));
      while (!over) await new Promise((resolve) => setTimeout(resolve, 1));
      return { thread: thread() };
    })
    .addEdge(START, "ask").addEdge("ask", END).compile();
  return (await graph.invoke({}, { configurable: { thread_id: "t" } })).thread;
}
`;

const JOURNALED = `
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import { fileJournal } from "@forkpoint/savers/node";
const State = Annotation.Root({ log: Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] }) });
const config = { configurable: { thread_id: "t" } };
const open = () => SqlJsSaver.open({ journal: fileJournal("threads") });
const graphOver = (checkpointer: SqlJsSaver, inTheMiddle: () => unknown) =>
  new StateGraph(State)
    .addNode("first", async () => ({ log: ["first"] }))
    .addNode("second", async () => { await inTheMiddle(); return { log: ["second"] }; })
    .addEdge(START, "first").addEdge("first", "second").addEdge("second", END)
    .compile({ checkpointer });
export async function run(input: any, inTheMiddle: () => unknown) {
  const saver = await open();
  try {
    const state = await graphOver(saver, inTheMiddle).invoke(input, { ...config, durability: "sync" });
    await saver.flush();
    return state.log;
  } finally {
    saver.close();
  }
}
`;

export const processContract: readonly ConformanceTest<RuntimeFixture>[] = [
  {
    id: "folder/shared",
    rule: "the processes of a job have one folder, which another job does not see",
    points: 1,
    async run({ openWithFolder, adopt }, t) {
      const one = await openWithFolder(FILES);
      const other = await openWithFolder(FILES);
      const beside = adopt(await one.guest.beside(t.signal));
      await (await one.main()).put("a.txt", "written by the first");
      t.equal(await (await beside.main()).get("a.txt"), "written by the first", "what the other process reads");
      t.equal(await (await other.main()).names(), [], "the files of another job");
    },
  },
  {
    id: "folder/cleared",
    rule: "clear() empties the folder and ends the processes beside the first one",
    points: 1,
    async run({ openWithFolder }, t) {
      const { guest, main } = await openWithFolder(FILES);
      const beside = await guest.beside(t.signal);
      await (await main()).put("a.txt", "x");
      await guest.clear();
      t.equal(await (await main()).names(), [], "the files that are left");
      t.equal(await portErrorCode(beside.root.databases()), "PORT_CLOSED", "a call to the other process");
    },
  },
  {
    id: "folder/kept-over-restart",
    rule: "what is in the folder outlives a restart",
    points: 1,
    async run({ openWithFolder }, t) {
      const { guest, main } = await openWithFolder(FILES);
      await (await main()).put("a.txt", "still here");
      await guest.restart(t.signal);
      t.equal(await (await main()).get("a.txt"), "still here", "the file after the restart");
    },
  },
  {
    id: "process/own-memory",
    rule: "each process has module instances of its own",
    points: 1,
    async run({ openWithFolder, adopt }, t) {
      const { guest, main } = await openWithFolder(`let n = 0; export const count = () => ++n;`);
      const beside = adopt(await guest.beside(t.signal));
      await (await main()).count();
      t.equal([await (await main()).count(), await (await beside.main()).count()], [2, 1], "two counters");
    },
  },
  {
    id: "process/http",
    rule: "a server that learner code starts is asked over HTTP",
    points: 1,
    async run({ openWithFolder, adopt }, t) {
      const { guest } = await openWithFolder(SERVER);
      const beside = adopt(await guest.beside(t.signal));
      const port = await (await beside.main()).serve();
      const ask = (path: string, method?: string, body?: string) =>
        beside.guest.root.request(port, { path, method, body });
      t.equal(await ask("/a"), { status: 200, body: "GET /a  1" }, "a GET");
      t.equal(await ask("/b", "POST", "été"), { status: 200, body: "POST /b été 2" }, "a POST");
      t.equal((await ask("/missing")).status, 404, "a status");
    },
  },
  {
    id: "process/http-outside-runs",
    rule: "a request that comes in the middle of a run belongs to no run",
    points: 1,
    async run({ openWithFolder }, t) {
      const { guest, main } = await openWithFolder(SERVER_IN_A_RUN);
      const { serve, run } = await main();
      const port = await serve();
      const during: string[] = [];
      const inRun = await run(async () => {
        during.push((await guest.root.request(port, { path: "/" })).body);
      });
      t.equal([inRun, during], ["t", ["none"]], "the thread that the node sees, and that the request sees");
    },
  },
  {
    id: "process/console",
    rule: "what a process beside the first says is heard there as well",
    points: 1,
    async run({ openWithFolder, adopt }, t) {
      const { guest, lines } = await openWithFolder(`export const say = (text: string) => console.log(text);`);
      const beside = adopt(await guest.beside(t.signal));
      await (await beside.main()).say("from beside");
      await until(() => lines().includes("from beside"), t.signal);
      t.equal(lines(), ["from beside"], "what the first guest's listener heard");
    },
  },
  {
    id: "process/killed-mid-run",
    rule: "a process killed in the middle of a run leaves what was stored, and another one goes on over it",
    points: 1,
    async run({ openWithFolder, adopt }, t) {
      const { guest, main } = await openWithFolder(JOURNALED);
      const beside = adopt(await guest.beside(t.signal));
      let gone = Promise.resolve();
      const { run } = await beside.main();
      const killed = await portErrorCode(run({ log: ["in"] }, () => (gone = beside.guest.kill())));
      await gone;
      t.equal(killed, "PORT_CLOSED", "the call into the process that was killed");
      t.equal(await (await main()).run(null, () => {}), ["in", "first", "second"], "what the next process makes of it");
    },
  },
  {
    id: "process/one-needs-it",
    rule: "a job that does not need processes gets none",
    points: 1,
    async run({ open }, t) {
      const { guest } = await open(`export const one = 1;`);
      await t.rejects(guest.beside(t.signal), "a process beside it", { message: /does not need more/ });
      const port = guest.root.request(80, { path: "/" });
      await t.rejects(port, "a request", { message: /has no servers/ });
    },
  },
];
