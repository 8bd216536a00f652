// The script of a page that can have a container. What it offers to tests is on `window.containers`.
import { runTests, type TestResult } from "@forkpoint/conformance";
import type { LibraryExports } from "../../src/compile/compiled.ts";
import { ContainerHost, type ContainerHostOptions } from "../../src/runtimes/webcontainer/container-host.ts";
import { requireOwnBuffer } from "../../src/runtimes/webcontainer/own-buffer.ts";
import { WebContainerRuntime } from "../../src/runtimes/webcontainer/webcontainer-runtime.ts";
import type { RuntimeError } from "../../src/runtimes/errors.ts";
import { BOOT_STEPS } from "../../src/runtimes/webcontainer/protocol.ts";
import type { Files } from "../../src/course/model.ts";
import type { Job } from "../../src/runtimes/runtime.ts";
import { serveRelay } from "../../src/runtimes/worker/serve-relay.ts";
import { nodeContract } from "../runtimes/contract.ts";
import { contractHost, OUTPUT_BYTES, portErrorCode } from "../runtimes/fixture.ts";

const never = new AbortController().signal;

const options = (more: Partial<ContainerHostOptions> = {}): ContainerHostOptions => ({
  frameUrl: `/container.html${location.search}`,
  ...more,
});

async function kernelExports(): Promise<LibraryExports> {
  return ((await (await fetch("/vendor/manifest.json")).json()) as { exports: LibraryExports }).exports;
}

/** The contract, asked by the page. */
async function inPage(ids?: readonly string[]): Promise<TestResult[]> {
  await using runtime = new WebContainerRuntime(options());
  const tests = nodeContract.filter(({ id }) => !ids || ids.includes(id));
  const host = contractHost(runtime, await kernelExports());
  return await runTests(tests, host, { seed: "contract", testMs: 30_000, signal: never });
}

/** The same through the relay. */
async function inJudge(ids: readonly string[]): Promise<{ results: TestResult[]; isolation: string }> {
  await using host = new ContainerHost(options());
  const judge = new Worker("/webcontainer-judge.js", { type: "module" });
  const relay = new MessageChannel();
  const stop = serveRelay(relay.port1, host);
  try {
    return await new Promise((resolve, reject) => {
      judge.onmessage = ({ data }: MessageEvent<{ result?: any; error?: string }>) =>
        data.error === undefined ? resolve(data.result) : reject(new Error(data.error));
      judge.onerror = (event) => reject(new Error(event.message));
      judge.postMessage(ids, [relay.port2]);
    });
  } finally {
    stop();
    judge.terminate();
  }
}

export interface Booted {
  readonly steps: readonly string[];
  /** Null when it came. */
  readonly trouble: { readonly code: string; readonly message: string } | null;
  readonly isolation: string;
  readonly frames: number;
}

/** The host of the tests that boot by themselves. */
let host: ContainerHost | undefined;
let bootMs = 0;

/** Again on the same host, if there is one: each attempt may have another time. */
async function boot(ms: number, during: (steps: readonly string[]) => void = () => {}): Promise<Booted> {
  bootMs = ms;
  host ??= new ContainerHost({
    frameUrl: options().frameUrl,
    get bootMs() {
      return bootMs;
    },
  });
  const steps: string[] = [];
  const started = host.start(never, (step) => {
    steps.push(step);
    during(steps);
  });
  const trouble = await troubleOf(started);
  return { steps, trouble, isolation: host.isolation, frames: frames() };
}

async function troubleOf(promise: Promise<unknown>): Promise<Booted["trouble"]> {
  try {
    await promise;
    return null;
  } catch (error) {
    const { code, message } = error as RuntimeError;
    return { code, message };
  }
}

const frames = (): number => document.querySelectorAll("iframe").length;

/** The browser goes offline in the middle of it. */
function goOffline(): Promise<Booted> {
  return boot(20_000, (steps) => {
    if (steps.at(-1) === BOOT_STEPS.host) dispatchEvent(new Event("offline"));
  });
}

