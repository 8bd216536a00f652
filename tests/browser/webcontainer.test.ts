// The WebContainer runtime in Chromium, over the unmodified client, against the stand-in for its host: what is verified here
// is our side and the client's. The real host is another program.
import { explainVerdict } from "@forkpoint/conformance";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { launch, type Browser, type Tab } from "../browsers.ts";
import { differences, type Observed } from "../scenarios/compare.ts";
import { compileScenarios } from "../scenarios/compile-scenarios.node.ts";
import { observeInNode } from "../scenarios/observe-in-node.node.ts";
import { startStandIn, type StandIn, type StandInFaults } from "../webcontainer-stand-in/stand-in.ts";
import { startContainerHarness, type ContainerHarness, type PageOptions } from "./webcontainer-harness.ts";

/** What the relay has a part in; all else is the same code as in the page. */
const THROUGH_THE_RELAY = [
  "job/graph",
  "restart/keeps-what-was-stored",
  "kill/tells-who-waits",
  "crash/process-exit",
  "abort/during",
  "folder/cleared",
  "process/killed-mid-run",
];

const FRAME = "opening the container's frame";
const HOST = "connecting to the container's host";
const BOOT = "starting the container";
const FILL = "copying LangGraph.js into it";
const NODE = "starting Node";
const AGAIN = "trying once more, in a fresh frame";

const WELL = {
  steps: [FRAME, HOST, BOOT, FILL, NODE],
  trouble: null,
  isolation: "a stand-in for WebContainers",
  frames: 1,
};

let server: ContainerHarness;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startContainerHarness(), launch("chromium")]);
});
afterAll(() => Promise.all([server[Symbol.asyncDispose](), browser.close()]));

interface Place extends AsyncDisposable {
  readonly standIn: StandIn;
  readonly tab: Tab;
}

async function openPlace(faults: StandInFaults = {}, page: PageOptions = {}): Promise<Place> {
  const [standIn, tab] = await Promise.all([startStandIn({ faults }), browser.newTab()]);
  await tab.goto(server.url(standIn.origin, page));
  await tab.waitFor(() => "containers" in window);
  return {
    standIn,
    tab,
    async [Symbol.asyncDispose]() {
      await tab.close();
      await standIn[Symbol.asyncDispose]();
    },
  };
}

const nothingIsLeft = (standIn: StandIn) =>
  vi.waitFor(() => expect([standIn.containers, standIn.processes]).toEqual([0, 0]), 10_000);

describe.concurrent("against the stand-in", () => {
  test("it keeps the contract, asked by the page, and leaves nothing behind", async () => {
    await using place = await openPlace();
    const results = await place.tab.evaluate(() => window.containers.inPage());
    expect(failures(results)).toEqual([]);
    await nothingIsLeft(place.standIn);
  });

  test("it keeps the contract, asked by a judge worker", async () => {
    await using place = await openPlace();
    const { results, isolation } = await place.tab.evaluate(
      (ids: string[]) => window.containers.inJudge(ids),
      THROUGH_THE_RELAY,
    );
    expect(results.length).toBe(THROUGH_THE_RELAY.length);
    expect(failures(results)).toEqual([]);
    expect(isolation).toBe("a stand-in for WebContainers");
  });

  test("where AsyncLocalStorage is lost after an await, every scenario sees the same as in Node", async () => {
    await using place = await openPlace({ asyncContextLost: true });
    const [truth, seen] = await Promise.all([
      observeInNode("run-native"),
      place.tab.evaluate(({ job }) => window.containers.runJob(job), { job: compileScenarios() }),
    ]);
    expect(Object.keys(seen as Observed).length).toBeGreaterThanOrEqual(100);
    expect(differences(truth, seen as Observed)).toEqual([]);
  });

  test("an older Node without hooks for modules runs a graph and a server", async () => {
    await using place = await openPlace({ olderNode: true });
    const ids = ["job/graph", "process/http"];
    const results = await place.tab.evaluate((wanted: string[]) => window.containers.inPage(wanted), ids);
    expect(results.length).toBe(ids.length);
    expect(failures(results)).toEqual([]);
  });

  test("what a process said before its end is heard, although its output arrives after its exit", async () => {
    await using place = await openPlace({ lateOutputMs: 150 });
    const ids = ["crash/process-exit", "job/graph"];
    const results = await place.tab.evaluate((wanted: string[]) => window.containers.inPage(wanted), ids);
    expect(results.length).toBe(ids.length);
    expect(failures(results)).toEqual([]);
  });

  test("what a program writes to its terminal changes nothing", async () => {
    await using place = await openPlace();
    const value = await place.tab.evaluate(
      (text: string) => window.containers.runWithFolder({ "main.ts": text }),
      NOISY,
    );
    expect(value).toEqual({ frames: 4, megabytes: 5, error: "none", after: "intact".repeat(1000) });
  });
});

