// What a submission is, and which files of it are taken. The names in it are whatever somebody sent.
import type { Exercise, Files } from "./model.ts";

export interface Submission {
  /** The name of the folder or file, as it is: clean it before it is shown. */
  readonly author: string;
  readonly files: Files;
  /** Harmless things that were left out. */
  readonly notes: readonly string[];
}

export interface RefusedSubmission {
  readonly author: string;
  /** Why nothing of it was taken. */
  readonly refused: string;
}

/** Thrown while one submission is read; its message says why nothing of it is taken. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

export interface Wanted {
  /** The only files that are ever opened. */
  readonly editable: readonly string[];
  readonly given: readonly string[];
  /** The file that a submission of one file is; null = there are several to hand in. */
  readonly single: string | null;
}

export function wantedOf({ starter, given, run, entry }: Exercise): Wanted {
  const editable = Object.keys(starter).filter((name) => !given.includes(name));
  // Run's file is there for trying things out, and need not be handed in.
  const asked = editable.filter((name) => name !== run || name === entry);
  return { editable, given, single: asked.length === 1 ? asked[0]! : null };
}

/** Control characters, what reorders or hides text, what is no text at all, and what other systems take for a separator. */
export function isOdd(name: string): boolean {
  return /[\\\p{Cc}\p{Cf}\p{Cs}\ufffd]/u.test(name);
}

export function oddName(name: string): Refusal {
  return new Refusal(`it has an odd file name: ${JSON.stringify(name)}`);
}

/** Null where nobody needs to be told. */
export function noteOnFile(name: string, { editable, given }: Wanted): string | null {
  if (given.includes(name)) return `${name} is given; the exercise's own is used`;
  if (name.split("/").at(-1)!.startsWith(".")) return null;
  const meant = editable.find((file) => file.toLowerCase() === name.toLowerCase());
  return meant ? `${name} is not read: the file is called ${meant}` : `${name} is not part of the exercise`;
}

const MAX_NOTES = 20;

export function submissionOf(author: string, files: Files, notes: readonly string[]): Submission {
  const more = notes.length - MAX_NOTES;
  return { author, files, notes: more > 0 ? [...notes.slice(0, MAX_NOTES), `and ${more} more`] : notes };
}

/** A submission that cannot be read is its own problem, never the batch's. */
export async function orRefused(
  author: string,
  read: () => Submission | Promise<Submission>,
): Promise<Submission | RefusedSubmission> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) return { author, refused: error.message };
    const { code } = error as NodeJS.ErrnoException;
    if (code) return { author, refused: `it could not be read (${code})` };
    throw error;
  }
}
