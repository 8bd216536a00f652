// The command line: what there is to ask for, and which exit code the answer has.
// 0: all well. 1: the course, or this machine, is to blame. 2: the command line asked for something that cannot be.
import { Command, CommanderError } from "commander";
import { CourseError, describeFault } from "../course/course-error.ts";
import type { AddCommand, CommandContext } from "./command.ts";
import { addCourseCommands } from "./commands/course.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addGrade } from "./commands/grade.ts";
import { addPack } from "./commands/pack.ts";
import { addInterview } from "./commands/interview.ts";
import { addResults } from "./commands/results.ts";
import { addServe } from "./commands/serve.ts";
import { addSimilar } from "./commands/similar.ts";
import { UsageError } from "./open-course.ts";
import { output, type Output, printable, type Streams } from "./terminal.ts";

export async function runCli(args: readonly string[], streams: Streams, signal: AbortSignal): Promise<number> {
  const out = output(streams);
  let code = 0;
  try {
    const program = commands({ out, streams, signal, end: (result) => (code = result) });
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    out.progress("");
    return explain(error, out, signal);
  }
}

const COMMANDS: readonly AddCommand[] = [
  addCourseCommands,
  addGrade,
  addPack,
  addDoctor,
  addInterview,
  addResults,
  addSimilar,
  addServe,
];

function commands(context: CommandContext): Command {
  const { streams } = context;
  const program = new Command("forkpoint").description("Verify and grade exercises on LangGraph.js persistence.");
  // Before the commands are added: each takes these settings from its parent when it is made.
  program.exitOverride().showHelpAfterError('(try "forkpoint --help")');
  program.configureOutput({
    writeOut: (text) => void streams.stdout.write(text),
    writeErr: (text) => void streams.stderr.write(text),
  });
  for (const add of COMMANDS) add(program, context);
  return program;
}

function explain(error: unknown, out: Output, signal: AbortSignal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (signal.aborted) {
    out.note("Stopped.");
    return 130;
  }
  if (error instanceof UsageError) {
    out.note(out.paint.bad(printable(error.message, 600)));
    return 2;
  }
  if (error instanceof CourseError) {
    for (const fault of error.faults) out.note(out.paint.bad(printable(describeFault(fault), 600)));
    return 1;
  }
  out.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

if (import.meta.main) {
  // Who reads only the first lines has what was asked for.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => abort.abort(new Error(signal)));
  process.exitCode = await runCli(process.argv.slice(2), process, abort.signal);
}
