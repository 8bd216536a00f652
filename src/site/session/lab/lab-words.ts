// What happened to a verb, in words. One place, so that a learner never reads two names for one thing.
import { InspectError } from "../../../inspect/inspect-error.ts";
import type { Verb } from "../../../lab/model.ts";
import { JudgeFailed } from "../judge-client.ts";
import type { RunResult } from "../protocol.ts";

/** Null when it ended as it should; else why not. `threw` is what nobody caught. */
export function endOfRun({ problem, outcome }: RunResult, threw: string | null): string | null {
  if (problem?.code === "COMPILE_FAILED")
    return `The code does not compile, so nothing ran: ${problem.file ?? ""}:${problem.line ?? "?"}: ${problem.message}`;
  if (problem) return `It ended in an error: ${problem.message}`;
  if (threw !== null) return `It ended in an error: ${threw}`;
  switch (outcome?.ended) {
    case "finished":
      return null;
    case "timed-out":
      return "It was still running when its time was up, so it was ended. What was stored until then is shown.";
    case "crashed":
      return `The program ended by itself: ${outcome.message}`;
    default:
      return "It was stopped.";
  }
}

export function doneWords(verb: Verb): string {
  switch (verb.kind) {
    case "rerun":
      return "Run again. “Latest” is now the end of the new branch.";
    case "fork":
      return "Forked. “Latest” is now the end of the new branch; the old one is where it was.";
    case "resume":
      return "Resumed with your answer.";
    case "continue":
      return "Went on from the latest checkpoint.";
    case "copy":
      return `Copied to the thread ${verb.to}.`;
    case "delete":
      return `The thread ${verb.thread} is deleted. Undo brings it back.`;
  }
}

/** An error as one sentence with a next step, for whoever reads the page. */
export function wordsOf(error: unknown): string {
  if (error instanceof InspectError || error instanceof JudgeFailed) return error.message;
  return error instanceof Error ? error.message : String(error);
}

export function tooLarge(bytes: Uint8Array): string {
  const megabytes = Math.round(bytes.byteLength / 1024 / 1024);
  return `this file has ${megabytes} MB, and the lab opens up to 64: prune the threads that are finished, and export it again`;
}
