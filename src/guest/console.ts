// The console of learner code: every line becomes a trace event. Bounded here, in the guest, so that a million lines cost
// the page nothing; what is over the limit is counted, not sent. Control characters pass as they are: whoever shows a
// line treats it as text.
import type { TraceEvent } from "./guest-root.ts";
import { describeError, type LearnerFiles } from "./errors.ts";
import { formatLine } from "./preview.ts";
import type { StartTimer } from "./timers.ts";

type Level = "log" | "info" | "warn" | "error" | "debug";

const MOST_LINES = 2_000;
/** A flood inside one endless loop never lets a timer run, so the count is also sent once for that many lines. */
const TELL_DROPPED_EVERY = 20_000;
const TELL_DROPPED_AFTER_MS = 50;

export interface GuestConsole {
  readonly console: Console;
  /** For `process.stdout.write`: text is kept until its line ends. */
  write(level: Level, text: string): void;
  /** Sends what is held back, so that it arrives before what is sent next. */
  flush(): void;
  /** A new instance begins: its limits are counted anew. */
  reset(): void;
}

export function createConsole(
  emit: (event: TraceEvent) => void,
  files: LearnerFiles,
  startTimer: StartTimer,
  outputBytes: () => number,
): GuestConsole {
  let lines = 0;
  let chars = 0;
  let dropped = 0;
  let telling = false;
  let indent = "";
  const partial = new Map<Level, string>();
  const labels = new Map<string, number>();
  const started = new Map<string, number>();

  const say = (level: Level, text: string): void => {
    if (lines >= MOST_LINES || chars >= outputBytes()) return drop();
    lines++;
    chars += text.length;
    emit({ kind: "console", level, text: indent === "" ? text : indent + text.replaceAll("\n", `\n${indent}`) });
  };

  const drop = (): void => {
    dropped++;
    if (dropped % TELL_DROPPED_EVERY === 0) tellDropped();
    else if (!telling) {
      telling = true;
      startTimer(() => {
        telling = false;
        tellDropped();
      }, TELL_DROPPED_AFTER_MS);
    }
  };

  const tellDropped = (): void => {
    if (dropped > 0) emit({ kind: "dropped", lines: dropped });
    dropped = 0;
  };

  const full = (): boolean => lines >= MOST_LINES || chars >= outputBytes();
  const line = (args: readonly unknown[]): string => formatLine(args, (error) => describeError(error, files));
  const print =
    (level: Level) =>
    (...args: unknown[]): void => {
      // Printing a value takes longer than dropping it, which counts in a flood.
      if (full()) drop();
      else say(level, line(args));
    };

  const write = (level: Level, text: string): void => {
    if (full()) return drop();
    const pieces = ((partial.get(level) ?? "") + text.slice(0, 10_000)).split("\n");
    const rest = pieces.pop()!;
    for (const piece of pieces) say(level, piece);
    if (rest.length > 10_000) say(level, rest);
    partial.set(level, rest.length > 10_000 ? "" : rest);
  };

  const flush = (): void => {
    for (const [level, text] of partial) if (text !== "") say(level, text);
    partial.clear();
    tellDropped();
  };

  const group = (...label: unknown[]): void => {
    if (label.length > 0) print("log")(...label);
    if (indent.length < 40) indent += "  ";
  };
  const sinceStart = (label: string): string =>
    `${label}: ${(performance.now() - (started.get(label) ?? 0)).toFixed(1)} ms`;

  const methods = {
    log: print("log"),
    info: print("info"),
    warn: print("warn"),
    error: print("error"),
    debug: print("debug"),
    dir: (value: unknown) => print("log")(value),
    table: (value: unknown) => print("log")(value),
    trace: print("log"),
    assert: (condition?: unknown, ...args: unknown[]) => {
      if (!condition) print("error")("Assertion failed:", ...args);
    },
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indent = indent.slice(2);
    },
    count: (label: unknown = "default") => {
      const name = String(label).slice(0, 100);
      labels.set(name, (labels.get(name) ?? 0) + 1);
      print("log")(`${name}: ${labels.get(name)}`);
    },
    countReset: (label: unknown = "default") => void labels.delete(String(label).slice(0, 100)),
    time: (label: unknown = "default") => void started.set(String(label).slice(0, 100), performance.now()),
    timeLog: (label: unknown = "default", ...args: unknown[]) => print("log")(sinceStart(String(label)), ...args),
    timeEnd: (label: unknown = "default") => print("log")(sinceStart(String(label))),
    clear: () => {},
  };

  return {
    console: methods as unknown as Console,
    write,
    flush,
    reset() {
      flush();
      lines = 0;
      chars = 0;
      indent = "";
      labels.clear();
      started.clear();
    },
  };
}
