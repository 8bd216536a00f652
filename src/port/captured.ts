// The built-ins that the port works with, taken when the module loads: learner code shares the guest's realm and may
// patch any of them later. Code in this folder uses these, index loops and null-prototype tables, never `for … of`.

/** `fn.call` as a free function: `uncurried(Map.prototype.get)(map, key)`, immune to a patched `call`. */
function uncurried<Self, Args extends unknown[], Result>(
  fn: (this: Self, ...args: Args) => Result,
): (self: Self, ...args: Args) => Result {
  return Function.prototype.call.bind(fn) as (self: Self, ...args: Args) => Result;
}

function getterOf(prototype: object, key: PropertyKey): (self: object) => unknown {
  const getter = Object.getOwnPropertyDescriptor(prototype, key)?.get;
  if (getter === undefined) throw new TypeError(`no getter ${String(key)}`);
  return uncurried(getter) as (self: object) => unknown;
}

export const { parse: parseJson, stringify: stringifyJson } = JSON;
export const { isArray } = Array;
export const { keys: keysOf, getPrototypeOf, getOwnPropertyDescriptor, defineProperty, create: createObject } = Object;
export const { apply: applyFunction, construct: constructWith } = Reflect;
export const { isFinite: isFiniteNumber, isSafeInteger } = Number;
export const { is: isSameValue } = Object;
export const { fromCharCode } = String;

export const ObjectPrototype = Object.prototype;
export const FunctionPrototype = Function.prototype;
export const MapPrototype = Map.prototype;
export const SetPrototype = Set.prototype;
export const DatePrototype = Date.prototype;
export const ErrorPrototype = Error.prototype;
export const NativePromise = Promise;
export const PromisePrototype = Promise.prototype;
export const NativeProxy = Proxy;
export const NativeWeakMap = WeakMap;
export const asyncIteratorKey = Symbol.asyncIterator;
export const iteratorKey = Symbol.iterator;

export const hasOwn = uncurried(Object.prototype.hasOwnProperty) as (self: object, key: PropertyKey) => boolean;
export const sourceOf = uncurried(Function.prototype.toString) as (self: object) => string;
export const eachInMap = uncurried(Map.prototype.forEach) as (
  map: object,
  visit: (value: unknown, key: unknown) => void,
) => void;
export const eachInSet = uncurried(Set.prototype.forEach) as (set: object, visit: (value: unknown) => void) => void;
export const sizeOfMap = getterOf(Map.prototype, "size") as (map: object) => number;
export const sizeOfSet = getterOf(Set.prototype, "size") as (set: object) => number;
export const timeOf = uncurried(Date.prototype.getTime) as (date: object) => number;
export const bigintText = uncurried(BigInt.prototype.toString) as (value: bigint) => string;
const typedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype) as object;
/** "Uint8Array" and so on; undefined for what is not a typed array. Never runs learner code. */
export const typedArrayName = getterOf(typedArrayPrototype, Symbol.toStringTag) as (
  value: object,
) => string | undefined;
export const byteLengthOf = getterOf(typedArrayPrototype, "length") as (bytes: object) => number;

export const slice = uncurried(String.prototype.slice) as (text: string, start: number, end?: number) => string;
export const charCodeAt = uncurried(String.prototype.charCodeAt) as (text: string, index: number) => number;
export const indexOf = uncurried(String.prototype.indexOf) as (text: string, part: string, from: number) => number;
/** Named so and not "then": a module that exports that name is a thenable to whoever imports it with `import()`. */
export const whenSettled = uncurried(
  Promise.prototype.then as (
    this: Promise<unknown>,
    done: (value: unknown) => unknown,
    failed: (error: unknown) => unknown,
  ) => Promise<unknown>,
);
export const lookUp = uncurried(WeakMap.prototype.get) as <Key extends object, Value>(
  map: WeakMap<Key, Value>,
  key: Key,
) => Value | undefined;
export const remember = uncurried(WeakMap.prototype.set) as <Key extends object, Value>(
  map: WeakMap<Key, Value>,
  key: Key,
  value: Value,
) => unknown;
export const forget = uncurried(WeakMap.prototype.delete) as <Key extends object>(
  map: WeakMap<Key, unknown>,
  key: Key,
) => boolean;

/** A table that no patched prototype can reach. */
export type Table<Value> = { [id: number | string]: Value | undefined };

export function newTable<Value>(): Table<Value> {
  return createObject(null) as Table<Value>;
}