describe.concurrent("a boot that fails", () => {
  const twice = (...steps: string[]) => [...steps, AGAIN, ...steps];
  /** How long a boot may take that is to fail by its time, and one that is not. */
  const [SHORT_MS, LONG_MS] = [4_000, 30_000];
  const cases: Record<string, [StandInFaults, { code: string; message: RegExp; steps: string[] }]> = {
    "a host that never answers": [
      { boot: "never-answers" },
      {
        code: "CONTAINER_TIMEOUT",
        message:
          /no further than “connecting to the container's host” within 4 s\. Let its host through network filters/,
        steps: twice(FRAME, HOST),
      },
    ],
    "a host that is not there": [
      { boot: "not-found" },
      {
        code: "CONTAINER_TIMEOUT",
        message: /no further than “connecting to the container's host”/,
        steps: twice(FRAME, HOST),
      },
    ],
    "a host that the browser refuses": [
      { hostWithoutHeaders: true },
      {
        code: "CONTAINER_TIMEOUT",
        message: /no further than “connecting to the container's host”/,
        steps: twice(FRAME, HOST),
      },
    ],
    "a host that is slow": [
      { slowBootMs: 20_000 },
      {
        code: "CONTAINER_TIMEOUT",
        message: /no further than “starting the container” within 4 s\. On a slow line/,
        steps: twice(FRAME, HOST, BOOT),
      },
    ],
    "too little memory for the container": [
      { boot: "out-of-memory" },
      { code: "CONTAINER_MEMORY", message: /close other tabs, then try again$/, steps: [FRAME, HOST, BOOT] },
    ],
    "too little memory for a process": [
      { processOutOfMemory: true },
      { code: "CONTAINER_MEMORY", message: /close other tabs, then try again$/, steps: WELL.steps },
    ],
    "a container that is refused": [
      { buildError: "not today" },
      {
        code: "CONTAINER_FAILED",
        message: /failed while “starting the container”: not today\. Try again; if that does not help, reload/,
        steps: twice(FRAME, HOST, BOOT),
      },
    ],
    "a Node that does not start": [
      { spawnError: "no node here" },
      { code: "CONTAINER_FAILED", message: /failed while “starting Node”: no node here/, steps: twice(...WELL.steps) },
    ],
  };

  test.each(Object.entries(cases))("%s is told as what it is, and tried again it boots", async (_, [faults, told]) => {
    await using place = await openPlace(faults);
    const ms = told.code === "CONTAINER_TIMEOUT" ? SHORT_MS : LONG_MS;
    const failed = await place.tab.evaluate((bootMs: number) => window.containers.boot(bootMs), ms);
    expect(failed).toMatchObject({ steps: told.steps, trouble: { code: told.code }, frames: 0 });
    expect(failed.trouble!.message).toMatch(told.message);
    await nothingIsLeft(place.standIn);
    place.standIn.faults = {};
    expect(await place.tab.evaluate((bootMs: number) => window.containers.boot(bootMs), LONG_MS)).toEqual(WELL);
  });

  test("a page that is not isolated loads nothing", async () => {
    await using place = await openPlace({}, { isolated: false });
    const failed = await place.tab.evaluate(() => window.containers.boot(1_500));
    expect(failed).toMatchObject({ steps: [], trouble: { code: "CONTAINER_NOT_ISOLATED" }, frames: 0 });
    expect(place.tab.requests.filter((url) => url.includes("/container.html"))).toEqual([]);
    expect(place.standIn.calls).toEqual([]);
  });

  test("what it is filled with can be missing", async () => {
    await using place = await openPlace({}, { snapshot: "/nowhere.bin" });
    const failed = await place.tab.evaluate(() => window.containers.boot(30_000));
    expect(failed).toMatchObject({
      steps: [FRAME, HOST, BOOT, FILL],
      trouble: {
        code: "ASSET_MISSING",
        message: "could not load /nowhere.bin (status 404): check the connection and try again",
      },
      frames: 0,
    });
  });

  test("a browser that goes offline is not waited for", async () => {
    await using place = await openPlace({ boot: "never-answers" });
    const failed = await place.tab.evaluate(() => window.containers.goOffline());
    expect(failed).toMatchObject({ steps: [FRAME, HOST], trouble: { code: "CONTAINER_OFFLINE" }, frames: 0 });
  });
});

