// Stand-ins for functions and objects of the other side. A function stands in as a function, so that a library that
// looks for unusual properties on it finds none; a class or an instance as a proxy whose methods are calls.
import {
  asyncIteratorKey,
  defineProperty,
  lookUp,
  NativeProxy,
  NativeWeakMap,
  newTable,
  remember,
  whenSettled,
} from "./captured.ts";
import { iterateRemote } from "./remote-iterator.ts";
import type { Way } from "./protocol.ts";
import { isForbiddenKey, type HandleKind } from "./tags.ts";

export interface Caller {
  call(on: number, way: Way, name: string | null, args: readonly unknown[]): Promise<unknown>;
  /** The stand-in for what `new` makes, at once. */
  construct(on: number, args: readonly unknown[]): object;
  /** The other side's id of a remote object of this port. Throws PORT_MALFORMED for anything else. */
  idOf(remote: unknown): number;
}

/** How a constructed object is coming along; later calls of a failed one reject with what its constructor threw. */
export interface Making {
  phase: "pending" | "made" | "failed";
  readonly made: Promise<unknown>;
}

// A brand, not state: which objects are stand-ins, of whichever port, told without running any code of theirs.
const kinds = new NativeWeakMap<object, HandleKind>();

/** What a remote object of any port stands for; undefined for everything else. */
export function remoteKind(value: object): HandleKind | undefined {
  return lookUp(kinds, value);
}

export function makeRemote(kind: HandleKind, id: number, name: string, caller: Caller, making?: Making): object {
  const remote = kind === "function" ? remoteFunction(id, name, caller) : remoteObject(kind, id, caller, making);
  remember(kinds, remote, kind);
  return remote;
}

function remoteFunction(id: number, name: string, caller: Caller): object {
  function remote(...args: unknown[]): unknown {
    return new.target ? caller.construct(id, args) : caller.call(id, "call", null, args);
  }
  defineProperty(remote, "name", { value: name, configurable: true });
  return remote;
}

function remoteObject(kind: "class" | "instance", id: number, caller: Caller, making: Making | undefined): object {
  const methods = newTable<object>();
  const settledCall = (way: Way, name: string | null, args: readonly unknown[]) =>
    making ? callWhenMade(making, caller.call(id, way, name, args)) : caller.call(id, way, name, args);

  const remote: object = new NativeProxy(function () {}, {
    apply: (_target, _self, args: unknown[]) => settledCall("call", null, args),
    construct: (_target, args: unknown[]) => caller.construct(id, args),
    get(_target, key) {
      if (typeof key === "symbol") {
        if (key === asyncIteratorKey && kind === "instance")
          return () => iterateRemote(caller, () => settledCall("iterate", null, []));
        return key === Symbol.toPrimitive ? () => "[remote object]" : undefined;
      }
      if (key === "then" && making && making.phase !== "made") return thenWhenMade(making, () => remote);
      if (isUnforwarded(key)) return undefined;
      return (methods[key] ??= (...args: unknown[]) => settledCall("call", key, args));
    },
    has: () => false,
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
    setPrototypeOf: () => false,
    preventExtensions: () => false,
  });
  return remote;
}

/** `await new subject.Saver()` waits for the constructor and rejects with what it threw, as it would in one realm. */
function thenWhenMade(making: Making, remote: () => object): object {
  return (resolve: (value: unknown) => void, reject: (error: unknown) => void) => {
    // By then `making.phase` has changed, so that the object that is resolved with is no thenable any more.
    void whenSettled(making.made, () => resolve(remote()), reject);
  };
}

function callWhenMade(making: Making, result: Promise<unknown>): Promise<unknown> {
  return asResult(
    whenSettled(
      result,
      (value) => value,
      (error) =>
        whenSettled(
          making.made,
          () => {
            throw error;
          },
          (constructorError) => {
            throw constructorError;
          },
        ),
    ),
  );
}

// Names that are asked of any object at all, by `await`, JSON, string conversion or a library that looks for a known
// shape: answering them with a remote method would give the wrong answer, or call the other side unasked.
const UNFORWARDED = newTable<true>();
for (const name of [
  ["then", "catch", "finally", "toJSON", "toString", "toLocaleString", "valueOf", "hasOwnProperty", "isPrototypeOf"],
  ["length", "name", "arguments", "caller", "asymmetricMatch", "nodeType", "tagName", "$$typeof"],
  ["lc_runnable", "lc_serializable", "lc_namespace", "lc_kwargs", "lc_id", "lc_name", "lg_is_pregel", "lg_name"],
].flat())
  UNFORWARDED[name] = true;

function isUnforwarded(key: string): boolean {
  return isForbiddenKey(key) || UNFORWARDED[key] === true;
}

/** A call's promise, which `for await` can walk as if it were what it resolves with. Not awaiting it harms nobody. */
export function asResult(result: Promise<unknown>): Promise<unknown> {
  void whenSettled(result, ignore, ignore);
  void defineProperty(result, asyncIteratorKey, { value: () => iterateResult(result), configurable: true });
  return result;
}

function ignore(): void {}

async function* iterateResult(result: Promise<unknown>): AsyncGenerator<unknown, unknown, unknown> {
  const value = await result;
  return yield* value as AsyncIterable<unknown>;
}
