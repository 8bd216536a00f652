// Starts programs with a container's `node` itself and hands their answers to whoever judges them.
import type { NodeProgram } from "../../../runtimes/webcontainer/node-program.ts";
import { orAborted } from "../../../runtimes/wait.ts";
import type { NameIn, NameInAGuest } from "./catalogue.ts";
import * as judge from "./judge-node.ts";
import type { Result, Run } from "./model.ts";
import * as programs from "./node-programs.ts";

/** Starts `node` with these arguments. */
export type StartNode = (args: readonly string[], signal: AbortSignal) => Promise<NodeProgram>;

type Name = Exclude<NameIn<"container">, NameInAGuest | "choice" | "boot" | "files" | "folder" | "request">;

/** Output may come later than the end of the program that wrote it. */
const LATE_MS = 2_000;

export function nodeChecks(startNode: () => StartNode, lateMs = LATE_MS): Record<Name, Run> {
  const asking = (act: (start: Start, signal: AbortSignal) => Promise<Result>): Run => {
    return async (signal) => {
      const started: NodeProgram[] = [];
      const node = startNode();
      const start: Start = async (text) => {
        const program = await node(["--input-type=module", "--eval", text], signal);
        started.push(program);
        return answering(program, lateMs, signal);
      };
      try {
        return await act(start, signal);
      } finally {
        for (const program of started) program.kill();
      }
    };
  };
  return {
    node: asking(async (start) => judge.node(await (await start(programs.NODE)).answer(0))),
    "native-context": asking(async (start) =>
      judge.nativeContext(await (await start(programs.NATIVE_CONTEXT)).answer(0)),
    ),
    "module-hooks": asking(async (start) => judge.moduleHooks(await (await start(programs.MODULE_HOOKS)).answer(0))),
    "raw-terminal": asking(async (start) => {
      const { program, answer } = await start(programs.RAW_TERMINAL);
      const state = await answer(0);
      program.write(programs.TYPED);
      return judge.rawTerminal(state, await answer(1));
    }),
    server: asking(async (start) => {
      const { port } = (await (await start(programs.SERVER)).answer(0)) as { port: number };
      return judge.server(await (await start(programs.client(port))).answer(0));
    }),
    alive: asking(async (start) => {
      const sleeper = await start(programs.SLEEPER);
      const { pid } = (await sleeper.answer(0)) as { pid: number };
      const before = await (await start(programs.look(pid))).answer(0);
      sleeper.program.kill();
      await sleeper.exit;
      return judge.alive({ before, after: await (await start(programs.look(pid))).answer(0) });
    }),
    kill: asking(async (start) => {
      const { program, answer, exit } = await start(programs.LOOP);
      await answer(0);
      const since = performance.now();
      program.kill();
      return judge.kill({ code: await exit, killMs: performance.now() - since });
    }),
  };
}

interface Answering {
  readonly program: NodeProgram;
  readonly exit: Promise<number>;
  /** The nth thing that it says. Rejects when it ended before that. */
  answer(index: number): Promise<unknown>;
}

type Start = (text: string) => Promise<Answering>;

function answering(program: NodeProgram, lateMs: number, signal: AbortSignal): Answering {
  let output = "";
  let heard = (): void => {};
  program.onOutput((text) => {
    output += text;
    heard();
  });
  const answer = (index: number) =>
    new Promise<unknown>((resolve, reject) => {
      const look = () => {
        const answers = programs.answersIn(output);
        if (index < answers.length) resolve(answers[index]);
      };
      heard = look;
      look();
      const ended = (code: number) => new Error(`the program ended with code ${code} and said: ${lastOf(output)}`);
      program.exit.then((code) => setTimeout(() => reject(ended(code)), lateMs), reject);
    });
  return {
    program,
    exit: orAborted(program.exit, signal),
    answer: (index) => orAborted(answer(index), signal),
  };
}

function lastOf(output: string): string {
  return output.trim().slice(-300) || "nothing";
}
