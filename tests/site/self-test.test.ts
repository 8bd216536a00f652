// How the self-test judges answers, how it runs to its end whatever happens, and what its report says.
import { expect, test } from "vitest";
import { chooseRuntime, type PageFacts } from "../../src/runtimes/choose-runtime.ts";
import { RuntimeError } from "../../src/runtimes/errors.ts";
import { CATALOGUE, type GroupWords } from "../../src/site/session/self-test/catalogue.ts";
import * as browser from "../../src/site/session/self-test/judge-browser.ts";
import * as container from "../../src/site/session/self-test/judge-container.ts";
import * as guest from "../../src/site/session/self-test/judge-guest.ts";
import * as node from "../../src/site/session/self-test/judge-node.ts";
import {
  type CheckState,
  type OpenGroup,
  passed,
  type Result,
  type Run,
} from "../../src/site/session/self-test/model.ts";
import { answersIn } from "../../src/site/session/self-test/node-programs.ts";
import { type ReportFacts, reportText, summary } from "../../src/site/session/self-test/report-text.ts";
import { idOf, NotRun, runChecks } from "../../src/site/session/self-test/run-checks.ts";
import { StepTimes } from "../../src/site/session/self-test/step-times.ts";
import { ABLE_PAGE } from "../able-page.ts";

const CHARS = 10;
const LARGE = { chars: CHARS, counted: { length: CHARS, last: "é" }, made: "xxxxxxxxxé", inMs: 1, outMs: 1 };
const GRAPH = { waitsAt: ["ask"], said: ["asked", "answered yes"], firstMs: 812.4 };
const choiceOn = (facts: Partial<PageFacts>) =>
  container.choice(chooseRuntime({ needs: ["process"], askedForNode: true }, { ...ABLE_PAGE, ...facts }));
const headers = (given: Record<string, string>, isolated = false) =>
  browser.headers((name) => given[name] ?? null, isolated);

const JUDGED: readonly (readonly [string, Result, Result["verdict"], string])[] = [
  ["a graph that did all", guest.graph(GRAPH), "passed", "first result after 812 ms"],
  ["a graph that did not wait", guest.graph({ ...GRAPH, waitsAt: [] }), "failed", "waited at []"],
  ["a thread that was lost", guest.graph({ ...GRAPH, said: [] }), "failed", "held []"],
  ["a context that held", guest.ownContext({ "after an await": true }), "passed", "kept after an await"],
  ["one that held but once", guest.ownContext({ a: true, b: false }), "failed", "lost b"],
  ["no answer about a context", guest.ownContext("?"), "failed", "?"],
  ["a large text", guest.largeText(LARGE), "passed", "in: 1.0 ms"],
  ["half a text in", guest.largeText({ ...LARGE, counted: { length: 5, last: "x" } }), "failed", "arrived"],
  ["other letters out", guest.largeText({ ...LARGE, made: "xxxxxxxxx?" }), "failed", "came back"],
  ["output and answer", guest.output({ asked: "a", answer: "answered", printed: "a" }), "passed", "both"],
  ["an answer that was printed", guest.output({ asked: "a", answer: "a", printed: "a" }), "failed", "the answer was a"],
  ["output that is cut", guest.output({ asked: "ab", answer: "answered", printed: "a" }), "failed", "printed: a"],
  ["a loop that was ended", guest.endlessLoop({ cameBack: false, told: "PortError", killMs: 3 }), "passed", "3.0 ms"],
  ["a loop that ended itself", guest.endlessLoop({ cameBack: true, told: "PortError", killMs: 3 }), "failed", ""],
  ["an end that nobody told", guest.endlessLoop({ cameBack: false, told: "it answered 1", killMs: 3 }), "failed", ""],
  ["a file of the other", guest.sharedFile("written by the first"), "passed", "same"],
  ["no file of the other", guest.sharedFile(undefined), "failed", "undefined"],
  ["a folder", guest.folder({ afterRestart: "still here", afterClear: [] }), "passed", "kept"],
  ["a folder that is lost", guest.folder({ afterRestart: null, afterClear: [] }), "failed", "null"],
  ["a folder that stays full", guest.folder({ afterRestart: "still here", afterClear: ["a"] }), "failed", '["a"]'],
  ["a request", guest.request({ status: 200, body: "you asked /self-test" }), "passed", "200"],
  ["a request that failed", guest.request({ status: 500, body: "" }), "failed", "500"],
  ["Node's context, kept", node.nativeContext({ a: true, b: true }), "finding", "kept a, b"],
  ["Node's context, lost", node.nativeContext({ a: false, b: true }), "finding", "lost a; kept b"],
  ["no answer about Node's context", node.nativeContext(null), "failed", "null"],
  [
    "which Node",
    node.node({ version: "v20.19.1", webcontainer: "1.5.0", v8: "11", platform: "linux", arch: "x64" }),
    "finding",
    "Node v20.19.1, process.versions.webcontainer 1.5.0",
  ],
  ["no Node", node.node("?"), "failed", "?"],
  ["no hooks", node.moduleHooks("undefined"), "finding", "undefined"],
  [
    "an edited terminal",
    node.rawTerminal({ tty: true, refused: null }, { got: "ac\n" }),
    "finding",
    'received "ac\\n"',
  ],
  ["a server", node.server({ status: 200, body: "you asked /self-test" }), "passed", "200"],
  ["no server", node.server({ error: "ECONNREFUSED" }), "failed", "ECONNREFUSED"],
  ["alive, then not", node.alive({ before: "alive", after: "ESRCH" }), "passed", "alive"],
  ["dead while alive", node.alive({ before: "ESRCH", after: "ESRCH" }), "failed", "while it lived: ESRCH"],
  ["alive while dead", node.alive({ before: "alive", after: "alive" }), "failed", "killed: alive"],
  ["may not ask", node.alive({ before: "EPERM", after: "EPERM" }), "failed", "EPERM"],
  ["an exit code", node.kill({ code: 143, killMs: 25 }), "passed", "exit code 143 after 25 ms"],
  ["isolated", browser.isolation({ isolated: true, topLevel: true }), "passed", ""],
  ["not isolated", browser.isolation({ isolated: false, topLevel: true }), "failed", "it is not"],
  ["embedded", browser.isolation({ isolated: false, topLevel: false }), "failed", "inside another page"],
  [
    "both headers",
    headers({ "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" }),
    "passed",
    "Cross-Origin-Opener-Policy: same-origin",
  ],
  ["one header", headers({ "Cross-Origin-Opener-Policy": "same-origin" }), "failed", "Embedder-Policy: not there"],
  ["headers of a service worker", headers({}, true), "finding", "Opener-Policy: not there"],
  ["a quota", browser.quota({ quota: 2_000_000_000, usage: 5_000 }), "finding", "5 kB of 2000.0 MB"],
  ["no quota", browser.quota({}), "untold", "does not say"],
  ["no memory told", browser.machine({ cores: 8, memoryGb: undefined }), "untold", "8 cores; memory: not told"],
  ["memory told", browser.machine({ cores: 8, memoryGb: 8 }), "finding", "8 GB"],
  ["something kept", browser.kept("a", "a", "It does."), "passed", "it works"],
  ["something else", browser.kept("a", "b", "It does."), "failed", "expected a, got b"],
  ["a page for a container", choiceOn({}), "passed", "it would"],
  ["a phone", choiceOn({ phoneOrTablet: true }), "finding", "it would not: this is a phone"],
  ["no headers", choiceOn({ isolated: false }), "failed", "not cross-origin isolated"],
];

