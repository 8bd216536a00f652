// LangGraph's own serializer. Its package does not export the class, but every saver starts out with an instance.
import { BaseCheckpointSaver, type SerializerProtocol } from "@langchain/langgraph-checkpoint";
import { SaverError } from "../errors.ts";
import { fromUtf8 } from "./utf8.ts";

/** What it writes for a whole value when any part of it cannot be written: a BigInt, a cycle through a Map, a `toJSON` that throws. */
const NOTHING_KEPT = JSON.stringify("[unable to serialize, circular reference is too complex to analyze]");

interface JsonPlus extends SerializerProtocol {
  /** The synchronous half of `dumpsTyped`. */
  _dumps(value: unknown): Uint8Array;
}

export const official = Reflect.construct(BaseCheckpointSaver, []).serde as JsonPlus;

/** The text that the official serializer writes of an object. Where that would keep nothing of it, an error instead. */
export function officialText(value: unknown): string {
  // No text at all is what JSON makes of a function or a symbol; it could be written, but never be read again.
  const text = fromUtf8(official._dumps(value));
  if (text !== "" && text !== NOTHING_KEPT) return text;
  throw new SaverError(
    "VALUE_NOT_STORABLE",
    `a value cannot be stored as JSON (${Object.prototype.toString.call(value)}): leave out functions, symbols, BigInts and Maps or Sets that contain themselves`,
  );
}