/** Disposed of in the middle of it, and when it is there. */
async function dispose(): Promise<{ during: Booted; frames: number }> {
  const during = await boot(20_000, (steps) => {
    if (steps.at(-1) === BOOT_STEPS.host) void host![Symbol.asyncDispose]();
  });
  host = undefined;
  await boot(20_000);
  await host![Symbol.asyncDispose]();
  host = undefined;
  return { during, frames: frames() };
}

/** A second host while the first has a container, and when it has none any more. */
async function second(): Promise<(Booted["trouble"] | "started")[]> {
  await using first = new ContainerHost(options());
  await first.start(never);
  await using other = new ContainerHost(options());
  const refused = await troubleOf(other.start(never));
  const isFirstFine = await troubleOf(first.start(never));
  await first[Symbol.asyncDispose]();
  const afterwards = await troubleOf(other.start(never));
  return [refused, isFirstFine ?? "started", afterwards ?? "started"];
}

/** A call is waiting when the container is lost: by word of its host, or without one. Then the next guest. */
async function lose(silentMs: number): Promise<{ call: string; ended: unknown; next: unknown; frames: number }> {
  await using runtime = new WebContainerRuntime(options({ silentMs }));
  const text = "export const wait = () => new Promise(() => {}); export const ok = () => 1;";
  await using guest = await runtime.open(jobOf(text), never);
  const waiting = portErrorCode(((await guest.root.module("main.ts")) as any).wait());
  dispatchEvent(new Event("waiting"));
  const { ended } = guest;
  const call = await waiting;
  await guest.replace(never);
  const next: unknown = await ((await guest.root.module("main.ts")) as any).ok();
  return { call, ended: await ended, next, frames: frames() };
}

/** The frame is taken away, as when its process is lost: nobody says a word. */
function loseSilently() {
  addEventListener("waiting", () => document.querySelector("iframe")!.remove(), { once: true });
  return lose(300);
}

/** The page says when it is the test's turn to drop the connection. */
function loseConnection() {
  addEventListener("waiting", () => document.documentElement.setAttribute("data-waits", ""), { once: true });
  return lose(10_000);
}

/** What `run` of main.ts resolves with, in a job with a folder. */
async function runWithFolder(files: Files): Promise<unknown> {
  await using runtime = new WebContainerRuntime(options());
  const fixture = contractHost(runtime, await kernelExports());
  const { openWithFolder } = await fixture.fresh(never);
  const { main } = await openWithFolder(files);
  const value: unknown = await (await main()).run();
  await fixture.end("finished");
  return value;
}

async function runJob(job: Job): Promise<unknown> {
  await using runtime = new WebContainerRuntime(options());
  await using guest = await runtime.open(job, never);
  return await ((await guest.root.module("main.ts")) as any).run();
}

function jobOf(text: string): Job {
  const modules = [{ path: "main.ts", parts: [text] }];
  return { modules, libraries: {}, outputBytes: OUTPUT_BYTES, needs: [] };
}

/** Buffers of this page and of another frame of the same origin. */
function ownBuffers(): string[] {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const other = new (frame.contentWindow as unknown as typeof globalThis).ArrayBuffer(8);
  const seen = [new ArrayBuffer(8), other].map((buffer) => {
    try {
      return requireOwnBuffer(buffer) === buffer ? "the buffer itself" : "another";
    } catch (error) {
      return String(error);
    }
  });
  frame.remove();
  return seen;
}

const harness = {
  inPage,
  inJudge,
  boot: (ms: number) => boot(ms),
  goOffline,
  dispose,
  second,
  loseSilently,
  loseConnection,
  runWithFolder,
  runJob,
  ownBuffers,
  contractIds: nodeContract.map(({ id }) => id),
};

declare global {
  interface Window {
    containers: typeof harness;
  }
}

window.containers = harness;
