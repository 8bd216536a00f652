// What a guest says without being asked, read as the hostile data that it is: anything odd is left out.
import type { GuestError, TraceEvent } from "../guest/guest-root.ts";

const TEXT_CHARS = 12_000;
const NAME_CHARS = 200;
const LEVELS: readonly unknown[] = ["log", "info", "warn", "error", "debug"];

export function readTraceEvent(raw: unknown): TraceEvent | null {
  if (!isRecord(raw)) return null;
  switch (raw.kind) {
    case "console":
      if (!LEVELS.includes(raw.level)) return null;
      return { kind: "console", level: raw.level as "log", text: text(raw.text, TEXT_CHARS) };
    case "dropped":
      return Number.isSafeInteger(raw.lines) ? { kind: "dropped", lines: Math.max(0, raw.lines as number) } : null;
    case "uncaught":
      if (raw.what !== "exception" && raw.what !== "rejection") return null;
      return { kind: "uncaught", what: raw.what, error: readError(raw.error) };
    case "exit":
      return { kind: "exit", code: Number.isInteger(raw.code) ? (raw.code as number) : 0 };
    case "saver":
      return {
        kind: "saver",
        call: text(raw.call, NAME_CHARS),
        thread: text(raw.thread, NAME_CHARS),
        checkpoint: typeof raw.checkpoint === "string" ? text(raw.checkpoint, NAME_CHARS) : null,
      };
    default:
      return null;
  }
}

function readError(raw: unknown): GuestError {
  const { name, message, stack } = isRecord(raw) ? raw : {};
  const frames = Array.isArray(stack) ? stack.slice(0, 20).map((frame) => text(frame, NAME_CHARS)) : [];
  return { name: text(name, NAME_CHARS) || "Error", message: text(message, TEXT_CHARS), stack: frames };
}

function text(raw: unknown, chars: number): string {
  return typeof raw === "string" ? raw.slice(0, chars) : "";
}

function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === "object" && raw !== null;
}
