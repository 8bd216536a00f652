// The first loading of a submission: what its top level throws, or never ends, is told once and not by every test.
import type { Exercise, Problem } from "../course/model.ts";
import { PortError, RemoteError } from "../port/errors.ts";
import type { Guest } from "../runtimes/runtime.ts";
import { submissionProblem } from "./problem.ts";
import { OUT_OF_TIME, waitFor } from "./wait-for.ts";

/** Null when the entry has loaded and exports what the exercise asks for. */
export async function loadProblem(guest: Guest, exercise: Exercise, signal: AbortSignal): Promise<Problem | null> {
  const { entry, exports, limits } = exercise;
  try {
    const loaded = await waitFor(guest.root.module(entry), limits.testMs, signal);
    if (loaded === OUT_OF_TIME) return tooSlow(entry, limits.testMs);
    const missing = exports.filter((name) => loaded[name] === undefined);
    if (missing.length === 0) return null;
    return submissionProblem("EXPORT_MISSING", `${entry} does not export ${missing.join(" and ")}`, { file: entry });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RemoteError) return threw(entry, error);
    if (error instanceof PortError) return ended(entry, error);
    throw error;
  }
}

function tooSlow(entry: string, afterMs: number): Problem {
  const why = "look for an endless loop, or an await that never ends, outside of all functions";
  return submissionProblem("LOAD_TIMED_OUT", `${entry} was still loading after ${afterMs} ms: ${why}`, { file: entry });
}

/** What a top level threw, at the learner's own line where the engine tells. */
export function threw(entry: string, { name, message, frames }: RemoteError): Problem {
  const [, file = entry, line] = /^(.*):(\d+)$/.exec(frames[0] ?? "") ?? [];
  return submissionProblem("LOAD_FAILED", `${name}: ${message}`, line ? { file, line: Number(line) } : { file });
}

function ended(entry: string, { message }: PortError): Problem {
  return submissionProblem("LOAD_CRASHED", `the program ended while ${entry} was loading: ${message}`, { file: entry });
}