describe.concurrent("a container", () => {
  test("goes with everything in it when it is disposed of, also while it boots", async () => {
    await using place = await openPlace();
    expect(await place.tab.evaluate(() => window.containers.dispose())).toMatchObject({
      during: { trouble: { code: "RUNTIME_CLOSED" }, frames: 0 },
      frames: 0,
    });
    await nothingIsLeft(place.standIn);
  });

  test("is the only one in its page", async () => {
    await using place = await openPlace();
    const message = "this page has a container already, and there is never more than one: dispose of that one first";
    expect(await place.tab.evaluate(() => window.containers.second())).toEqual([
      { code: "CONTAINER_FAILED", message },
      "started",
      "started",
    ]);
  });

  test("whose connection is dropped is noticed, and the next guest has a new one", async () => {
    await using place = await openPlace();
    const lost = place.tab.evaluate(() => window.containers.loseConnection());
    await place.tab.waitFor(() => document.documentElement.hasAttribute("data-waits"));
    place.standIn.dropConnections();
    expect(await lost).toEqual({
      call: "PORT_CLOSED",
      ended: {
        ended: "crashed",
        message: "the container is lost: the connection to the stand-in was lost",
      },
      next: 1,
      frames: 1,
    });
  });

  test("that goes without a word is noticed, and the next guest has a new one", async () => {
    await using place = await openPlace();
    expect(await place.tab.evaluate(() => window.containers.loseSilently())).toEqual({
      call: "PORT_CLOSED",
      ended: { ended: "crashed", message: "the container stopped answering" },
      next: 1,
      frames: 1,
    });
  });

  test("is filled from a buffer of its own frame only", async () => {
    await using place = await openPlace();
    expect(await place.tab.evaluate(() => window.containers.ownBuffers())).toEqual([
      "the buffer itself",
      "TypeError: only an ArrayBuffer of this frame can be mounted: fetch it here, or copy it",
    ]);
  });
});

/** Forged frames, half a line that a true one follows, and a lot of both. */
const NOISY = `
import { appendFile } from "node:fs/promises";
const say = (text: string) => appendFile("/dev/tty", text);
export async function run() {
  const mark = "00000000-0000-4000-8000-000000000000";
  const forged = ['{"started":true}', "#" + mark + ">.{}", "#" + mark + ">+[", "#>.{}"];
  let error = "none";
  try {
    for (const line of forged) await say(line + "\\n");
    for (let megabyte = 0; megabyte < 5; megabyte++) await say(("x".repeat(999) + "\\n").repeat(1000));
    await say("half a line");
  } catch (thrown) {
    error = String(thrown);
  }
  return { frames: forged.length, megabytes: 5, error, after: "intact".repeat(1000) };
}
`;

function failures(results: readonly { id: string; verdict: any }[]): string[] {
  expect(results.length).toBeGreaterThan(0);
  return results
    .filter(({ verdict }) => verdict.status !== "passed")
    .map(({ id, verdict }) => `${id}: ${explainVerdict(verdict)}`);
}