test.each(JUDGED)("judged: %s", (_case, result, verdict, measured) => {
  expect(result.verdict).toBe(verdict);
  expect(result.measured).toContain(measured);
  expect(result.means).toMatch(/^[A-Z].*\.$/s);
});

test("a boot that failed gives its code, its cause and what to do, and how far it came", () => {
  const times = new StepTimes(clock([0, 100, 25_100]));
  times.begin("opening the frame");
  times.begin("connecting");
  const error = new RuntimeError("CONTAINER_TIMEOUT", "it got no further than “connecting”. Try again");
  expect(container.notBooted(error, times.end())).toEqual({
    verdict: "failed",
    measured: "CONTAINER_TIMEOUT; 25.1 s in all: opening the frame 100 ms, connecting 25.0 s",
    means: "It got no further than “connecting”. Try again.",
  });
});

test("answers are found among whatever else a terminal carries, when they have come whole", () => {
  const output =
    'echo\r\n@@self-test {"a":1} @@\r\n\u001b[1mwarning\u001b[0m\r\n@@self-test "b" @@\r\n@@self-test {"c"';
  expect(answersIn(output)).toEqual([{ a: 1 }, "b"]);
});

const GROUPS: readonly GroupWords[] = [
  {
    id: "browser",
    title: "This browser",
    about: "",
    checks: [
      { name: "one", asks: "One?" },
      { name: "two", asks: "Two?" },
    ],
  },
  { id: "container", title: "The container", about: "", checks: [{ name: "three", asks: "Three?" }] },
];
const RIGHT = passed("right", "All is well.");

interface Ran {
  readonly states: ReadonlyMap<string, CheckState>;
  readonly closed: readonly string[];
}

async function ran(runs: Record<string, Run>, options: { signal?: AbortSignal; checkMs?: number } = {}): Promise<Ran> {
  const states = new Map<string, CheckState>();
  const closed: string[] = [];
  const signal = options.signal ?? new AbortController().signal;
  await runChecks({
    groups: GROUPS,
    signal,
    ...options,
    open: async (group): Promise<OpenGroup> => ({
      runs,
      [Symbol.asyncDispose]: async () => void closed.push(group),
    }),
    changed: (id, state) => states.set(id, state),
  });
  return { states, closed };
}

