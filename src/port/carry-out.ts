// Carrying out a call of the other side on an object of this one. What may be called is told by descriptors, so that
// a hostile caller reaches the methods of what it was given and never `constructor` or what all functions inherit.
import {
  applyFunction,
  asyncIteratorKey,
  constructWith,
  FunctionPrototype,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  iteratorKey,
  ObjectPrototype,
} from "./captured.ts";
import { isForbiddenKey } from "./tags.ts";
import type { Way } from "./protocol.ts";
import { remoteKind } from "./remote.ts";

/** The result may be a promise. Throws what the called code throws. */
export function carryOut(target: object, way: Way, name: string | null, args: readonly unknown[]): unknown {
  switch (way) {
    case "call":
      return name === null ? callItself(target, args) : callMethod(target, name, args);
    case "new":
      if (typeof target !== "function") throw new TypeError("this is not a constructor");
      return constructWith(target, args);
    case "iterate":
      return iteratorOf(target);
    case "next":
    case "return":
      return step(target, way, args);
  }
}

function callItself(target: object, args: readonly unknown[]): unknown {
  if (typeof target !== "function") throw new TypeError("this is not a function");
  return applyFunction(target, undefined, args);
}

function callMethod(target: object, name: string, args: readonly unknown[]): unknown {
  const method = methodOf(target, name);
  if (typeof method !== "function") throw new TypeError(`there is no method “${name}”`);
  return applyFunction(method, target, args);
}

// A proxy may answer with a new prototype for ever.
const LONGEST_CHAIN = 100;

function methodOf(target: object, name: string): unknown {
  if (isForbiddenKey(name)) return undefined;
  // An object of a third side has no properties to look up, only methods to pass the call on with.
  if (remoteKind(target) !== undefined) return (target as Record<string, unknown>)[name];
  let holder: object | null = target;
  for (let i = 0; holder !== null && i < LONGEST_CHAIN; i++) {
    if (holder === ObjectPrototype || holder === FunctionPrototype) return undefined;
    const property = getOwnPropertyDescriptor(holder, name);
    if (property !== undefined) return property.get ? applyFunction(property.get, target, []) : property.value;
    holder = getPrototypeOf(holder) as object | null;
  }
  return undefined;
}

function iteratorOf(target: object): unknown {
  const source = target as { [asyncIteratorKey]?: unknown; [iteratorKey]?: unknown };
  const open = source[asyncIteratorKey] ?? source[iteratorKey];
  if (typeof open !== "function") throw new TypeError("this cannot be iterated");
  return new Opened(applyFunction(open, target, []) as object);
}

/** An open iteration: an object apart, so that "next" and "return" reach only what "iterate" has opened. */
class Opened {
  readonly #iterator: object;
  constructor(iterator: object) {
    this.#iterator = iterator;
  }
  /** Told by the private field: `instanceof` can be patched. */
  static iteratorOf(target: object): object {
    if (#iterator in target) return target.#iterator;
    throw new TypeError("this is not an open iteration");
  }
}

async function step(target: object, way: "next" | "return", args: readonly unknown[]): Promise<unknown> {
  const iterator = Opened.iteratorOf(target);
  const method: unknown = (iterator as Record<string, unknown>)[way];
  if (typeof method !== "function") {
    if (way === "return") return { done: true, value: undefined };
    throw new TypeError("the iterator has no next()");
  }
  const result: unknown = await applyFunction(method, iterator, args);
  if (typeof result !== "object" || result === null) throw new TypeError("the iterator's step is not an object");
  const { done, value } = result as { done?: unknown; value?: unknown };
  // As `for await` does over a synchronous iterable of promises.
  return { done: Boolean(done), value: await value };
}
