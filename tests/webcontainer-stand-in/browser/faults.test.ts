// Each fault that a test can switch on, as the unmodified client shows it.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { launch, type Browser, type Tab } from "../../browsers.ts";
import { startStandIn, type StandIn, type StandInFaults } from "../stand-in.ts";
import type {} from "./embedder-page.ts";
import { openEmbedder, openWithContainer, serveEmbedder, type Embedder } from "./embedder.ts";

let standIn: StandIn;
let embedder: Embedder;
let browser: Browser;
/** A container that was made without faults, for those that concern its programs. */
let shared: Tab;
beforeAll(async () => {
  [standIn, browser] = await Promise.all([startStandIn(), launch("chromium")]);
  embedder = await serveEmbedder(standIn.origin);
  shared = await openContainer();
});
afterAll(async () => {
  await browser.close();
  await Promise.all([standIn[Symbol.asyncDispose](), embedder[Symbol.asyncDispose]()]);
});
afterEach(() => {
  standIn.faults = {};
});

const openPage = (url = embedder.url()): Promise<Tab> => openEmbedder(browser, url);
const openContainer = (url = embedder.url()): Promise<Tab> => openWithContainer(browser, url);

const builds = () => standIn.calls.filter(({ method }) => method === "build").length;
const whyBootFails = () => page.why(page.WebContainer.boot());

/**
 * That something never comes is seen thus: the page of the host has loaded, and another host's, loaded after it in the
 * same process, has already greeted the page.
 */
async function expectNoAnswer(tab: Tab): Promise<void> {
  const before = builds();
  await tab.evaluate(async () => {
    const loaded = page.aFrameHasLoaded();
    Object.assign(globalThis, { booting: page.WebContainer.boot() });
    await loaded;
  });
  await using other = await startStandIn();
  const seen = await tab.evaluate(async (url: string) => {
    await page.openHost(url);
    const { booting } = globalThis as unknown as { booting: Promise<unknown> };
    return { first: await page.state(booting), second: await page.state(page.WebContainer.boot()), said: page.said };
  }, `${other.origin}/headless?version=1.6.4`);
  expect(seen).toEqual({ first: "pending", second: "pending", said: [{ type: "init" }] });
  expect(builds()).toBe(before);
}

test.each<StandInFaults>([{ boot: "never-answers" }, { boot: "not-found" }, { hostWithoutHeaders: true }])(
  "%j: boot stays pending for ever, and so does a second one",
  async (faults) => {
    standIn.faults = faults;
    await using tab = await openPage();
    await expectNoAnswer(tab);
  },
);

test("a page without isolation is refused in the browser's words about shared memory", async () => {
  await using tab = await openPage(embedder.url({ isolated: false }));
  expect(await tab.evaluate(whyBootFails)).toBe(
    "Failed to execute 'postMessage' on 'Worker': SharedArrayBuffer transfer requires self.crossOriginIsolated.",
  );
});

test.each<[StandInFaults, string]>([
  [{ buildError: "Unable to create more instances" }, "Unable to create more instances"],
  [{ boot: "out-of-memory" }, "WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance"],
])("%j: boot rejects, and works in the same page when the fault is over", async (faults, message) => {
  standIn.faults = faults;
  await using tab = await openPage();
  expect(await tab.evaluate(whyBootFails)).toBe(message);
  standIn.faults = {};
  expect(await tab.evaluate(whyBootFails)).toBe("it did not reject");
});

test("slowBootMs: boot is still pending when another page, without the fault, has booted", async () => {
  const before = builds();
  standIn.faults = { slowBootMs: 600_000 };
  await using slow = await openPage();
  await slow.evaluate(() => void Object.assign(globalThis, { booting: page.WebContainer.boot() }));
  await expect.poll(() => builds()).toBe(before + 1);
  standIn.faults = { slowBootMs: 1 };
  await using tab = await openContainer();
  expect(await tab.evaluate(() => wc.fs.readdir("/"))).toEqual([]);
  const state = () => page.state((globalThis as unknown as { booting: Promise<unknown> }).booting);
  expect(await slow.evaluate(state)).toBe("pending");
});

test("spawnError: spawn rejects, and works when the fault is over", async () => {
  const spawn = () => page.why(wc.spawn("node", ["--version"]));
  standIn.faults = { spawnError: "no more processes" };
  expect(await shared.evaluate(spawn)).toBe("no more processes");
  standIn.faults = {};
  expect(await shared.evaluate(spawn)).toBe("it did not reject");
});