const resultOf = ({ states }: Ran, id: string): Result | undefined => {
  const state = states.get(id);
  return state?.phase === "done" ? state.result : undefined;
};

test("a check that throws has failed, one that needs it was not run, and all others are", async () => {
  const run = await ran({
    one: () => Promise.reject(new Error("broken")),
    two: () => Promise.reject(new NotRun("One is missing.")),
    three: async () => RIGHT,
  });
  expect(resultOf(run, "browser/one")).toMatchObject({ verdict: "failed", measured: "broken" });
  expect(resultOf(run, "browser/two")).toEqual({ verdict: "untold", measured: "not run", means: "One is missing." });
  expect(resultOf(run, "container/three")).toEqual(RIGHT);
  expect(run.closed).toEqual(["browser", "container"]);
});

test("what a runtime could not do is told by its code, and in its own words", async () => {
  const missing = new RuntimeError("ASSET_MISSING", "could not load a.js: check the connection and try again");
  const run = await ran({ one: () => Promise.reject(missing), two: async () => RIGHT, three: async () => RIGHT });
  expect(resultOf(run, "browser/one")).toEqual({
    verdict: "failed",
    measured: "ASSET_MISSING",
    means: "Could not load a.js: check the connection and try again.",
  });
});

test("a check that nobody knows how to do has failed", async () => {
  const run = await ran({ one: async () => RIGHT, three: async () => RIGHT });
  expect(resultOf(run, "browser/two")).toMatchObject({
    verdict: "failed",
    measured: "nobody knows how to do browser/two",
  });
});

test("a check that never ends is given up on, and the rest is run", async () => {
  const never: Run = () => new Promise(() => {});
  const run = await ran({ one: never, two: async () => RIGHT, three: async () => RIGHT }, { checkMs: 20 });
  expect(resultOf(run, "browser/one")).toMatchObject({ verdict: "failed", measured: "no answer within 0.0 s" });
  expect(resultOf(run, "browser/two")).toEqual(RIGHT);
});

test("stopping ends the check that runs and leaves out the rest, and what was open is closed", async () => {
  const stop = new AbortController();
  let afterwards = 0;
  const run = await ran(
    {
      one: async () => RIGHT,
      two: () => {
        stop.abort();
        return new Promise(() => {});
      },
      three: async () => {
        afterwards++;
        return RIGHT;
      },
    },
    { signal: stop.signal },
  );
  expect(resultOf(run, "browser/one")).toEqual(RIGHT);
  for (const id of ["browser/two", "container/three"])
    expect(resultOf(run, id)).toMatchObject({ verdict: "untold", measured: "stopped" });
  expect(afterwards).toBe(0);
  expect(run.closed).toContain("browser");
});

const done = (result: Result, ms: number): CheckState => ({ phase: "done", result, ms });
const FACTS: ReportFacts = {
  groups: GROUPS,
  states: new Map([
    ["browser/one", done(RIGHT, 12)],
    ["container/three", done({ verdict: "finding", measured: "lost", means: "So it is." }, 3)],
  ]),
  standIn: true,
  versions: { forkpoint: "0.4.0", "@webcontainer/api": "1.6.4" },
  date: "2026-11-21T12:00:00.000Z",
  userAgent: "A Browser/1",
  totalMs: 4_321,
};

test("the report says in its first line that the host was a stand-in, and holds every check", () => {
  expect(reportText(FACTS)).toBe(
    [
      "The container's host was a stand-in for WebContainers, not the real host.",
      "Forkpoint self-test",
      "Date: 2026-11-21T12:00:00.000Z",
      "Browser: A Browser/1",
      "Host of the container: a stand-in for WebContainers, not the real host",
      "Versions: forkpoint 0.4.0, @webcontainer/api 1.6.4",
      "Result: 1 passed, 1 finding, 1 not run, in 4.3 s",
      "",
      "This browser",
      "[passed] browser/one: One? (12 ms)",
      "    right",
      "    All is well.",
      "[not run] browser/two: Two?",
      "",
      "The container",
      "[finding] container/three: Three? (3.0 ms)",
      "    lost",
      "    So it is.",
      "",
    ].join("\n"),
  );
});

test.each([
  [false, "Host of the container: stackblitz.com"],
  [null, "Host of the container: no container was started"],
])("the report of a run whose host was a stand-in: %s", (standIn, line) => {
  const text = reportText({ ...FACTS, standIn });
  expect(text.split("\n")[0]).toBe("Forkpoint self-test");
  expect(text).toContain(line);
  expect(text).not.toContain("stand-in");
});

test("the summary counts each kind", () => {
  expect(summary({ groups: GROUPS, states: new Map() })).toBe("3 not run");
});

test("no two checks have one id", () => {
  const ids = CATALOGUE.flatMap(({ id, checks }) => checks.map(({ name }) => idOf(id, name)));
  expect(new Set(ids).size).toBe(ids.length);
});

/** Gives these times, one after another. */
function clock(times: number[]): () => number {
  return () => times.shift()!;
}
