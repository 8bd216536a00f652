// The one piece of state of our asynchronous context: which frame is current. It sits on globalThis under a registered
// symbol, because the kernel and the guest are separate bundles with a copy of this module each, and must share it.

/** AsyncLocalStorage instance → its store. Frames are replaced, not changed (but for `disable`, as in Node). */
export type Frame = Map<object, unknown> | undefined;

export interface Frames {
  current: Frame;
  /** How many calls of an async generator's next/return/throw are on the stack: above 0, a generator that wakes was woken by its caller. */
  stepping: number;
  installed: boolean;
}

const KEY = Symbol.for("forkpoint:async-context");
const home = globalThis as unknown as Record<symbol, Frames | undefined>;

export const frames: Frames = (home[KEY] ??= { current: undefined, stepping: 0, installed: false });

/** Call `fn` with `frame` current, and put back what was current before. */
export function runIn<A extends unknown[], R>(frame: Frame, fn: (...args: A) => R, self: unknown, args: A): R {
  const before = frames.current;
  frames.current = frame;
  try {
    return Reflect.apply(fn, self, args);
  } finally {
    frames.current = before;
  }
}

/** `fn`, always called with the frame that is current now. */
export function bindToCurrent<F extends (...args: any[]) => unknown>(fn: F): F {
  const frame = frames.current;
  return function bound(this: unknown, ...args: Parameters<F>) {
    return runIn(frame, fn, this, args);
  } as F;
}
