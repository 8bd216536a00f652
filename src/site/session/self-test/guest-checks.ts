// What is asked of a guest, and what its answers mean. Written once: the worker runtime and the container are asked the same.
import { compile, librariesFor } from "../../../compile/compile.ts";
import type { Files, ImportTable } from "../../../course/model.ts";
import type { Kernel } from "../../../grading/kernel.ts";
import type { ExerciseRuntime, Guest, Job } from "../../../runtimes/runtime.ts";
import { orAborted, within } from "../../../runtimes/wait.ts";
import type { NameInAGuest } from "./catalogue.ts";
import { FOLDER_PROGRAM, GUEST_PROGRAM, IMPORTS, NODE_IMPORTS } from "./guest-programs.ts";
import * as judge from "./judge-guest.ts";
import type { Result, Run } from "./model.ts";

/** How long a call is watched that must not come back. */
const LOOPS_MS = 300;
const LARGE_CHARS = 5_000_000;
const PRINTED = 'a line, and {"id":1,"kind":"result"} in it';

export interface GuestHome {
  readonly runtime: Pick<ExerciseRuntime, "open">;
  readonly kernel: Kernel;
}

export function guestChecks(home: () => GuestHome): Record<NameInAGuest, Run> {
  const open = (file: string, act: Act): Run => inGuest(home, (kernel) => jobOf(GUEST_PROGRAM, file, kernel), act);
  return {
    graph: open("graph.ts", async (guest, signal) => {
      const since = performance.now();
      const waitsAt: unknown = await (await exportsOf(guest, "graph.ts")).ask();
      const firstMs = performance.now() - since;
      await guest.restart(signal);
      const said: unknown = await (await exportsOf(guest, "graph.ts")).answer();
      return judge.graph({ waitsAt, said, firstMs });
    }),
    context: open("context.ts", async (guest) =>
      judge.ownContext(await (await exportsOf(guest, "context.ts")).places()),
    ),
    "large-text": open("texts.ts", async (guest) => {
      const { count, make } = await exportsOf(guest, "texts.ts");
      const sentAt = performance.now();
      const counted: unknown = await count(`${"x".repeat(LARGE_CHARS - 1)}é`);
      const inMs = performance.now() - sentAt;
      const made: unknown = await make(LARGE_CHARS);
      return judge.largeText({ chars: LARGE_CHARS, counted, made, inMs, outMs: performance.now() - sentAt - inMs });
    }),
    output: open("output.ts", async (guest, signal) => {
      let heard = (_line: string): void => {};
      const printed = new Promise<string>((resolve) => (heard = resolve));
      guest.onTrace((event) => event.kind === "console" && heard(event.text));
      const answer: unknown = await (await exportsOf(guest, "output.ts")).speak(PRINTED);
      return judge.output({ asked: PRINTED, answer, printed: await orAborted(printed, signal) });
    }),
    "endless-loop": open("loop.ts", async (guest) => {
      const running = told((await exportsOf(guest, "loop.ts")).run());
      const cameBack = (await within(LOOPS_MS, running)) !== null;
      const since = performance.now();
      await guest.kill();
      return judge.endlessLoop({ cameBack, told: await running, killMs: performance.now() - since });
    }),
  };
}

export function folderChecks(home: () => GuestHome): Record<"files" | "folder" | "request", Run> {
  const open = (file: string, act: Act): Run => inGuest(home, (kernel) => folderJobOf(file, kernel), act);
  return {
    files: open("files.ts", async (guest, signal) => {
      const other = await guest.beside(signal);
      await (await exportsOf(guest, "files.ts")).put("shared.txt", "written by the first");
      return judge.sharedFile(await (await exportsOf(other, "files.ts")).get("shared.txt"));
    }),
    folder: open("files.ts", async (guest, signal) => {
      await (await exportsOf(guest, "files.ts")).put("kept.txt", "still here");
      await guest.restart(signal);
      const afterRestart: unknown = await (await exportsOf(guest, "files.ts")).get("kept.txt");
      await guest.clear();
      return judge.folder({ afterRestart, afterClear: await (await exportsOf(guest, "files.ts")).names() });
    }),
    request: open("server.ts", async (guest) => {
      const port = (await (await exportsOf(guest, "server.ts")).serve()) as number;
      return judge.request(await guest.root.request(port, { path: "/self-test" }));
    }),
  };
}

type Act = (guest: Guest, signal: AbortSignal) => Promise<Result>;

function inGuest(home: () => GuestHome, job: (kernel: Kernel) => Job, act: Act): Run {
  return async (signal) => {
    const { runtime, kernel } = home();
    const guest = await runtime.open(job(kernel), signal);
    try {
      return await orAborted(act(guest, signal), signal);
    } finally {
      await guest.kill();
    }
  };
}

function jobOf(files: Files, root: string, kernel: Kernel, imports = IMPORTS, needs: Job["needs"] = []): Job {
  const compiled = compile(files, [root], imports, kernel.exports);
  if (!compiled.ok) throw new Error(`a program of the self-test does not compile: ${compiled.problems[0]?.message}`);
  const libraries = librariesFor(imports satisfies ImportTable, kernel.exports);
  return { modules: compiled.modules, libraries, outputBytes: 20_000, needs };
}

function folderJobOf(root: string, kernel: Kernel): Job {
  return jobOf(FOLDER_PROGRAM, root, kernel, NODE_IMPORTS, ["filesystem", "process"]);
}

type Exports = Record<string, (...args: unknown[]) => Promise<unknown>>;

async function exportsOf(guest: Guest, file: string): Promise<any> {
  return (await guest.root.module(file)) as Exports;
}

/** What becomes of a call, in words. */
function told(call: Promise<unknown>): Promise<string> {
  return call.then(
    (value) => `it answered ${JSON.stringify(value)}`,
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}
