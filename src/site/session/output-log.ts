// What learner code said, in order and bounded: the newest lines are kept, the rest are counted.
import type { Problem } from "../../course/model.ts";
import type { TraceEvent } from "../../guest/guest-root.ts";

export type OutputLevel = "log" | "info" | "warn" | "error" | "debug" | "uncaught";

export interface OutputLine {
  readonly level: OutputLevel;
  readonly text: string;
  /** Frames in the learner's files, `file:line`. */
  readonly frames: readonly string[];
}

export interface OutputLog {
  readonly lines: readonly OutputLine[];
  /** How many lines stand before the first of `lines`, plus those that the guest did not send. */
  readonly dropped: number;
  /** Grows with every change. */
  readonly version: number;
  add(event: TraceEvent): void;
  /** The program ended with an error that it did not catch. */
  addUncaught(problem: Pick<Problem, "message" | "file" | "line">): void;
}

export function openOutputLog(keep = 1_000): OutputLog {
  let lines: OutputLine[] = [];
  let dropped = 0;
  let version = 0;
  const push = (line: OutputLine) => {
    lines.push(line);
    // In steps, so that a flood does not shift the whole list once per line.
    if (lines.length < keep * 1.25) return;
    dropped += lines.length - keep;
    lines = lines.slice(-keep);
  };
  return {
    get lines() {
      return lines;
    },
    get dropped() {
      return dropped;
    },
    get version() {
      return version;
    },
    add(event) {
      version++;
      switch (event.kind) {
        case "console":
          return push({ level: event.level, text: event.text, frames: [] });
        case "uncaught":
          return push({
            level: "uncaught",
            text: `${event.what === "rejection" ? "Unhandled rejection: " : ""}${event.error.name}: ${event.error.message}`,
            frames: event.error.stack,
          });
        case "dropped":
          dropped += event.lines;
          return;
        case "exit":
          return push({ level: "uncaught", text: `process.exit(${event.code}) was called`, frames: [] });
        case "saver":
          return;
      }
    },
    addUncaught({ message, file, line }) {
      version++;
      push({ level: "uncaught", text: message, frames: file && line ? [`${file}:${line}`] : [] });
    },
  };
}
