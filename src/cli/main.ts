// The command line: what there is to ask for, and which exit code the answer has.
// 0: all well. 1: the course, or this machine, is to blame. 2: the command line asked for something that cannot be.
import path from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { CourseError, describeFault } from "../course/course-error.ts";
import { HOME, UsageError } from "./open-course.ts";
import { output, type Output, printable, type Streams } from "./terminal.ts";

export async function runCli(args: readonly string[], streams: Streams, signal: AbortSignal): Promise<number> {
  const out = output(streams);
  let code = 0;
  try {
    const program = commands(streams, out, signal, (result) => (code = result));
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    out.progress("");
    return explain(error, out, signal);
  }
}

function commands(streams: Streams, out: Output, signal: AbortSignal, end: (code: number) => void): Command {
  const program = new Command("forkpoint").description("Verify and grade exercises on LangGraph.js persistence.");
  // Before the commands are added: each takes these settings from its parent when it is made.
  program.exitOverride().showHelpAfterError('(try "forkpoint --help")');
  program.configureOutput({
    writeOut: (text) => void streams.stdout.write(text),
    writeErr: (text) => void streams.stderr.write(text),
  });
  // Commands are loaded when they are asked for: help and usage errors need no compiler and no runtime.
  const course = ["--course <folder>", "the folder with exercises/, solutions/ and lessons/", HOME] as const;
  program
    .command("verify")
    .description("prove of every exercise, or of those named, that it judges rightly")
    .argument("[id...]", "exercises")
    .option("--update", "write fingerprints.json: how the mutants fail now", false)
    .option("--json", "one JSON document instead of text", false)
    .option(...course)
    .action(async (ids: string[], options: { update: boolean; json: boolean; course: string }) =>
      end(await (await import("./verify.ts")).verify({ ...options, ids, signal }, out)),
    );
  program
    .command("grade")
    .description("judge a folder of submissions: one folder for each author")
    .argument("<folder>", "the submissions")
    .requiredOption("--exercise <id>", "which exercise they answer")
    .requiredOption("--out <folder>", "where the reports go")
    .option("--jobs <count>", "how many at a time", wholeNumber(1, 64), 2)
    .option("--seed <text>", "for the random data of the tests; drawn when not given")
    .option("--json", "one JSON document instead of text", false)
    .option(...course)
    .action(
      async (
        folder: string,
        options: { exercise: string; out: string; jobs: number; seed?: string; json: boolean; course: string },
      ) =>
        end(await (await import("./grade.ts")).grade({ ...options, folder, seed: options.seed ?? null, signal }, out)),
    );
  program
    .command("claims")
    .description("run every claim of the lessons, and say what was seen")
    .option("--json", "one JSON document instead of text", false)
    .option("--out <file>", "write what was seen to a file, when every claim holds")
    .option("--against <version>", "run them on an older LangGraph, and write lessons/drift.json")
    .option(...course)
    .action(async (options: { json: boolean; out?: string; against?: string; course: string }) => {
      const { out: file = null, against = null } = options;
      end(await (await import("./claims.ts")).claims({ ...options, out: file, against, signal }, out));
    });
  program
    .command("lint")
    .description("find sentences of fact in the lessons' prose that no claim stands behind")
    .argument("[lesson...]", "lessons, by id")
    .option("--json", "one JSON document instead of text", false)
    .option(...course)
    .action(async (lessons: string[], options: { json: boolean; course: string }) =>
      end(await (await import("./lint.ts")).lint({ ...options, lessons }, out)),
    );
  const make = program.command("new").description("begin something");
  make
    .command("exercise")
    .description("the files of a new exercise, with marks where you have to write")
    .argument("<id>", "its permanent name, in kebab-case")
    .option(...course)
    .action(async (id: string, options: { course: string }) =>
      end(await (await import("./new-exercise.ts")).newExercise(options.course, id, out)),
    );
  program
    .command("serve")
    .description("serve the built site on this machine only")
    .option("--port <number>", "0 for any free one", wholeNumber(0, 65_535), 4321)
    .action(async ({ port }: { port: number }) => {
      const { serve } = await import("./serve.ts");
      const served = await serve({ folder: path.join(HOME, "dist"), port });
      if (port !== 0 && served.port !== port) out.note(`Port ${port} is in use, so this is the next free one.`);
      out.line(`Forkpoint is at ${served.address}   (stop: Ctrl+C)`);
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      await served[Symbol.asyncDispose]();
    });
  return program;
}

function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < low || value > high)
      throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
    return value;
  };
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
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => abort.abort(new Error(signal)));
  process.exitCode = await runCli(process.argv.slice(2), process, abort.signal);
}
