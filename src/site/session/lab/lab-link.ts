// A link to what somebody sees: their code, the seed of their tests and the checkpoint, in the address or in a file. What comes
// in may be anybody's: it is checked field by field, and nothing of it runs before somebody presses Run.
import type { Exercise, Files } from "../../../course/model.ts";
import type { NamedCheckpoint } from "./named-checkpoint.ts";

export interface LabLink {
  readonly exercise: string;
  /** Files that differ from the starter. */
  readonly files: Files;
  readonly seed: string | null;
  readonly at: NamedCheckpoint | null;
}

export type ReadLink = { readonly link: LabLink } | { readonly problem: string };

/** Addresses longer than this are cut by some mail programs and chats. */
export const MOST_ADDRESS_CHARS = 6_000;
const PREFIX = "#lab=";
const FORMAT = 1;
const MOST_TEXT_CHARS = 1_000_000;

/** The part of an address from "#" on. */
export async function linkFragment(link: LabLink): Promise<string> {
  const packed = await pipe(new TextEncoder().encode(linkText(link)), new CompressionStream("deflate-raw"));
  return PREFIX + base64url(packed);
}

/** For a file, and what an address holds compressed. */
export function linkText(link: LabLink): string {
  return JSON.stringify({ forkpoint: FORMAT, ...link });
}

/** Null for an address that holds no link of ours. */
export async function readFragment(fragment: string, exercise: Exercise): Promise<ReadLink | null> {
  if (!fragment.startsWith(PREFIX)) return null;
  try {
    const bytes = await pipe(fromBase64url(fragment.slice(PREFIX.length)), new DecompressionStream("deflate-raw"));
    return readLinkText(new TextDecoder("utf-8", { fatal: true }).decode(bytes), exercise);
  } catch {
    return { problem: "This link is damaged, most likely cut off on its way. Ask for it once more, or for the file." };
  }
}

export function readLinkText(text: string, exercise: Exercise): ReadLink {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { problem: "This file is no link of Forkpoint's: it is not JSON." };
  }
  const fields = recordOf(raw);
  if (fields?.forkpoint !== FORMAT)
    return { problem: "This is no link of Forkpoint's, or one of a newer version: reload the page and try again." };
  if (fields.exercise !== exercise.id)
    return {
      problem: `This link belongs to another exercise, “${String(fields.exercise).slice(0, 80)}”: open it there.`,
    };
  const files = filesOf(fields.files, exercise);
  if (files === null)
    return { problem: "This link holds files that the exercise does not have, so nothing of it was taken." };
  return { link: { exercise: exercise.id, files, seed: seedOf(fields.seed), at: placeOf(fields.at) } };
}

function filesOf(raw: unknown, { starter, given }: Exercise): Files | null {
  const entries = Object.entries(recordOf(raw) ?? {});
  const isOwn = (path: string) => Object.hasOwn(starter, path) && !given.includes(path);
  const fits = ([path, text]: [string, unknown]) =>
    isOwn(path) && typeof text === "string" && text.length <= MOST_TEXT_CHARS;
  return entries.every(fits) ? (Object.fromEntries(entries) as Files) : null;
}

function seedOf(raw: unknown): string | null {
  return typeof raw === "string" && /^\d{1,20}$/.test(raw) ? raw : null;
}

function placeOf(raw: unknown): NamedCheckpoint | null {
  const fields = recordOf(raw);
  if (!fields) return null;
  const { thread, lane, name } = fields;
  return typeof thread === "string" && typeof lane === "string" && typeof name === "string"
    ? { thread, lane, name }
    : null;
}

function recordOf(raw: unknown): Record<string, unknown> | null {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : null;
}

/** Rejects for what cannot be unpacked, and for what would unpack to more than a link can hold. */
async function pipe(bytes: Uint8Array, through: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(through);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > 4 * MOST_TEXT_CHARS) throw new RangeError("too long for a link");
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

function base64url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
