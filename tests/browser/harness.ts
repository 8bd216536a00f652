// The script of the harness page. What it offers to tests is on `window.forkpoint`; grading's tests add to it through the
// judge worker (harness-judge.ts).
import { runTests, type TestResult } from "@forkpoint/conformance";
import type { LibraryExports } from "../../src/compile/compiled.ts";
import { compile } from "../../src/compile/compile.ts";
import type { Files } from "../../src/course/model.ts";
import type { Job, TraceEvent } from "../../src/runtimes/runtime.ts";
import { FrameHost, type FrameHostOptions } from "../../src/runtimes/worker/frame-host.ts";
import { serveRelay } from "../../src/runtimes/worker/serve-relay.ts";
import { WorkerRuntime } from "../../src/runtimes/worker/worker-runtime.ts";
import { runtimeContract } from "../runtimes/contract.ts";
import { contractHost, OUTPUT_BYTES, portErrorCode } from "../runtimes/fixture.ts";
import type { JudgeRequest } from "./harness-judge.ts";

const never = new AbortController().signal;

export interface ProgramResult {
  /** What `run` of main.ts resolved with, or how it failed. */
  readonly value: unknown;
  readonly trace: readonly TraceEvent[];
}

async function frameOptions(): Promise<FrameHostOptions> {
  const url = document.documentElement.dataset.frame;
  const script = url ? "" : await (await fetch("/vendor/frame.js")).text();
  return {
    assets: { kernel: ["/vendor/kernel.js"], guest: "/vendor/guest.worker.js", wasm: "/vendor/sql-wasm.wasm" },
    frame: url ? { url } : { script },
  };
}

async function kernelExports(): Promise<LibraryExports> {
  return ((await (await fetch("/vendor/manifest.json")).json()) as { exports: LibraryExports }).exports;
}

let shared: WorkerRuntime | undefined;

/** The one runtime of this page, for tests that only want to run something. */
async function runtime(): Promise<WorkerRuntime> {
  shared ??= new WorkerRuntime(await frameOptions());
  await shared.start(never);
  return shared;
}

async function inPage(ids?: readonly string[]): Promise<TestResult[]> {
  await using fresh = new WorkerRuntime(await frameOptions());
  const tests = runtimeContract.filter(({ id }) => !ids || ids.includes(id));
  const host = contractHost(fresh, await kernelExports());
  return await runTests(tests, host, { seed: "contract", testMs: 30_000, signal: never });
}

/** The same through the relay: this page only opens and kills. */
async function inJudge(request: JudgeRequest): Promise<any> {
  await using host = new FrameHost(await frameOptions());
  const judge = new Worker("/harness-judge.js", { type: "module" });
  const relay = new MessageChannel();
  const stop = serveRelay(relay.port1, host);
  try {
    return await new Promise((resolve, reject) => {
      judge.onmessage = ({ data }: MessageEvent<{ result?: unknown; error?: string }>) =>
        data.error === undefined ? resolve(data.result) : reject(new Error(data.error));
      judge.onerror = (event) => reject(new Error(event.message));
      judge.postMessage(request, [relay.port2]);
    });
  } finally {
    stop();
    judge.terminate();
  }
}

/**
 * Takes the frame away under a guest, as the loss of its process would, and opens the next guest. Nothing tells the page of
 * such a loss: it must notice by itself.
 */
async function loseFrame(): Promise<{ call: string; ended: unknown; next: unknown; frames: number }> {
  const modules = [
    { path: "main.ts", parts: ["export const wait = () => new Promise(() => {}); export const ok = () => 1;"] },
  ];
  const job = { modules, libraries: {}, outputBytes: OUTPUT_BYTES, needs: [] };
  await using guest = await (await runtime()).open(job, never);
  const waiting = portErrorCode(((await guest.root.module("main.ts")) as any).wait());
  document.querySelector("iframe")!.remove();
  const { ended } = guest;
  const call = await waiting;
  await guest.replace(never);
  const next: unknown = await ((await guest.root.module("main.ts")) as any).ok();
  return { call, ended: await ended, next, frames: document.querySelectorAll("iframe").length };
}

/** Runs text as it stands, without the compiler: what is tested is the wall behind it. */
async function runRaw(text: string, limitMs = 5_000): Promise<ProgramResult> {
  const modules = [{ path: "main.ts", parts: [text] }];
  return run({ modules, libraries: {}, outputBytes: OUTPUT_BYTES, needs: [] }, limitMs);
}

async function runFiles(files: Files, limitMs = 5_000): Promise<ProgramResult> {
  const compiled = compile(files, Object.keys(files), {}, await kernelExports());
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return run({ modules: compiled.modules, libraries: {}, outputBytes: OUTPUT_BYTES, needs: [] }, limitMs);
}

async function run(job: Job, limitMs: number): Promise<ProgramResult> {
  await using guest = await (await runtime()).open(job, never);
  const trace: TraceEvent[] = [];
  guest.onTrace((event) => trace.push(event));
  const timer = setTimeout(() => void guest.kill({ ended: "timed-out", during: "run", afterMs: limitMs }), limitMs);
  const value: unknown = await guest.root
    .module("main.ts")
    .then((main) => (main as any).run())
    .catch((error: Error) => `${error.name}: ${error.message}`);
  clearTimeout(timer);
  return { value, trace };
}

/** The smallest module there is, where sql.js is not wanted. */
const EMPTY_WASM = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]).buffer;

/** Runs a function's text in a worker without our guest program in it: nothing but the frame's policy is in its way. */
async function runBare(functionText: string): Promise<unknown> {
  const guest = `
    let started = false;
    onmessage = async ({ ports: [port] }) => {
      if (started) port.postMessage(await (${functionText})());
      else postMessage({ started: true });
      started = true;
    };`;
  const { frame } = await frameOptions();
  await using host = new FrameHost({ assets: { kernel: "", guest, wasm: EMPTY_WASM }, frame });
  const { port } = await host.open(never);
  return await new Promise((resolve) => (port.onmessage = ({ data }) => resolve(data)));
}

const harness = {
  inPage,
  inJudge,
  runRaw,
  runFiles,
  runJob: run,
  runBare,
  loseFrame,
  contractIds: runtimeContract.map(({ id }) => id),
};

declare global {
  interface Window {
    forkpoint: typeof harness;
  }
}

window.forkpoint = harness;
