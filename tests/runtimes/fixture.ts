// What the runtime contract works with: a runtime, a way to open learner files in it, and what came back unasked.
// Runs in Node and in a page alike.
import type { SubjectHost } from "@forkpoint/conformance";
import type { LibraryExports } from "../../src/compile/compiled.ts";
import { compile, librariesFor } from "../../src/compile/compile.ts";
import type { Files, ImportTable } from "../../src/course/model.ts";
import { PortError } from "../../src/port/errors.ts";
import type { ExerciseRuntime, Guest, Job, TraceEvent } from "../../src/runtimes/runtime.ts";

export const OUTPUT_BYTES = 20_000;

const IMPORTS: ImportTable = {
  "@langchain/langgraph": "all",
  "@langchain/core/messages": "all",
  "@forkpoint/savers": { only: ["SqlJsSaver"] },
};

/** What a job with a folder may import besides. */
const NODE_IMPORTS: ImportTable = {
  ...IMPORTS,
  "@forkpoint/savers/node": "all",
  "node:fs/promises": "all",
  "node:http": "all",
};

export interface OpenedGuest {
  readonly guest: Guest;
  readonly trace: readonly TraceEvent[];
  /** The exports of main.ts. */
  main(): Promise<any>;
  /** The text of the console lines so far. */
  lines(): string[];
}

export interface RuntimeFixture {
  readonly runtime: ExerciseRuntime;
  job(files: Files): Job;
  /** Opens a job of these files; a text alone is main.ts. Killed when the test is over. */
  open(files: Files | string, signal?: AbortSignal): Promise<OpenedGuest>;
  /** The same with a folder and leave to start processes. */
  openWithFolder(files: Files | string): Promise<OpenedGuest>;
  adopt(guest: Guest): OpenedGuest;
}

export function contractHost(runtime: ExerciseRuntime, kernel: LibraryExports): SubjectHost<RuntimeFixture> {
  let opened: Guest[] = [];

  const job = (files: Files, imports = IMPORTS, needs: Job["needs"] = []): Job => {
    const compiled = compile(files, Object.keys(files), imports, kernel);
    if (!compiled.ok) throw new Error(`the fixture does not compile: ${JSON.stringify(compiled.problems)}`);
    const libraries = librariesFor(imports, kernel);
    return { modules: compiled.modules, libraries, outputBytes: OUTPUT_BYTES, needs };
  };
  const adopt = (guest: Guest): OpenedGuest => {
    opened.push(guest);
    const trace: TraceEvent[] = [];
    guest.onTrace((event) => trace.push(event));
    return {
      guest,
      trace,
      main: () => guest.root.module("main.ts"),
      lines: () => trace.flatMap((event) => (event.kind === "console" ? [event.text] : [])),
    };
  };
  const fixture: RuntimeFixture = {
    runtime,
    job,
    adopt,
    async open(files, signal = new AbortController().signal) {
      return adopt(await runtime.open(job(filesOf(files)), signal));
    },
    async openWithFolder(files) {
      const withFolder = job(filesOf(files), NODE_IMPORTS, ["filesystem", "process"]);
      return adopt(await runtime.open(withFolder, new AbortController().signal));
    },
  };
  const end = async (): Promise<void> => {
    const guests = opened;
    opened = [];
    await Promise.all(guests.map((guest) => guest.kill()));
  };
  return {
    async fresh(signal) {
      await runtime.start(signal);
      return fixture;
    },
    restart: () => Promise.reject(new Error("the contract restarts guests itself")),
    end,
    tools: {
      saver: () => Promise.reject(new Error("the contract asks guests themselves")),
      module: () => Promise.reject(new Error("the contract asks guests themselves")),
      create: () => Promise.reject(new Error("the contract asks guests themselves")),
      process: () => Promise.reject(new Error("the contract asks guests themselves")),
      request: () => Promise.reject(new Error("the contract asks guests themselves")),
    },
  };
}

function filesOf(files: Files | string): Files {
  return typeof files === "string" ? { "main.ts": files } : files;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Whether the call is still waiting after that time. */
export async function stillWaiting(call: Promise<unknown>, ms: number): Promise<boolean> {
  const settled = call.then(
    () => false,
    () => false,
  );
  return Promise.race([settled, pause(ms).then(() => true)]);
}

/** The code of the PortError that the call rejects with; what else becomes of it, as words. */
export async function portErrorCode(call: Promise<unknown>): Promise<string> {
  try {
    return `no error, but ${JSON.stringify(await call)}`;
  } catch (error) {
    return error instanceof PortError ? error.code : String(error);
  }
}

/** How often this side had a turn while `act` was going on: a side that is held up has none. A count, because how long a turn takes depends on the machine. */
export async function turnsDuring(act: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  const timer = setInterval(() => turns++, 10);
  await act();
  clearInterval(timer);
  return turns;
}

/** Waits for what comes unasked, until the test's time is up: how soon it comes depends on the machine. */
export async function until(isThere: () => boolean, signal: AbortSignal): Promise<void> {
  while (!isThere() && !signal.aborted) await pause(20);
}
