// A value → JSON text. Plain data is copied; functions and instances of classes become handles. The text is written
// here and not by JSON.stringify, which asks every object for a `toJSON` that learner code may have planted.
import { toBase64 } from "./base64.ts";
import {
  asyncIteratorKey,
  bigintText,
  DatePrototype,
  eachInMap,
  eachInSet,
  ErrorPrototype,
  getPrototypeOf,
  hasOwn,
  isArray,
  isFiniteNumber,
  isSameValue,
  keysOf,
  MapPrototype,
  ObjectPrototype,
  PromisePrototype,
  SetPrototype,
  sizeOfMap,
  sizeOfSet,
  stringifyJson,
  timeOf,
  typedArrayName,
} from "./captured.ts";
import { describeError } from "./describe-error.ts";
import { PortError } from "./errors.ts";
import { messageData } from "./message-data.ts";
import { isForbiddenKey, MOST_BIGINT_DIGITS } from "./tags.ts";
import type { PortLimits } from "./types.ts";

export interface Outbound {
  readonly limits: PortLimits;
  /** The tag, as JSON text, of a function or object that stays on its own side. */
  refer(value: object): string;
}

/** Throws a PortError PORT_VALUE when the value, or a getter in it, does not allow it. */
export function encode(value: unknown, out: Outbound): string {
  const walk: Walk = { out, nodes: 0, chars: 0, ancestors: [] };
  try {
    return encodeNode(value, walk, 0);
  } catch (error) {
    if (error instanceof PortError) throw error;
    const { name, message } = describeError(error);
    throw refusal(`reading it threw ${name}: ${message}`);
  }
}

interface Walk {
  readonly out: Outbound;
  nodes: number;
  chars: number;
  readonly ancestors: object[];
}

function refusal(why: string): PortError {
  return new PortError("PORT_VALUE", `the value could not be handed over: ${why}`);
}

function encodeNode(value: unknown, walk: Walk, depth: number): string {
  const { limits } = walk.out;
  if (++walk.nodes > limits.nodes) throw refusal(`it has more than ${limits.nodes} parts`);
  if (depth > limits.depth) throw refusal(`it is nested deeper than ${limits.depth} levels`);
  switch (typeof value) {
    case "string":
      return counted(walk, stringifyJson(value));
    case "boolean":
      return value ? "true" : "false";
    case "number":
      return encodeNumber(value);
    case "undefined":
      return '{"$":"undefined"}';
    case "bigint":
      return encodeBigint(value);
    case "symbol":
      throw refusal("symbols stay where they are made");
    case "function":
      return walk.out.refer(value);
    default:
      return value === null ? "null" : encodeObject(value as object, walk, depth);
  }
}

function counted(walk: Walk, text: string): string {
  walk.chars += text.length;
  if (walk.chars > walk.out.limits.lineChars)
    throw refusal(`it takes more than ${walk.out.limits.lineChars} characters`);
  return text;
}

function encodeNumber(value: number): string {
  if (isFiniteNumber(value) && !isSameValue(value, -0)) return `${value}`;
  return `{"$":"number","is":"${isSameValue(value, -0) ? "-0" : `${value}`}"}`;
}

const TOO_LARGE = 10n ** BigInt(MOST_BIGINT_DIGITS);

function encodeBigint(value: bigint): string {
  const refused = () => refusal(`it holds a bigint of more than ${MOST_BIGINT_DIGITS} digits`);
  // Compared before it is printed: to print a hundred thousand digits takes a slow machine seconds.
  if (value >= TOO_LARGE || value <= -TOO_LARGE) throw refused();
  const digits = bigintText(value);
  if (digits.length > MOST_BIGINT_DIGITS) throw refused();
  return `{"$":"bigint","is":"${digits}"}`;
}

