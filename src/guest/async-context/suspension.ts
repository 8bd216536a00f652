// What compiled code calls around each suspension. A native async function wakes without passing through anything that
// can be patched, so the compiler (src/compile/restore-context.ts) has it note its frame before and put it back after.
import { frames, type Frame } from "./frame.ts";

/** What a function notes before it suspends. 0 = it is not suspended, so nothing is to be put back. */
type Noted = Frame | Relay | 0;

const NativePromise = Promise;

/** The frame to note. */
export function now(): Frame {
  return frames.current;
}

/** After an `await`: the value that came, in the frame that was noted. */
export function back<T>(value: T, noted: Frame): T {
  frames.current = noted;
  return value;
}

/** After a `yield`: woken by its caller, a generator runs in the caller's frame; woken by its queue, in its own. */
export function step<T>(value: T, noted: Noted): T {
  putBack(noted);
  return value;
}

/** First thing in `catch` and `finally`: the way in may have been an `await` that threw. Answers the new note. */
export function caught(noted: Noted): 0 {
  if (noted !== 0) putBack(noted);
  return 0;
}

function putBack(noted: Noted): void {
  if (frames.stepping > 0) return;
  if (!(noted instanceof Relay)) frames.current = noted as Frame;
  else if (noted.frame !== IDLE) frames.current = noted.frame;
}

/**
 * A value that is about to be awaited. The engine calls a foreign `then` from a bare microtask; the stand-in calls it
 * in the frame of now, one microtask later all the same. `_noted` is there for its evaluation order only.
 */
export function hold<T>(value: T, _noted?: unknown): T {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return value;
  const then = (value as { then?: unknown }).then;
  if (typeof then !== "function") return value;
  if (value instanceof NativePromise && then === NativePromise.prototype.then) return value;
  const frame = frames.current;
  const standIn = {
    then(resolve: unknown, reject: unknown) {
      frames.current = frame;
      Reflect.apply(then, value, [resolve, reject]);
    },
  };
  return standIn as T;
}

const IDLE = Symbol("idle");

/**
 * Stands in for the iterable of a `for await` or a `yield*`. It notes the frame whenever the engine is about to wait on
 * its behalf; a call that then comes from a bare microtask (a queued request, the closing of a sync iterator one of
 * whose promises was rejected) runs in that frame.
 */
class Relay {
  frame: Frame | typeof IDLE = IDLE;
  readonly #iterator: any;
  readonly #next: any;
  readonly #holdsValues: boolean;

  constructor(iterator: any, holdsValues: boolean) {
    this.#iterator = iterator;
    this.#next = iterator.next;
    this.#holdsValues = holdsValues;
  }

  next(...args: unknown[]): unknown {
    return this.#forward(this.#next, args);
  }

  get return(): unknown {
    return this.#forwarder(this.#iterator.return);
  }

  get throw(): unknown {
    return this.#forwarder(this.#iterator.throw);
  }

  [Symbol.iterator](): this {
    return this;
  }

  #forwarder(method: any): unknown {
    if (method !== undefined && method !== null) return (...args: unknown[]) => this.#forward(method, args);
    // Around a sync iterator the engine has a method of its own, and waits for that.
    if (this.#holdsValues) this.#forward(() => undefined, []);
    return undefined;
  }

  #forward(method: any, args: unknown[]): unknown {
    if (this.frame !== IDLE && frames.stepping === 0) frames.current = this.frame;
    const result: any = Reflect.apply(method, this.#iterator, args);
    const held = this.#holdsValues && isObject(result) ? { done: result.done, value: hold(result.value) } : result;
    this.frame = frames.current;
    return held;
  }
}

class AsyncRelay extends Relay {
  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** The iterable of a `for await` or a `yield*`. What cannot be iterated goes through: the engine's own error is the right one. */
export function each(iterable: any): unknown {
  if (iterable === undefined || iterable === null) return iterable;
  const open = iterable[Symbol.asyncIterator];
  if (open !== undefined && open !== null) {
    const iterator = Reflect.apply(open, iterable, []);
    return isObject(iterator) ? new AsyncRelay(iterator, false) : { [Symbol.asyncIterator]: () => iterator };
  }
  if (typeof iterable[Symbol.iterator] !== "function") return iterable;
  const iterator = iterable[Symbol.iterator]();
  return isObject(iterator) ? new Relay(iterator, true) : { [Symbol.iterator]: () => iterator };
}

/** At the start of each turn of a `for await`, and after its end. */
export function turn(loop: unknown): void {
  if (!(loop instanceof Relay) || loop.frame === IDLE) return;
  frames.current = loop.frame;
  loop.frame = IDLE;
}

function isObject(value: unknown): boolean {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
