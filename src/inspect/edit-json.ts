// A value as JSON text that can be edited and given back to a graph: the same data, with messages as plain objects from which
// LangGraph's message reducers make messages again. What JSON cannot say has no such text.
import { type MessageConstructor, constructorOf, isEmpty, isUndefined, roleOf, unescaped } from "./serialized.ts";

const MOST_CHARACTERS = 1_000_000;
const MOST_DEPTH = 200;

/** Null for what JSON cannot say, a Map for example, and for what is too large to be edited. `parsed` is from JSON.parse. */
export function editJson(parsed: unknown): string | null {
  try {
    const text = JSON.stringify(plain(parsed, 0), null, 2);
    return text.length > MOST_CHARACTERS ? null : text;
  } catch (error) {
    if (error === NOT_JSON) return null;
    throw error;
  }
}

const NOT_JSON = new Error("no JSON for this");

function plain(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > MOST_DEPTH || isUndefined(value)) throw NOT_JSON;
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  const made = constructorOf(value);
  if (made === undefined) return record(Object.entries(value), depth);
  if (made.is !== "message") throw NOT_JSON;
  return message(made, depth);
}

/** JSON has no word for undefined, but leaving a key out says the same. */
function record(entries: readonly (readonly [string, unknown])[], depth: number): Record<string, unknown> {
  const said = entries.filter(([, value]) => typeof value !== "object" || value === null || !isUndefined(value));
  // `fromEntries`, because assigning to a key named "__proto__" would set the prototype instead.
  return Object.fromEntries(said.map(([key, value]) => [key, plain(value, depth + 1)]));
}

/** The types of which LangChain makes a message again. */
const COERCED = ["human", "ai", "system", "tool", "remove"];

function message(made: MessageConstructor, depth: number): Record<string, unknown> {
  const type = roleOf(made.name, undefined);
  if (!COERCED.includes(type)) throw NOT_JSON;
  const { id, content, ...rest } = made.fields;
  const more = Object.entries(rest)
    // The chunks that a stream came in are in `tool_calls` already.
    .filter(([key, value]) => key !== "type" && key !== "tool_call_chunks" && !isEmpty(value))
    .map(([key, value]) => [key, unescaped(value)] as const);
  const named = [
    ...(isEmpty(id) ? [] : [["id", id] as const]),
    ["type", type] as const,
    ["content", content ?? ""] as const,
  ];
  return record([...named, ...more], depth);
}
