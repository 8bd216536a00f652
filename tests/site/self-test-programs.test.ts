// The programs of the self-test, run where their answers are known: by real Node and by the Node runtime.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { NodeRuntime } from "../../src/runtimes/node/node-runtime.node.ts";
import { folderChecks, guestChecks } from "../../src/site/session/self-test/guest-checks.ts";
import type { Result, Run } from "../../src/site/session/self-test/model.ts";
import { nodeChecks, type StartNode } from "../../src/site/session/self-test/node-checks.ts";

const manifest = readFileSync(path.resolve(import.meta.dirname, "../../.build/vendor/manifest.json"), "utf8");
const kernel = JSON.parse(manifest) as { exports: Record<string, string[]>; pins: Record<string, string> };
const signal = new AbortController().signal;
const outcome = (run: Run): Promise<Result> => run(signal, () => {});

describe("in a guest", () => {
  const runtime = new NodeRuntime({ spares: 1 });
  afterAll(() => runtime[Symbol.asyncDispose]());
  const home = () => ({ runtime, kernel });

  test.each(Object.entries({ ...guestChecks(home), ...folderChecks(home) }))("%s passes", async (_name, run) => {
    expect(await outcome(run)).toMatchObject({ verdict: "passed" });
  });
});

/** Node itself, without a terminal. */
const startNode: StartNode = async (args) => {
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"] });
  return {
    onOutput(listener) {
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", listener);
    },
    write: (text) => void child.stdin.write(text),
    exit: new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 143))),
    kill: () => void child.kill(),
  };
};

/** A Node in which a store is gone after an await, as it is reported of WebContainers, but for its own timers. */
const LOSES_CONTEXT = `
import { AsyncLocalStorage } from "node:async_hooks";
let current;
AsyncLocalStorage.prototype.getStore = () => current;
AsyncLocalStorage.prototype.run = (store, act) => {
  const before = current;
  current = store;
  try { return act(); } finally { current = before; }
};`;
const startLosingNode: StartNode = (args, given) =>
  startNode(["--import", `data:text/javascript,${encodeURIComponent(LOSES_CONTEXT)}`, ...args], given);

describe("by Node itself", () => {
  const checks = nodeChecks(() => startNode);

  test("it says which one it is", async () => {
    const { verdict, measured } = await outcome(checks.node);
    expect(verdict).toBe("finding");
    expect(measured).toContain(`Node ${process.version}, no process.versions.webcontainer`);
  });

  test("its AsyncLocalStorage is found to be kept, and one that loses its store to be lost", async () => {
    const kept = await outcome(checks["native-context"]);
    expect(kept.verdict).toBe("finding");
    expect(kept.measured).toMatch(/^kept after an await, after a timer, in a timer, .* in a catch$/);
    const lost = await outcome(nodeChecks(() => startLosingNode)["native-context"]);
    expect(lost.verdict).toBe("finding");
    expect(lost.measured).toMatch(/^lost after an await, after a timer, .*; kept nowhere$/);
  });

  test("its hooks for modules are found", async () => {
    expect((await outcome(checks["module-hooks"])).measured).toBe("typeof module.registerHooks is function");
  });

  test("without a terminal, that is what is found", async () => {
    const { verdict, measured } = await outcome(checks["raw-terminal"]);
    expect(verdict).toBe("finding");
    expect(measured).toMatch(/^no terminal; setRawMode: .*; typed "ab\\u007fc\\r", received "ab\\u007fc\\r"$/);
  });

  test.each(["server", "alive"] as const)("%s passes", async (name) => {
    expect(await outcome(checks[name])).toMatchObject({ verdict: "passed" });
  });

  test("the code of a killed process is told", async () => {
    expect((await outcome(checks.kill)).measured).toMatch(/^exit code 143 after /);
  });

  test("a program that ends without a word is told with what it printed", async () => {
    const startBroken: StartNode = (_args, given) => startNode(["--eval", "console.error('no such thing')"], given);
    const broken = nodeChecks(() => startBroken, 50);
    await expect(outcome(broken.node)).rejects.toThrow("the program ended with code 0 and said: no such thing");
  });
});
