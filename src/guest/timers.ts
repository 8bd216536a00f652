// The timers of a guest. Two reasons to have our own: browsers clamp nested timeouts to 4 ms, which makes LangGraph's
// stores crawl, while `scheduler.postTask` is not clamped; and what one test left ticking must not reach the next one.

/** Calls back once after that many milliseconds; gives a function that cancels. */
export type StartTimer = (callback: () => void, delayMs: number) => () => void;

export interface Timers {
  /** Forget every timer that is still waiting. */
  clearAll(): void;
}

/** Replaces the timer functions of `global`. All of them share one queue: two queues would reorder short and long timeouts. */
export function installTimers(
  global: typeof globalThis,
  start: StartTimer,
  onThrown: (error: unknown) => void,
): Timers {
  const waiting = new Map<number, () => void>();
  let lastId = 0;

  const add = (callback: unknown, delay: unknown, args: unknown[], repeats: boolean): number => {
    if (typeof callback !== "function") throw new TypeError("the first argument of a timer must be a function");
    const id = ++lastId;
    // Node's floor is 1 ms; more than 2^31 - 1 means 1 as well, there and in browsers.
    const asked = Number(delay);
    const delayMs = asked >= 1 && asked <= 0x7fffffff ? asked : 1;
    const again = () => waiting.set(id, start(fire, delayMs));
    const fire = () => {
      if (repeats) again();
      else waiting.delete(id);
      try {
        Reflect.apply(callback, undefined, args);
      } catch (error) {
        onThrown(error);
      }
    };
    again();
    return id;
  };

  const clear = (id: unknown): void => {
    const cancel = waiting.get(Number(id));
    waiting.delete(Number(id));
    cancel?.();
  };

  const replacements = {
    setTimeout: (callback: unknown, delay?: unknown, ...args: unknown[]) => add(callback, delay, args, false),
    setInterval: (callback: unknown, delay?: unknown, ...args: unknown[]) => add(callback, delay, args, true),
    clearTimeout: clear,
    clearInterval: clear,
  };
  for (const [name, value] of Object.entries(replacements))
    Object.defineProperty(global, name, { value, writable: true, configurable: true, enumerable: false });

  return {
    clearAll() {
      for (const id of waiting.keys()) clear(id);
    },
  };
}

/** The best clock that this global offers, taken hold of before learner code can touch it. */
export function nativeTimer(global: typeof globalThis): StartTimer {
  const { setTimeout, clearTimeout } = global;
  const clamped: StartTimer = (callback, delayMs) => {
    const handle = setTimeout(callback, delayMs);
    return () => clearTimeout(handle);
  };
  const scheduler = (global as { scheduler?: { postTask?: PostTask } }).scheduler;
  if (!scheduler?.postTask) return clamped;
  const postTask = scheduler.postTask.bind(scheduler);
  return (callback, delayMs) => {
    const controller = new AbortController();
    // Rejects when it is cancelled; the callback itself never throws.
    postTask(callback, { delay: delayMs, signal: controller.signal }).catch(() => undefined);
    return () => controller.abort();
  };
}

type PostTask = (callback: () => void, options: { delay: number; signal: AbortSignal }) => Promise<unknown>;
