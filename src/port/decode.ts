// A JSON tree from the other side → a value. Every part is checked: the tree may be anything that JSON can say.
import { fromBase64 } from "./base64.ts";
import { charCodeAt, defineProperty, hasOwn, isArray, isSafeInteger, keysOf, slice } from "./captured.ts";
import { printable } from "./describe-error.ts";
import { PortError } from "./errors.ts";
import { isForbiddenKey, MOST_BIGINT_DIGITS, type HandleKind } from "./tags.ts";
import type { PortLimits } from "./types.ts";

export interface Inbound {
  readonly limits: PortLimits;
  /** A remote object for a handle of the sender's. Throws PORT_LIMIT when there are too many. */
  receive(kind: HandleKind, id: number, name: string): unknown;
  /** What was handed out under that id. Throws PORT_REVOKED when it was taken back, or never was. */
  original(id: number): unknown;
}

/** Throws a PortError PORT_MALFORMED, PORT_LIMIT or PORT_REVOKED. The tree is used up: plain parts become the value. */
export function decode(tree: unknown, inbound: Inbound): unknown {
  return decodeNode(tree, { inbound, nodes: 0 }, 0);
}

interface Walk {
  readonly inbound: Inbound;
  nodes: number;
}

function malformed(what: string): PortError {
  return new PortError("PORT_MALFORMED", `a message held ${what}`);
}

function decodeNode(node: unknown, walk: Walk, depth: number): unknown {
  const { limits } = walk.inbound;
  if (++walk.nodes > limits.nodes) throw new PortError("PORT_LIMIT", `a value of more than ${limits.nodes} parts`);
  if (depth > limits.depth) throw new PortError("PORT_LIMIT", `a value nested deeper than ${limits.depth} levels`);
  if (typeof node !== "object" || node === null) return node;
  if (isArray(node)) {
    for (let i = 0; i < node.length; i++) node[i] = decodeNode(node[i], walk, depth + 1);
    return node;
  }
  return hasOwn(node, "$") ? decodeTagged(node as Fields, walk, depth) : decodePlain(node as Fields, walk, depth);
}

type Fields = { [key: string]: unknown };

/** In place: every key is the object's own already, so no assignment can reach a setter of a prototype. */
function decodePlain(node: Fields, walk: Walk, depth: number): unknown {
  const keys = keysOf(node);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    checkKey(key);
    const value = decodeNode(node[key], walk, depth + 1);
    checkThen(key, value);
    node[key] = value;
  }
  return node;
}

function checkKey(key: string): void {
  if (isForbiddenKey(key)) throw malformed(`a key “${key}”`);
}

/** An object with a callable `then` would be asked to settle the promise of whoever awaits it. */
function checkThen(key: string, value: unknown): void {
  if (key === "then" && typeof value === "function") throw malformed("an object with a function “then”");
}

function decodeTagged(node: Fields, walk: Walk, depth: number): unknown {
  switch (node.$) {
    case "undefined":
      return undefined;
    case "number":
      return specialNumber(field(node, "is"));
    case "bigint":
      return bigintOf(field(node, "is"));
    case "date":
      return dateOf(field(node, "is"));
    case "bytes":
      return bytesOf(field(node, "is"));
    case "map":
      return mapOf(field(node, "of"), walk, depth);
    case "set":
      return setOf(field(node, "of"), walk, depth);
    case "object":
      return objectOf(field(node, "of"), walk, depth);
    case "error":
      return errorOf(field(node, "name"), field(node, "message"));
    case "function":
    case "class":
    case "instance":
      return handleOf(node.$, field(node, "id"), field(node, "name"), walk);
    case "yours":
      return walk.inbound.original(idOf(field(node, "id")));
    default:
      throw malformed("a value of an unknown kind");
  }
}

/** Only own fields count, so that nothing on Object.prototype can stand in for a missing one. */
function field(node: Fields, key: string): unknown {
  return hasOwn(node, key) ? node[key] : undefined;
}

function specialNumber(is: unknown): number {
  switch (is) {
    case "NaN":
      return NaN;
    case "Infinity":
      return Infinity;
    case "-Infinity":
      return -Infinity;
    case "-0":
      return -0;
    default:
      throw malformed("a number that is none");
  }
}

function bigintOf(is: unknown): bigint {
  if (typeof is !== "string" || is.length > MOST_BIGINT_DIGITS || !isWholeNumber(is))
    throw malformed("a bigint that is none");
  return BigInt(is);
}

function isWholeNumber(text: string): boolean {
  const first = charCodeAt(text, 0) === 45 ? 1 : 0;
  if (text.length === first) return false;
  for (let i = first; i < text.length; i++) {
    const code = charCodeAt(text, i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function dateOf(is: unknown): Date {
  if (is === null) return new Date(NaN);
  if (typeof is !== "number" || !(is >= -8.64e15 && is <= 8.64e15)) throw malformed("a date that is none");
  return new Date(is);
}

function bytesOf(is: unknown): Uint8Array {
  const bytes = typeof is === "string" ? fromBase64(is) : null;
  if (bytes === null) throw malformed("bytes that are not base64");
  return bytes;
}

function mapOf(of: unknown, walk: Walk, depth: number): Map<unknown, unknown> {
  const entries = pairs(of);
  const map = new Map<unknown, unknown>();
  for (let i = 0; i < entries.length; i++) {
    const [key, value] = entries[i]!;
    map.set(decodeNode(key, walk, depth + 1), decodeNode(value, walk, depth + 1));
  }
  return map;
}

function setOf(of: unknown, walk: Walk, depth: number): Set<unknown> {
  if (!isArray(of)) throw malformed("a set without a list");
  const set = new Set<unknown>();
  for (let i = 0; i < of.length; i++) set.add(decodeNode(of[i], walk, depth + 1));
  return set;
}

function objectOf(of: unknown, walk: Walk, depth: number): object {
  const entries = pairs(of);
  const object = {};
  for (let i = 0; i < entries.length; i++) {
    const [key, tree] = entries[i]!;
    if (typeof key !== "string") throw malformed("an object with a key that is not text");
    checkKey(key);
    const value = decodeNode(tree, walk, depth + 1);
    checkThen(key, value);
    defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return object;
}

function pairs(of: unknown): readonly (readonly [unknown, unknown])[] {
  if (!isArray(of)) throw malformed("entries that are not a list");
  for (let i = 0; i < of.length; i++) {
    const pair: unknown = of[i];
    if (!isArray(pair) || pair.length !== 2) throw malformed("an entry that is not a pair");
  }
  return of as readonly (readonly [unknown, unknown])[];
}

function errorOf(name: unknown, message: unknown): Error {
  if (typeof name !== "string" || typeof message !== "string") throw malformed("an error without name and message");
  const text = printable({ name, message });
  const error = new Error(text.message);
  defineProperty(error, "name", { value: text.name, writable: true, enumerable: false, configurable: true });
  // The stack would name files of this side, where the error did not happen.
  defineProperty(error, "stack", { value: `${text.name}: ${text.message}`, writable: true, enumerable: false });
  return error;
}

function handleOf(kind: HandleKind, id: unknown, name: unknown, walk: Walk): unknown {
  return walk.inbound.receive(kind, idOf(id), typeof name === "string" ? slice(name, 0, 100) : "");
}

export function idOf(id: unknown): number {
  if (!isSafeInteger(id)) throw malformed("an id that is not a whole number");
  return id as number;
}
