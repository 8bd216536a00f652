// A message as text. Core's own way, `toJSON`, copies every field several times; this reads each once, and re-uses the text
// of a message that it has written before when nothing in it has changed.
import type { BaseMessage } from "@langchain/core/messages";
import { MAX_DEPTH, NOT_DIRECT, quote, UNDEFINED_TEXT } from "./direct-writing.ts";
import { MESSAGE_CLASSES, type MessageClass } from "./message-classes.ts";
import { fieldOf, rememberedText, rememberText } from "./message-memo.ts";

const byPrototype = new Map<unknown, MessageClass>(MESSAGE_CLASSES.map((entry) => [entry.create.prototype, entry]));

/** Anything that core serializes; only some of it is written here. */
export function isWrittenAsMessage(value: object): value is BaseMessage {
  return (value as { lc_serializable?: unknown }).lc_serializable === true;
}

/** Throws NOT_DIRECT for what is left to core. */
export function writeMessage(message: BaseMessage): string {
  const { name, create, fields } = byPrototype.get(Object.getPrototypeOf(message)) ?? leaveToCore();
  const given: unknown = message.lc_kwargs;
  if (message.toJSON !== create.prototype.toJSON || !isPlain(given) || !Array.isArray(message.lc_namespace))
    throw NOT_DIRECT;
  const remembered = rememberedText(message);
  if (remembered !== undefined) return remembered;

  let kwargs = "";
  for (const key of Object.keys(given)) {
    if (!fields.has(key)) throw NOT_DIRECT;
    kwargs += `${kwargs === "" ? "" : ","}"${key}":${writeField(fieldOf(message, given, key), 0)}`;
  }
  const id = writeItems([...message.lc_namespace, name], 0);
  const text = `{"lc":1,"type":"constructor","id":${id},"kwargs":{${kwargs}}}`;
  rememberText(message, text);
  return text;
}

function leaveToCore(): never {
  throw NOT_DIRECT;
}

/** In the fields of a message, core writes anything but plain data in ways of its own. */
function writeField(value: unknown, depth: number): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      return Number.isFinite(value) ? String(value) : "null";
    case "boolean":
      return value ? "true" : "false";
    case "undefined":
      return UNDEFINED_TEXT;
    case "object":
      if (value === null) return "null";
      if (depth >= MAX_DEPTH) throw NOT_DIRECT;
      return Array.isArray(value) ? writeItems(value, depth + 1) : writeData(value, depth + 1);
    default:
      throw NOT_DIRECT;
  }
}

function writeItems(items: readonly unknown[], depth: number): string {
  let text = "";
  for (let at = 0; at < items.length; at += 1) text += (at === 0 ? "" : ",") + writeField(items[at], depth);
  return `[${text}]`;
}

function writeData(record: object, depth: number): string {
  if (!isPlain(record)) throw NOT_DIRECT;
  let text = "";
  for (const key of Object.keys(record)) {
    if (MARKED.has(key)) throw NOT_DIRECT;
    text += `${text === "" ? "" : ","}${quote(key)}:${writeField(record[key], depth)}`;
  }
  return `{${text}}`;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Keys that make core or LangGraph write an object differently. */
const MARKED: ReadonlySet<string> = new Set([
  "lc",
  "__lc_escaped__",
  "lc_serializable",
  "lg_name",
  "toJSON",
  "__proto__",
]);
