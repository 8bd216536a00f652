// The text of messages already written. A text is given back only after every value that went into it has been compared:
// messages are mutable, and one that was changed in place must be written anew.
import type { BaseMessage } from "@langchain/core/messages";

interface Written {
  readonly text: string;
  /** Every key and value in the order of a walk, lists and records marked and counted. */
  readonly parts: readonly unknown[];
}

const LIST = Symbol("list");
const RECORD = Symbol("record");
const CHANGED = -1;
const written = new WeakMap<BaseMessage, Written>();

/** For messages of plain data without cycles. */
export function rememberText(message: BaseMessage, text: string): void {
  const parts: unknown[] = [];
  collect(message.lc_namespace, parts);
  const given = message.lc_kwargs as Record<string, unknown>;
  const keys = Object.keys(given);
  parts.push(keys.length);
  for (const key of keys) {
    parts.push(key);
    collect(fieldOf(message, given, key), parts);
  }
  written.set(message, { text, parts });
}

/** What was written for this message, if it would be written the same way today. */
export function rememberedText(message: BaseMessage): string | undefined {
  const before = written.get(message);
  if (before === undefined) return undefined;
  const { parts } = before;
  const given = message.lc_kwargs as Record<string, unknown>;
  const keys = Object.keys(given);
  let at = follow(message.lc_namespace, parts, 0);
  if (at === CHANGED || parts[at] !== keys.length) return undefined;
  at += 1;
  for (const key of keys) {
    if (parts[at] !== key) return undefined;
    at = follow(fieldOf(message, given, key), parts, at + 1);
    if (at === CHANGED) return undefined;
  }
  return before.text;
}

/** A field given to the constructor is written as it is now; one that the class does not keep, as it was given. */
export function fieldOf(message: BaseMessage, given: Record<string, unknown>, key: string): unknown {
  return key in message ? (message as unknown as Record<string, unknown>)[key] : given[key];
}

function collect(value: unknown, parts: unknown[]): void {
  if (typeof value !== "object" || value === null) {
    parts.push(value);
  } else if (Array.isArray(value)) {
    parts.push(LIST, value.length);
    for (const item of value) collect(item, parts);
  } else {
    const keys = Object.keys(value);
    parts.push(RECORD, keys.length);
    for (const key of keys) {
      parts.push(key);
      collect((value as Record<string, unknown>)[key], parts);
    }
  }
}

/** The place after this value's parts, or CHANGED. */
function follow(value: unknown, parts: readonly unknown[], from: number): number {
  if (typeof value !== "object" || value === null) return value === parts[from] ? from + 1 : CHANGED;
  return Array.isArray(value) ? followList(value, parts, from) : followRecord(value, parts, from);
}

function followList(items: readonly unknown[], parts: readonly unknown[], from: number): number {
  if (parts[from] !== LIST || parts[from + 1] !== items.length) return CHANGED;
  let at = from + 2;
  for (const item of items) {
    at = follow(item, parts, at);
    if (at === CHANGED) return CHANGED;
  }
  return at;
}

function followRecord(record: object, parts: readonly unknown[], from: number): number {
  // A Map has no keys either.
  const prototype: unknown = Object.getPrototypeOf(record);
  if (prototype !== Object.prototype && prototype !== null) return CHANGED;
  const keys = Object.keys(record);
  if (parts[from] !== RECORD || parts[from + 1] !== keys.length) return CHANGED;
  let at = from + 2;
  for (const key of keys) {
    if (parts[at] !== key) return CHANGED;
    at = follow((record as Record<string, unknown>)[key], parts, at + 1);
    if (at === CHANGED) return CHANGED;
  }
  return at;
}
