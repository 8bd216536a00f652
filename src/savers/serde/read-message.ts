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

const byName = new Map<unknown, (typeof MESSAGE_CLASSES)[number]>(MESSAGE_CLASSES.map((entry) => [entry.name, entry]));

export function isClassRecord(value: object): value is ClassRecord {
  const { lc, type, id } = value as Fields;
  return lc === 1 && type === "constructor" && Array.isArray(id);
}

/** Undefined where core's loader is needed. */
export function readMessage({ id, kwargs }: ClassRecord): BaseMessage | undefined {
  if (id.length !== 3 || id[0] !== "langchain_core" || id[1] !== "messages") return undefined;
  const known = byName.get(id[2]);
  if (known === undefined || !isFields(kwargs)) return undefined;
  for (const key in kwargs) if (!known.fields.has(key) || !isDirect(kwargs[key])) return undefined;
  dropUndefined(kwargs);
  try {
    return new known.create(kwargs as never);
  } catch {
    // Data that only looks like a message: core's loader fails on it as well, and the caller knows what to do then.
    return undefined;
  }
}

/** Plain data, in which at most `undefined` is written as a record. */
function isDirect(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isDirect);
  if (isUndefinedRecord(value)) return true;
  for (const key in value) if (MARKED.has(key) || !isDirect((value as Fields)[key])) return false;
  return true;
}

/** Core reads the fields of a message by way of JSON, which leaves out what is undefined, and makes it null in a list. */
function dropUndefined(record: Fields): void {
  for (const key in record) {
    const value = record[key];
    if (typeof value !== "object" || value === null) continue;
    if (isUndefinedRecord(value)) delete record[key];
    else if (Array.isArray(value)) undefinedToNull(value);
    else dropUndefined(value as Fields);
  }
}

function undefinedToNull(list: unknown[]): void {
  list.forEach((value, at) => {
    if (typeof value !== "object" || value === null) return;
    if (isUndefinedRecord(value)) list[at] = null;
    else if (Array.isArray(value)) undefinedToNull(value);
    else dropUndefined(value as Fields);
  });
}

function isUndefinedRecord(value: object): boolean {
  const { lc, type } = value as Fields;
  return lc === 2 && type === "undefined";
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Keys that make core read an object differently, or that it would take for a prototype. */
const MARKED: ReadonlySet<string> = new Set(["lc", "__lc_escaped__", "__proto__"]);
