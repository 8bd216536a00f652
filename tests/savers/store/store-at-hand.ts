// What the store tests begin with: stores that close themselves, a clock that is moved by hand, an embedder of few numbers.
import { onTestFinished } from "vitest";
import { SqlJsStore, type OpenStoreOptions } from "@forkpoint/savers";
import { sqlJs } from "../saver-at-hand.ts";

export async function openStore(options: OpenStoreOptions = {}): Promise<SqlJsStore> {
  const store = await SqlJsStore.open({ sqlJs, ...options });
  onTestFinished(() => store.close());
  return store;
}

export interface HandClock {
  readonly now: () => number;
  pass(minutes: number): void;
}

export function handClock(startMs = Date.UTC(2026, 0, 1)): HandClock {
  let atMs = startMs;
  return { now: () => atMs, pass: (minutes) => void (atMs += minutes * 60_000) };
}

const LETTERS = ["a", "b", "c", "d", "e"];
export const DIMS = LETTERS.length;

/** How often the letters a to e occur. */
export const countLetters = (text: string): number[] => LETTERS.map((letter) => text.split(letter).length - 1);

/** Vectors that count letters, of the field "text" if no other is named. */
export const byLetters = (...fields: string[]) => ({
  dims: DIMS,
  embed: (texts: string[]) => texts.map(countLetters),
  fields: fields.length > 0 ? fields : ["text"],
});

export const keysOf = (items: readonly { key: string }[]): string[] => items.map(({ key }) => key);
