// Text to a value, as the official serializer reads it. A record is rebuilt in place, key by key, so that a key named
// "__proto__" stays a key: the official reader makes it the prototype.
import { DeltaSnapshot } from "@langchain/langgraph-checkpoint";
import { type ClassRecord, type Fields, isClassRecord, readMessage } from "./read-message.ts";

/** Thrown, and caught in this folder, where only core can rebuild an object, which takes a promise. */
const NEEDS_CORE = new Error("left to core's load()");

/** What rebuilds an instance of a class that has no reader here; rejects when it cannot. */
export type LoadClass = (record: Fields) => Promise<unknown>;

/** At once where possible; a promise where the text holds an object that only `loadClass` can rebuild. */
export function readValue(text: string, loadClass: LoadClass): unknown {
  const parsed: unknown = JSON.parse(text);
  // Whatever is not plain JSON is marked by this key.
  if (!text.includes('"lc"')) return parsed;
  try {
    return revive(parsed);
  } catch (error) {
    if (error !== NEEDS_CORE) throw error;
    // Parsed once more: the first copy is half rebuilt.
    return reviveWithCore(JSON.parse(text), loadClass);
  }
}

function revive(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isClassRecord(value)) {
    const message = readMessage(value);
    if (message === undefined) throw NEEDS_CORE;
    return message;
  }
  const container = value as Fields;
  for (const key in container) {
    const part = container[key];
    // The key is there already, so that this sets it even if it is named "__proto__".
    if (typeof part === "object" && part !== null) container[key] = revive(part);
  }
  return Array.isArray(value) ? value : reviveRecord(container);
}

async function reviveWithCore(value: unknown, loadClass: LoadClass): Promise<unknown> {
  if (typeof value !== "object" || value === null) return value;
  if (isClassRecord(value)) {
    const instance = await instanceOf(value, loadClass);
    if (instance !== undefined) return instance;
  }
  const container = value as Fields;
  for (const key in container) container[key] = await reviveWithCore(container[key], loadClass);
  return Array.isArray(value) ? value : reviveRecord(container);
}

/**
 * Undefined for data that only looks like a serialized object, and for a class that core does not know: both stay data.
 * Otherwise one such value would make its whole checkpoint unreadable.
 */
async function instanceOf(record: ClassRecord, loadClass: LoadClass): Promise<unknown> {
  // Readers are given copies: a constructor that fails may have changed what it was given.
  const message = readMessage(copyOf(record));
  if (message !== undefined) return message;
  try {
    return await loadClass(record);
  } catch {
    // Core escapes data in a message that looks like a serialized object, and the official reader then trips over it.
    return readMessage(copyOf(record), "with escaped data");
  }
}

const copyOf = (record: ClassRecord): ClassRecord => JSON.parse(JSON.stringify(record)) as ClassRecord;

/** One record whose parts have been read. What is not well formed stays data. */
function reviveRecord(record: Fields): unknown {
  if (record["lc"] !== 2) return record;
  switch (record["type"]) {
    case "undefined":
      return undefined;
    case "delta_snapshot":
      return Object.hasOwn(record, "value") ? new DeltaSnapshot(record["value"]) : record;
    case "constructor":
      return reviveConstructor(record) ?? record;
    default:
      return record;
  }
}

/** The closed set of classes that the writer has records for; a name in the data never chooses what is called. */
function reviveConstructor({ id, method, args }: Fields): unknown {
  if (!Array.isArray(id) || id.length !== 1 || !Array.isArray(args)) return undefined;
  const [only] = args as unknown[];
  if (id[0] === "RegExp") return method == null && args.length === 2 ? regExp(args) : undefined;
  if (args.length !== 1) return undefined;
  if (id[0] === "Error") return method == null && typeof only === "string" ? new Error(only) : undefined;
  if (!Array.isArray(only)) return undefined;
  if (id[0] === "Set") return method == null ? new Set(only) : undefined;
  if (id[0] === "Map") return method == null && only.every(isEntry) ? new Map(only as [unknown, unknown][]) : undefined;
  if (id[0] === "Uint8Array")
    return (method == null || method === "from") && only.every(isByte) ? new Uint8Array(only as number[]) : undefined;
  return undefined;
}

function regExp([source, flags]: readonly unknown[]): RegExp | undefined {
  if (typeof source !== "string" || typeof flags !== "string") return undefined;
  try {
    return new RegExp(source, flags);
  } catch {
    // Not a pattern for this engine: the record stays data.
    return undefined;
  }
}

const isEntry = (entry: unknown): boolean => Array.isArray(entry) && entry.length === 2;
const isByte = (byte: unknown): boolean =>
  typeof byte === "number" && Number.isInteger(byte) && byte >= 0 && byte <= 255;
