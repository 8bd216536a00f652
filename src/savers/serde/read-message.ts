// A message from its parsed text, without core's asynchronous `load`. Gives up on anything that core would transform.
import type { BaseMessage } from "@langchain/core/messages";
import { MESSAGE_CLASSES } from "./message-classes.ts";

/** A parsed JSON object. */
export type Fields = Record<string, unknown>;

/** How core writes an instance of one of its classes; and how data of the user may look. */
export interface ClassRecord extends Fields {
  readonly lc: 1;
  readonly type: "constructor";
  readonly id: readonly unknown[];
}

const ESCAPED = "__lc_escaped__";
const byName = new Map<unknown, (typeof MESSAGE_CLASSES)[number]>(MESSAGE_CLASSES.map((entry) => [entry.name, entry]));

export function isClassRecord(value: object): value is ClassRecord {
  const { lc, type, id } = value as Fields;
  return lc === 1 && type === "constructor" && Array.isArray(id);
}

/** Undefined where core's loader is needed, which is to be tried first when there is escaped data in the message. */
export function readMessage({ id, kwargs }: ClassRecord, escaped?: "with escaped data"): BaseMessage | undefined {
  if (id.length !== 3 || id[0] !== "langchain_core" || id[1] !== "messages") return undefined;
  const known = byName.get(id[2]);
  if (known === undefined || !isFields(kwargs)) return undefined;
  for (const key in kwargs) if (!known.fields.has(key) || !isDirect(kwargs[key], escaped)) return undefined;
  prepare(kwargs);
  try {
    return new known.create(kwargs as never);
  } catch {
    // Data that only looks like a message: core's loader fails on it as well, and the caller knows what to do then.
    return undefined;
  }
}

/** Plain data, in which at most `undefined` is written as a record. */
function isDirect(value: unknown, escaped?: "with escaped data"): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every((item) => isDirect(item, escaped));
  if (isUndefinedRecord(value)) return true;
  if (escaped && isEscaped(value)) return true;
  for (const key in value) if (MARKED.has(key) || !isDirect((value as Fields)[key], escaped)) return false;
  return true;
}

/**
 * Core reads the fields of a message by way of JSON, which leaves out what is undefined, and makes it null in a list. What
 * is escaped is taken as it is.
 */
function prepare(container: Fields): void {
  const isList = Array.isArray(container);
  for (const key in container) {
    const value = container[key];
    if (typeof value !== "object" || value === null) continue;
    if (isUndefinedRecord(value)) {
      if (isList) container[key] = null;
      else delete container[key];
    } else if (isEscaped(value)) container[key] = value[ESCAPED];
    else prepare(value as Fields);
  }
}

function isEscaped(value: object): value is Fields {
  return ESCAPED in value && Object.keys(value).length === 1;
}

function isUndefinedRecord(value: object): boolean {
  const { lc, type } = value as Fields;
  return lc === 2 && type === "undefined";
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Keys that make core read an object differently, or that it would take for a prototype. */
const MARKED: ReadonlySet<string> = new Set(["lc", ESCAPED, "__proto__"]);