function encodeObject(value: object, walk: Walk, depth: number): string {
  const { ancestors } = walk;
  for (let i = 0; i < depth; i++) if (ancestors[i] === value) throw refusal("it contains itself");
  ancestors[depth] = value;
  if (isArray(value)) return `[${encodeItems(value, value.length, walk, depth)}]`;
  const prototype: unknown = getPrototypeOf(value);
  if (isRootPrototype(prototype))
    return isAsyncIterable(value) ? walk.out.refer(value) : encodePlain(value, walk, depth);
  switch (prototype) {
    case MapPrototype:
      return `{"$":"map","of":[${encodeMap(value, walk, depth)}]}`;
    case SetPrototype:
      return `{"$":"set","of":[${encodeSet(value, walk, depth)}]}`;
    case DatePrototype: {
      const time = timeOf(value);
      return `{"$":"date","is":${isFiniteNumber(time) ? time : "null"}}`;
    }
    case PromisePrototype:
      throw refusal("it holds a promise that was not awaited");
  }
  // Node's Buffer is a Uint8Array too, so this asks for the brand and not for the prototype.
  if (typedArrayName(value) === "Uint8Array")
    return `{"$":"bytes","is":${counted(walk, `"${toBase64(value as Uint8Array)}"`)}}`;
  if (inheritsFrom(value, ErrorPrototype)) {
    const { name, message } = describeError(value);
    return `{"$":"error","name":${stringifyJson(name)},"message":${counted(walk, stringifyJson(message))}}`;
  }
  const message = messageData(value);
  if (message !== null) return encodePlain(message, walk, depth);
  return walk.out.refer(value);
}

/** No prototype, or some realm's Object.prototype. */
function isRootPrototype(prototype: unknown): boolean {
  if (prototype === null || prototype === ObjectPrototype) return true;
  return getPrototypeOf(prototype as object) === null && hasOwn(prototype as object, "isPrototypeOf");
}

function isAsyncIterable(value: object): boolean {
  return typeof (value as { [asyncIteratorKey]?: unknown })[asyncIteratorKey] === "function";
}

// A proxy may answer with a new prototype for ever.
const LONGEST_CHAIN = 100;

function inheritsFrom(value: object, ancestor: object): boolean {
  let prototype: object | null = getPrototypeOf(value) as object | null;
  for (let i = 0; prototype !== null && i < LONGEST_CHAIN; i++) {
    if (prototype === ancestor) return true;
    prototype = getPrototypeOf(prototype) as object | null;
  }
  return false;
}

function encodeItems(items: readonly unknown[], length: number, walk: Walk, depth: number): string {
  if (length > walk.out.limits.nodes) throw refusal(`it has more than ${walk.out.limits.nodes} parts`);
  let text = "";
  for (let i = 0; i < length; i++) text += (i === 0 ? "" : ",") + encodeNode(items[i], walk, depth + 1);
  return text;
}

function encodePlain(value: object, walk: Walk, depth: number): string {
  const keys = keysOf(value);
  const asPairs = hasOwn(value, "$");
  let text = "";
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const part: unknown = (value as Record<string, unknown>)[key];
    if (isForbiddenKey(key)) throw refusal(`it has a key “${key}”`);
    if (key === "then" && typeof part === "function")
      throw refusal("it has a function “then”: whoever awaits it would take it for a promise");
    const name = counted(walk, stringifyJson(key));
    const encoded = encodeNode(part, walk, depth + 1);
    text += (i === 0 ? "" : ",") + (asPairs ? `[${name},${encoded}]` : `${name}:${encoded}`);
  }
  return asPairs ? `{"$":"object","of":[${text}]}` : `{${text}}`;
}

function encodeMap(map: object, walk: Walk, depth: number): string {
  if (sizeOfMap(map) > walk.out.limits.nodes) throw refusal(`it has more than ${walk.out.limits.nodes} parts`);
  let text = "";
  eachInMap(map, (value, key) => {
    const pair = `[${encodeNode(key, walk, depth + 1)},${encodeNode(value, walk, depth + 1)}]`;
    text += (text === "" ? "" : ",") + pair;
  });
  return text;
}

function encodeSet(set: object, walk: Walk, depth: number): string {
  if (sizeOfSet(set) > walk.out.limits.nodes) throw refusal(`it has more than ${walk.out.limits.nodes} parts`);
  let text = "";
  eachInSet(set, (value) => {
    text += (text === "" ? "" : ",") + encodeNode(value, walk, depth + 1);
  });
  return text;
}
