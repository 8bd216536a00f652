// AsyncLocalStorage and AsyncResource with Node's interface, over our own frames.
import { bindToCurrent, frames, runIn, type Frame } from "./frame.ts";

interface StorageOptions<T> {
  readonly defaultValue?: T;
  readonly name?: string;
}

export class AsyncLocalStorage<T> {
  readonly #defaultValue: T | undefined;
  readonly name: string;

  constructor(options: StorageOptions<T> = {}) {
    this.#defaultValue = options.defaultValue;
    this.name = options.name ?? "";
  }

  static bind<F extends (...args: any[]) => unknown>(fn: F): F {
    return bindToCurrent(fn);
  }

  static snapshot(): <A extends unknown[], R>(fn: (...args: A) => R, ...args: A) => R {
    const frame = frames.current;
    return (fn, ...args) => runIn(frame, fn, undefined, args);
  }

  getStore(): T | undefined {
    const frame = frames.current;
    return frame?.has(this) ? (frame.get(this) as T) : this.#defaultValue;
  }

  run<A extends unknown[], R>(store: T, fn: (...args: A) => R, ...args: A): R {
    // As in Node: the same store again is no new context, so what `fn` enters stays entered.
    if (Object.is(store, this.getStore())) return Reflect.apply(fn, null, args);
    return runIn(this.#with(store), fn, null, args);
  }

  exit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R {
    return this.run(undefined as T, fn, ...args);
  }

  enterWith(store: T): void {
    frames.current = this.#with(store);
  }

  /** As in Node, the running frame itself loses the store: whoever shares it loses it too. */
  disable(): void {
    frames.current?.delete(this);
  }

  #with(store: T): Frame {
    return new Map(frames.current).set(this, store);
  }
}

export class AsyncResource {
  readonly type: string;
  readonly #frame = frames.current;

  constructor(type: string) {
    this.type = type;
  }

  static bind<F extends (...args: any[]) => unknown>(fn: F): F {
    return bindToCurrent(fn);
  }

  runInAsyncScope<A extends unknown[], R>(fn: (...args: A) => R, self?: unknown, ...args: A): R {
    return runIn(this.#frame, fn, self, args);
  }

  bind<F extends (...args: any[]) => unknown>(fn: F): F {
    const frame = this.#frame;
    return function bound(this: unknown, ...args: Parameters<F>) {
      return runIn(frame, fn, this, args);
    } as F;
  }

  emitDestroy(): this {
    return this;
  }

  asyncId(): number {
    return 0;
  }

  triggerAsyncId(): number {
    return 0;
  }
}
