// Progress as a file, to take to another browser. Bringing one in never takes anything away: what is further along stays.
import { parseProgress, type Progress } from "./progress.ts";
import type { Store } from "./store.ts";

interface ProgressFile {
  readonly format: 1;
  /** Storage key → text, unread: what a later version keeps travels too. */
  readonly entries: Readonly<Record<string, string>>;
}

const ALL = "forkpoint.";
const PROGRESS = "forkpoint.progress.";
/** Of this browser, this tab or this moment; and whom its owner trusts, which no file of another may say. */
const STAYS = /^forkpoint\.(running|page|aside|before-reset|probe|scheme|trusted-key)\b/;

export function writeProgressFile(store: Store): string {
  const keys = store.keys(ALL).filter((key) => !STAYS.test(key));
  const entries = Object.fromEntries(keys.flatMap((key) => pair(key, store.get(key))));
  return JSON.stringify({ format: 1, entries } satisfies ProgressFile, null, 1);
}

export type Brought = { readonly taken: number; readonly kept: number } | { readonly refused: string };

export function readProgressFile(store: Store, text: string): Brought {
  const entries = parseEntries(text);
  if (!entries) return { refused: "This is no file of progress from Forkpoint." };
  let taken = 0;
  let kept = 0;
  for (const [key, brought] of entries) {
    const own = store.get(key);
    if (own === brought) continue;
    if (own !== null && !isFurther(key, brought, own)) {
      kept += 1;
      continue;
    }
    store.set(key, brought);
    taken += 1;
  }
  return { taken, kept };
}

const FURTHER: Readonly<Record<Progress["state"], number>> = { new: 0, started: 1, done: 2 };

/** Code and answers of this browser are never replaced: only progress can be compared. */
function isFurther(key: string, brought: string, own: string): boolean {
  if (!key.startsWith(PROGRESS)) return false;
  return FURTHER[parseProgress(brought).state] > FURTHER[parseProgress(own).state];
}

function parseEntries(text: string): [string, string][] | null {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    // Any file can be chosen; this one is not ours.
    return null;
  }
  const { format, entries } = (raw ?? {}) as Partial<Record<keyof ProgressFile, unknown>>;
  if (format !== 1 || typeof entries !== "object" || entries === null) return null;
  return Object.entries(entries).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === "string" && entry[0].startsWith(ALL) && !STAYS.test(entry[0]),
  );
}

function pair(key: string, text: string | null): [string, string][] {
  return text === null ? [] : [[key, text]];
}
