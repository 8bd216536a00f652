// A runtime without guests: "learner code" is a function in this realm. For what real guests cannot be made to do on demand.
import { PortError } from "../../src/port/errors.ts";
import { NOTHING_ASKED, type Exercise } from "../../src/course/model.ts";
import type { ExerciseRuntime, Guest, Outcome } from "../../src/runtimes/runtime.ts";
import type { Kernel } from "../../src/grading/kernel.ts";

export interface FakeOptions {
  /** The exports of the entry, made anew for every test. Given a way to end the guest. */
  load(crash: (message: string) => void): Record<string, unknown> | Promise<Record<string, unknown>>;
  /** Rejecting stands for a machine on which no guest starts. */
  open?(): Promise<void>;
  replace?(): Promise<void>;
  restart?(): Promise<void>;
  beside?(): Promise<Guest>;
}

export interface FakeRuntime extends ExerciseRuntime {
  /** What was asked of the guest, in order. */
  readonly calls: readonly string[];
}

export function fakeRuntime(options: FakeOptions): FakeRuntime {
  const calls: string[] = [];
  return {
    name: "node",
    isolation: "none",
    tier: null,
    provides: new Set(),
    calls,
    async start() {
      calls.push("start");
    },
    async open() {
      await options.open?.();
      calls.push("open");
      return fakeGuest(options, calls);
    },
    async [Symbol.asyncDispose]() {},
  };
}

function fakeGuest(options: FakeOptions, calls: string[]): Guest {
  let end: (outcome: Outcome) => void = () => {};
  let ended: Promise<Outcome>;
  let dead: string | null = null;
  const live = () => {
    dead = null;
    ended = new Promise((resolve) => (end = resolve));
  };
  const crash = (message: string) => {
    dead = message;
    end({ ended: "crashed", message });
  };
  const alive = () => {
    if (dead !== null) throw new PortError("PORT_CLOSED", dead);
  };
  const unused = async () => {
    throw new Error("not part of this fake");
  };
  live();
  return {
    root: {
      async begin() {
        alive();
        calls.push("begin");
      },
      async module() {
        alive();
        return options.load(crash);
      },
      saver: unused,
      create: unused,
      request: unused,
      async databases() {
        return [];
      },
    },
    scope: () => ({ end: () => void calls.push("scope ended") }),
    onTrace() {},
    async restart() {
      await options.restart?.();
      calls.push("restart");
      live();
    },
    goOn: unused,
    beside: () => options.beside?.() ?? unused(),
    async clear() {},
    async replace() {
      await options.replace?.();
      calls.push("replace");
      live();
    },
    get ended() {
      return ended;
    },
    async kill() {
      calls.push("kill");
    },
    async [Symbol.asyncDispose]() {
      calls.push("kill");
    },
  };
}

export const kernel: Kernel = {
  exports: { "@langchain/langgraph": ["StateGraph", "MemorySaver"] },
  pins: { "@langchain/langgraph": "1.0.0" },
};

/** One file to edit that exports `answer`. */
export const exercise: Exercise = {
  id: "small",
  title: "Small",
  lesson: "a/b",
  entry: "answer.ts",
  run: "main.ts",
  exports: ["answer"],
  given: ["main.ts"],
  needs: [],
  imports: { "@langchain/langgraph": { except: ["MemorySaver"] } },
  limits: { testMs: 200, totalMs: 5_000, outputBytes: 1_024 },
  starter: { "answer.ts": "export const answer = () => 1;", "main.ts": 'import "./answer.ts";' },
  hints: [],
  ...NOTHING_ASKED,
};
