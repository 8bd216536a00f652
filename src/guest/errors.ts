// What learner code threw, as plain data that points at the learner's own lines. Works on any value, however hostile.
import type { GuestError } from "./guest-root.ts";
import { preview } from "./preview.ts";

const MESSAGE_CHARS = 4_000;
const FRAMES = 20;

export interface LearnerFiles {
  /** Paths of the job's files. */
  readonly paths: readonly string[];
  /** Engines name modules by the addresses that the guest made up; people know them by path. */
  pathsFor(text: string): string;
}

export function toGuestError(thrown: unknown, files: LearnerFiles): GuestError {
  if (!(thrown instanceof Error)) {
    const shown = preview(thrown, (error) => String(error.message));
    return { name: "Error", message: `a value that is not an Error was thrown: ${shown}`, stack: [] };
  }
  return {
    name: readText(thrown, "name", 100) || "Error",
    message: files.pathsFor(readText(thrown, "message", MESSAGE_CHARS)),
    stack: learnerFrames(readText(thrown, "stack", 20_000), files),
  };
}

/** An error as one block of console text. */
export function describeError(error: Error, files: LearnerFiles): string {
  const { name, message, stack } = toGuestError(error, files);
  return [message ? `${name}: ${message}` : name, ...stack.map((frame) => `    at ${frame}`)].join("\n");
}

/** `file:line` of each frame that lies in a file of the job. Both engines end a frame with `address:line:column`. */
export function learnerFrames(stack: string, files: LearnerFiles): string[] {
  const frames: string[] = [];
  for (const line of files.pathsFor(stack).split("\n")) {
    const place = /:(\d+):\d+\)?$/.exec(line);
    if (!place) continue;
    const address = line.slice(0, place.index);
    const path = files.paths.find(
      (file) => address === file || (/[\s(@]$/.test(address.slice(0, -file.length)) && address.endsWith(file)),
    );
    if (path) frames.push(`${path}:${place[1]}`);
    if (frames.length === FRAMES) break;
  }
  return frames;
}

function readText(thrown: Error, key: "name" | "message" | "stack", chars: number): string {
  try {
    const text: unknown = thrown[key];
    return typeof text === "string" ? text.slice(0, chars) : "";
  } catch {
    return ""; // a getter that throws has nothing to say
  }
}
