// Which files of an answer are taken: those that the exercise lets a candidate write, and nothing else.
import type { Exercise, Files } from "../course/model.ts";

/** Bytes; as for a submission that comes as files. */
const MAX_FILE_BYTES = 256 * 1024;
const MAX_NOTES = 10;

export interface OwnFiles {
  readonly files: Files;
  /** The same files as they were given. */
  readonly starter: Files;
  /** What was left out, in words; names in it are the candidate's. */
  readonly notes: readonly string[];
  /** Nothing in them differs from the starter. */
  readonly isUnchanged: boolean;
}

export function ownFiles({ entry, starter, given }: Exercise, handedIn: Files): OwnFiles {
  const editable = Object.keys(starter).filter((name) => !given.includes(name));
  const inOrder = [entry, ...editable.filter((name) => name !== entry)];
  const notes: string[] = [];
  const files: Record<string, string> = {};
  for (const name of inOrder) {
    if (!Object.hasOwn(handedIn, name)) continue;
    const text = handedIn[name]!;
    if (new TextEncoder().encode(text).length > MAX_FILE_BYTES)
      notes.push(`${name} was not taken: it is larger than ${MAX_FILE_BYTES / 1024} KiB`);
    else files[name] = text;
  }
  const others = Object.keys(handedIn).filter((name) => !editable.includes(name));
  for (const name of others.slice(0, MAX_NOTES)) {
    if (!given.includes(name)) notes.push(`${name} was not taken: it is no file of this exercise`);
    else if (handedIn[name] !== starter[name]) notes.push(`${name} is given: the exercise's own was used`);
  }
  if (others.length > MAX_NOTES) notes.push(`and ${others.length - MAX_NOTES} more files that are not the exercise's`);
  const isUnchanged = Object.entries(files).every(([name, text]) => starter[name] === text);
  const begun = Object.fromEntries(inOrder.map((name) => [name, starter[name]!]));
  return { files, starter: begun, notes, isUnchanged };
}
