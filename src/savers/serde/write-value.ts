// A value as text, as the official serializer writes it: JSON, with records for what JSON has no words for.
import { DeltaSnapshot } from "@langchain/langgraph-checkpoint";
import { MAX_DEPTH, NOT_DIRECT, quote, UNDEFINED_TEXT } from "./direct-writing.ts";
import { isWrittenAsMessage, writeMessage } from "./write-message.ts";

/** Throws NOT_DIRECT for what is left to the official serializer. */
export function writeValue(value: unknown, depth = 0): string {
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
      return value === null ? "null" : writeObject(value, depth + 1);
    default:
      throw NOT_DIRECT;
  }
}

function writeObject(value: object, depth: number): string {
  if (depth > MAX_DEPTH) throw NOT_DIRECT;
  if (isPlainData(value, depth)) return JSON.stringify(value);
  if (isWrittenAsMessage(value)) return writeMessage(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Date.prototype) return JSON.stringify(value);
  const { lg_name: name, toJSON } = value as { lg_name?: unknown; toJSON?: unknown };
  if (name === "Send") return writeSend(typeof toJSON === "function" ? toJSON.call(value) : value, depth);
  if (typeof toJSON === "function") throw NOT_DIRECT;
  if (Array.isArray(value)) return writeArray(value, depth);
  if (prototype === Object.prototype || prototype === null) return writeFields(value, depth);
  return writeInstance(value, depth);
}

function writeArray(items: readonly unknown[], depth: number): string {
  let text = "";
  // By index: a place that was never set counts as undefined.
  for (let at = 0; at < items.length; at += 1) text += (at === 0 ? "" : ",") + writeValue(items[at], depth);
  return `[${text}]`;
}

function writeFields(record: object, depth: number): string {
  let text = "";
  for (const key of Object.keys(record)) {
    const value = (record as Record<string, unknown>)[key];
    text += `${text === "" ? "" : ","}${quote(key)}:${writeValue(value, depth)}`;
  }
  return `{${text}}`;
}

/**
 * Nothing in it, at any depth, but what JSON.stringify writes the same way. That is several times faster than writing here,
 * and finding out is cheap beside either.
 */
function isPlainData(value: unknown, depth: number): boolean {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null)
    return true;
  if (typeof value !== "object" || depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) {
    // By index: a place that was never set counts as undefined.
    for (let at = 0; at < value.length; at += 1) if (!isPlainData(value[at], depth + 1)) return false;
    return (value as { toJSON?: unknown }).toJSON === undefined;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || "lg_name" in value) return false;
  for (const key in value) if (!isPlainData((value as Record<string, unknown>)[key], depth + 1)) return false;
  return true;
}

/** Without the marker: what a node is sent is recognised by where it is stored. */
function writeSend(send: { node?: unknown; args?: unknown; timeout?: unknown }, depth: number): string {
  const { node, args, timeout } = send;
  return writeFields({ node, args, ...(timeout !== undefined && { timeout }) }, depth);
}

function writeInstance(value: object, depth: number): string {
  if (value instanceof DeltaSnapshot)
    return `{"lc":2,"type":"delta_snapshot","value":${writeValue(value.value, depth)}}`;
  if (value instanceof Map || value instanceof Set) return writeCollection(value, depth);
  if (value instanceof RegExp) return writeConstructor("RegExp", bare(value) && [value.source, value.flags], depth);
  if (value instanceof Error) return writeConstructor("Error", bare(value) && [value.message], depth);
  if (value instanceof Uint8Array) return writeConstructor("Uint8Array", [Array.from(value)], depth, '"from"');
  // JSON unwraps these.
  if (value instanceof Number || value instanceof String || value instanceof Boolean || value instanceof BigInt)
    throw NOT_DIRECT;
  return writeFields(value, depth);
}

function writeCollection(value: Map<unknown, unknown> | Set<unknown>, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  const name = prototype === Map.prototype ? "Map" : prototype === Set.prototype ? "Set" : undefined;
  // A subclass is written under its own name.
  if (name === undefined) throw NOT_DIRECT;
  return writeConstructor(name, bare(value) && [Array.from(value as Iterable<unknown>)], depth);
}

/** Fields of its own are not written, but the official serializer looks for cycles in them. */
function bare(value: object): true {
  if (Object.keys(value).length > 0) throw NOT_DIRECT;
  return true;
}

function writeConstructor(name: string, args: readonly unknown[], depth: number, method = "null"): string {
  return `{"lc":2,"type":"constructor","id":["${name}"],"method":${method},"args":${writeArray(args, depth)},"kwargs":{}}`;
}