test("lateOutputMs: the exit code comes before the output, which still comes whole", async () => {
  standIn.faults = { lateOutputMs: 50 };
  const result = await shared.evaluate(async () => {
    await wc.fs.writeFile("says.mjs", `console.log("late"); process.exitCode = 5;`);
    const process = await wc.spawn("node", ["says.mjs"]);
    const order: string[] = [];
    const text = page.text(process).finally(() => order.push("output"));
    const code = await process.exit.finally(() => order.push("exit"));
    return { code, output: await text, order };
  });
  expect(result).toEqual({ code: 5, output: "late\r\n", order: ["exit", "output"] });
});

test("processOutOfMemory: a process says so and ends with 134", async () => {
  standIn.faults = { processOutOfMemory: true };
  const { code, output } = await shared.evaluate(() => page.run(wc, "console.log(1)"));
  expect(code).toBe(134);
  expect(output).toContain("JavaScript heap out of memory");
});

/** The program of the report, and what it is said to print. */
const REPORTED = `
  import { AsyncLocalStorage } from "node:async_hooks";
  const storage = new AsyncLocalStorage();
  storage.run("hello", () => {
    console.log("before:", storage.getStore());
    setTimeout(() => console.log("after:", storage.getStore()), 1);
  });
  storage.run("hello", async () => {
    console.log("async before:", storage.getStore());
    await new Promise((resolve) => setTimeout(resolve, 1));
    console.log("async after:", storage.getStore());
  });`;

test.each([
  [false, "hello"],
  [true, "undefined"],
])("asyncContextLost %j: after an await the store is %s; timers keep it", async (asyncContextLost, after) => {
  standIn.faults = { asyncContextLost };
  const run = (source: string) => page.run(wc, source, { env: { NO_COLOR: "1" } });
  const { output } = await shared.evaluate(run, REPORTED);
  expect(output.trim().split("\r\n").sort()).toEqual([
    "after: hello",
    `async after: ${after}`,
    "async before: hello",
    "before: hello",
  ]);
});

test.each([
  [false, "function"],
  [true, "undefined"],
])("olderNode %j: module.registerHooks is %s", async (olderNode, type) => {
  standIn.faults = { olderNode };
  const source = `
    import module, { registerHooks } from "node:module";
    console.log(typeof module.registerHooks, typeof registerHooks, process.version, process.versions.node);`;
  const { output } = await shared.evaluate((text: string) => page.run(wc, text), source);
  const version = olderNode ? "20.19.1" : process.versions.node;
  expect(output).toBe(`${type} ${type} v${version} ${version}\r\n`);
});

test("the page of the host warns of a client that it was not recorded against", async () => {
  await using tab = await openPage();
  const said = await tab.evaluate(async (origin: string) => {
    await page.openHost(`${origin}/headless?version=9.9.9`);
    return page.said;
  }, standIn.origin);
  const message = "the stand-in was not recorded against @webcontainer/api 9.9.9";
  expect(said).toEqual([{ type: "warning", level: "warn", message }, { type: "init" }]);
});

test("a page under another name cannot put the host into a frame", async () => {
  await using tab = await openPage(embedder.url().replace("localhost", "foreign.localhost"));
  const refused: string[] = [];
  tab.onConsole((text) => refused.push(text));
  await tab.evaluate(async () => {
    const loaded = page.aFrameHasLoaded();
    void page.WebContainer.boot();
    await loaded;
  });
  await expect.poll(() => refused.join()).toContain("frame-ancestors");
});

test("a dropped connection is an error event; nothing answers any more, and processes never say how they ended", async () => {
  await using crashing = await startStandIn();
  await using crashingEmbedder = await serveEmbedder(crashing.origin);
  await using tab = await openContainer(crashingEmbedder.url());
  await tab.evaluate(async () => {
    await wc.fs.writeFile("stays.mjs", `console.log("up"); setInterval(() => {}, 1000);`);
    const process = await wc.spawn("node", ["stays.mjs"]);
    await page.until(process, "up");
    const lost = new Promise<{ message: string }>((resolve) => wc.on("error", resolve));
    // Answered only after the listener was taken.
    await wc.fs.readdir("/");
    Object.assign(globalThis, { lost, exit: process.exit });
  });
  crashing.dropConnections();
  const after = await tab.evaluate(async () => {
    const { lost, exit } = globalThis as unknown as { lost: Promise<{ message: string }>; exit: Promise<number> };
    const { message } = await lost;
    return { message, call: await page.why(wc.fs.readdir("/")), exit: await page.state(exit) };
  });
  const message = "the connection to the stand-in was lost";
  expect(after).toEqual({ message, call: message, exit: "pending" });
  await expect.poll(() => [crashing.containers, crashing.processes]).toEqual([0, 0]);
});
