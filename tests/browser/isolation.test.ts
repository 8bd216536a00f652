// Learner code reaches nothing outside of its guest: no network, no storage or document of the page, no code from text.
import { NodeRuntime } from "../../src/runtimes/node/node-runtime.node.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserNames, launch, type Browser, type Tab } from "../browsers.ts";
import { attemptAll, escapeAttempts, harmlessAttempts } from "./escape-attempts.ts";
import { startCounter, startHarness, type HarnessServer, type Listening } from "./harness-server.ts";

const never = new AbortController().signal;

/** Names that mean something in a guest, own or inherited. */
const GLOBALS = `
  export const run = () => {
    const names = new Set();
    for (let holder = globalThis; holder; holder = Object.getPrototypeOf(holder))
      for (const key of Object.getOwnPropertyNames(holder))
        if (!(key in Object.prototype) && globalThis[key] !== undefined) names.add(key);
    return [...names].sort();
  };`;

let server: HarnessServer;
let outside: Listening;
beforeAll(async () => {
  [server, outside] = await Promise.all([startHarness(), startCounter()]);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await outside[Symbol.asyncDispose]();
});

describe.each(browserNames)("in %s", (name) => {
  let browser: Browser;
  let tab: Tab;
  beforeAll(async () => {
    browser = await launch(name);
    tab = await browser.newTab();
    await tab.goto(server.url);
    await tab.waitFor(() => "forkpoint" in window);
    await tab.evaluate(keepThings);
    outside.requests.length = 0;
  });
  afterAll(() => browser.close());

  test("the page itself reaches the server that nobody else may reach", async () => {
    const status = await tab.evaluate(async (url: string) => (await fetch(url)).status, `${outside.url}/control`);
    expect(status).toBe(200);
    expect(outside.requests).toEqual(["/control"]);
    outside.requests.length = 0;
  });

  test("the same attempts from a page without a policy do get out", async () => {
    await using open = await browser.newTab();
    // Another origin of the same server, so that nothing is spoiled that is looked at below.
    await open.goto(server.looseUrl.replace("127.0.0.1", "localhost"));
    await open.evaluate(
      (text: string) => (0, eval)(`(${text})()`) as unknown,
      attemptAll(escapeAttempts, outside.url, ""),
    );
    const ways = ["/fetch", "/no-cors", "/xhr", "/socket", "/events", "/import", "/font", "/beacon", "/wasm"];
    expect(outside.requests).toEqual(expect.arrayContaining(ways));
    outside.requests.length = 0;
  });

  test("no attempt of learner code gets out", async () => {
    const all = attemptAll({ ...escapeAttempts, ...harmlessAttempts }, outside.url, server.url.slice(0, -1));
    const { value } = await tab.evaluate(
      (text: string) => window.forkpoint.runRaw(text, 60_000),
      `export const run = ${all};`,
    );
    expect(reached(value)).toEqual([]);
    expect(Object.keys(value as object).length).toBe(Object.keys({ ...escapeAttempts, ...harmlessAttempts }).length);
    expect(outside.requests).toEqual([]);
  });

  test("the frame's policy alone lets nothing out either", async () => {
    const all = attemptAll(escapeAttempts, outside.url, server.url.slice(0, -1));
    const value = await tab.evaluate((text: string) => window.forkpoint.runBare(text), all);
    expect(reached(value)).toEqual([]);
    expect(Object.keys(value as object).length).toBe(Object.keys(escapeAttempts).length);
    expect(outside.requests).toEqual([]);
  });

  test("a bare worker that speaks out of turn is heard by nobody", async () => {
    const all = attemptAll(harmlessAttempts, outside.url, server.url.slice(0, -1));
    await tab.evaluate((text: string) => {
      void window.forkpoint.runBare(text);
      return new Promise((resume) => setTimeout(resume, 1500));
    }, all);
    expect(outside.requests).toEqual([]);
  });

  test("a guest has the same globals as a guest in Node", async () => {
    await using node = new NodeRuntime();
    const modules = [{ path: "main.ts", parts: [GLOBALS] }];
    await using guest = await node.open({ modules, libraries: {}, outputBytes: 1_000, needs: [] }, never);
    const inNode: unknown = await ((await guest.root.module("main.ts")) as any).run();
    const { value } = await tab.evaluate((text: string) => window.forkpoint.runRaw(text), GLOBALS);
    // Two constants of Chromium that cannot be removed.
    const inPage = (value as string[]).filter((key) => key !== "PERSISTENT" && key !== "TEMPORARY");
    expect(inPage).toEqual(inNode);
  });

  test("what the page keeps is as it was, and it heard nothing", async () => {
    expect(await tab.evaluate(thingsKept)).toEqual({
      draft: "mine",
      session: "mine",
      stored: "mine",
      cached: "mine",
      heard: [],
    });
  });
});

function reached(value: unknown): string[] {
  expect(value).toBeTypeOf("object");
  return Object.entries(value as Record<string, string>)
    .filter(([, outcome]) => outcome.startsWith("reached"))
    .map(([attempt, outcome]) => `${attempt}: ${outcome}`);
}

/** Runs in the page: something in each place that learner code might spoil, and ears where it might speak. */
async function keepThings(): Promise<void> {
  localStorage.setItem("draft", "mine");
  sessionStorage.setItem("draft", "mine");
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open("draft", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files").put("mine", "main.ts");
    opening.onsuccess = () => (opening.result.close(), resolve());
    opening.onerror = () => reject(opening.error as Error);
  });
  await (await caches.open("draft")).put("/draft", new Response("mine"));
  const heard: unknown[] = ((window as any).heard = []);
  new BroadcastChannel("page").onmessage = ({ data }) => heard.push(data);
  addEventListener("message", ({ data }) => heard.push(data));
}

async function thingsKept(): Promise<Record<string, unknown>> {
  const stored = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("draft", 1);
    opening.onerror = () => reject(opening.error as Error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction("files").objectStore("files").get("main.ts");
      reading.onsuccess = () => resolve(reading.result);
    };
  });
  const cached = await (await (await caches.open("draft")).match("/draft"))?.text();
  const draft = localStorage.getItem("draft");
  const session = sessionStorage.getItem("draft");
  return { draft, session, stored, cached, heard: (window as any).heard };
}
