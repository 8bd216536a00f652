// LangChain messages are copied as plain data, told by their shape so that the port need not know the library.
import { isArray, keysOf } from "./captured.ts";

/** `{ type, content, id?, name?, tool_calls?, … }`, or null when the value is not a message. */
export function messageData(value: object): Record<string, unknown> | null {
  const message = value as Record<string, unknown>;
  // Older messages have `_getType`, newer ones `getType`; both have a `content`.
  const typeOf = typeof message.getType === "function" ? message.getType : message._getType;
  if (typeof typeOf !== "function" || !("content" in message)) return null;
  const type: unknown = typeof message.getType === "function" ? message.getType() : (message as any)._getType();
  if (typeof type !== "string") return null;
  const data: Record<string, unknown> = { type, content: message.content };
  for (let i = 0; i < OPTIONAL.length; i++) {
    const key = OPTIONAL[i]!;
    const part = message[key];
    if (!isEmpty(part)) data[key] = part;
  }
  return data;
}

const OPTIONAL = ["id", "name", "tool_calls", "invalid_tool_calls", "tool_call_id", "status", "additional_kwargs"];

function isEmpty(part: unknown): boolean {
  if (part === undefined || part === null) return true;
  if (typeof part !== "object") return false;
  return isArray(part) ? part.length === 0 : keysOf(part).length === 0;
}
