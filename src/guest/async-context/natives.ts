// Patches of the native functions that call somebody later: each must call back in the frame that asked.
import { bindToCurrent, frames, runIn } from "./frame.ts";
import { each, hold } from "./suspension.ts";

type Fn = (...args: any[]) => any;
const home = globalThis as unknown as Record<string, any>;
const nativeThen: Fn = Promise.prototype.then;

export function patchNatives(): void {
  patchPromise();
  patchSchedulers();
  patchStreams();
  patchAsyncGenerators();
  patchFromAsync();
  patchAbortTimeout();
}

function redefine(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: false });
}

function patchPromise(): void {
  redefine(Promise.prototype, "then", function then(this: unknown, onValue: unknown, onError: unknown) {
    return Reflect.apply(nativeThen, this, [reaction(onValue), reaction(onError)]);
  });
  const nativeResolve: Fn = Promise.resolve;
  redefine(Promise, "resolve", function resolve(this: unknown, value: unknown) {
    return Reflect.apply(nativeResolve, this, [hold(value)]);
  });
}

function reaction(callback: unknown): unknown {
  if (typeof callback !== "function") return callback;
  const frame = frames.current;
  return (value: unknown) => {
    const before = frames.current;
    frames.current = frame;
    try {
      return hold((callback as Fn)(value));
    } finally {
      frames.current = before;
    }
  };
}

function patchSchedulers(): void {
  const names = ["setTimeout", "setInterval", "setImmediate", "requestAnimationFrame", "requestIdleCallback"];
  for (const name of [...names, "queueMicrotask"]) patchCallback(home, name);
  if (home.scheduler?.postTask) patchCallback(home.scheduler, "postTask");
}

function patchCallback(owner: Record<string, any>, name: string): void {
  const native = owner[name];
  if (typeof native !== "function") return;
  const patched = (callback: unknown, ...rest: unknown[]) =>
    Reflect.apply(native, owner, [typeof callback === "function" ? bindToCurrent(callback as Fn) : callback, ...rest]);
  redefine(owner, name, patched);
}

/** The methods of a source, a sink or a transformer run in the frame where the stream was made. */
function patchStreams(): void {
  for (const name of ["ReadableStream", "WritableStream", "TransformStream"]) {
    const native = home[name];
    if (typeof native !== "function") continue;
    const patched: unknown = new Proxy(native, {
      construct(target, args: unknown[], newTarget) {
        const bound = args.length === 0 ? args : [boundMethods(args[0]), ...args.slice(1)];
        return Reflect.construct(target, bound, newTarget === patched ? target : newTarget);
      },
    });
    redefine(home, name, patched);
  }
  const from: Fn | undefined = home.ReadableStream?.from;
  if (from)
    redefine(home.ReadableStream, "from", (items: unknown) => Reflect.apply(from, home.ReadableStream, [each(items)]));
}

function boundMethods(owner: unknown): unknown {
  if (owner === null || typeof owner !== "object") return owner;
  const frame = frames.current;
  return new Proxy(owner, {
    get(target, key) {
      const member = Reflect.get(target, key);
      return typeof member === "function" ? (...args: unknown[]) => runIn(frame, member, target, args) : member;
    },
  });
}

/** While next, return or throw is on the stack, a generator that wakes was woken by its caller: `step` asks for that. */
function patchAsyncGenerators(): void {
  const prototype = Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})()));
  for (const name of ["next", "throw"]) redefine(prototype, name, stepping(prototype[name]));
  redefine(prototype, "return", returning(stepping(prototype.return)));
}

function stepping(native: Fn): Fn {
  return function (this: unknown, value: unknown) {
    frames.stepping++;
    try {
      return Reflect.apply(native, this, [value]);
    } finally {
      frames.stepping--;
    }
  };
}

/**
 * `return(value)` wakes the generator, which awaits the value before its `finally` runs, in the frame of the caller.
 * Nothing of ours runs in between, so the value is a promise on which the generator's own reaction stands between two
 * of ours: the first makes it look woken by its caller, the second ends that.
 */
function returning(native: Fn): Fn {
  return function (this: unknown, value: unknown) {
    const frame = frames.current;
    let before = frame;
    const enter = () => {
      before = frames.current;
      frames.current = frame;
      frames.stepping++;
    };
    const leave = () => {
      frames.stepping--;
      frames.current = before;
    };
    const settled = Promise.resolve(value);
    Reflect.apply(nativeThen, settled, [enter, enter]);
    try {
      return Reflect.apply(native, this, [settled]);
    } finally {
      Reflect.apply(nativeThen, settled, [leave, leave]);
    }
  };
}

/** The iterator is asked again from bare microtasks: the relay puts the frame back. */
function patchFromAsync(): void {
  const native = Array.fromAsync as Fn | undefined;
  if (!native) return;
  redefine(Array, "fromAsync", function fromAsync(this: unknown, items: unknown, map?: unknown, self?: unknown) {
    const bound = typeof map === "function" ? bindToCurrent(map as Fn) : map;
    return Reflect.apply(native, this, [each(items), bound, self]);
  });
}

/** The listeners of a time-out signal run in the frame that asked for the signal, as in Node. */
function patchAbortTimeout(): void {
  if (typeof home.AbortSignal?.timeout !== "function") return;
  redefine(home.AbortSignal, "timeout", (ms: number) => {
    const controller = new AbortController();
    const expire = () => controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
    const timer: any = home.setTimeout(expire, ms);
    timer?.unref?.();
    return controller.signal;
  });
}
