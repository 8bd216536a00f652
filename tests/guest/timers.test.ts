// The timer functions of a guest.
import { expect, test } from "vitest";
import { installTimers, nativeTimer } from "../../src/guest/timers.ts";

function openTimers() {
  const global = {} as typeof globalThis;
  const waiting = new Map<object, { fire: () => void; delayMs: number }>();
  const thrown: unknown[] = [];
  const timers = installTimers(
    global,
    (fire, delayMs) => {
      const key = {};
      waiting.set(key, { fire, delayMs });
      return () => void waiting.delete(key);
    },
    (error) => thrown.push(error),
  );
  const fireAll = () => {
    for (const [key, { fire }] of [...waiting]) if (waiting.delete(key)) fire();
  };
  return {
    global,
    timers,
    waiting,
    thrown,
    fireAll,
    delays: () => [...waiting.values()].map(({ delayMs }) => delayMs),
  };
}

test("a timeout fires once with its arguments, an interval again and again", () => {
  const { global, fireAll } = openTimers();
  const seen: unknown[] = [];
  global.setTimeout((value: string) => seen.push(value), 5, "once");
  const interval = global.setInterval(() => seen.push("again"), 5);
  fireAll();
  fireAll();
  global.clearInterval(interval);
  fireAll();
  expect(seen).toEqual(["once", "again", "again"]);
});

test("delays follow Node: less than 1, too much and nonsense mean 1", () => {
  const { global, delays } = openTimers();
  for (const delay of [0, -5, 1, 20.5, 2 ** 31, NaN, undefined]) global.setTimeout(() => {}, delay);
  expect(delays()).toEqual([1, 1, 1, 20.5, 1, 1, 1]);
});

test("a cleared timer does not fire, clearing nonsense is no error", () => {
  const { global, fireAll } = openTimers();
  let fired = 0;
  const timer = global.setTimeout(() => fired++, 1);
  global.clearTimeout(timer);
  global.clearTimeout(undefined);
  global.clearTimeout(12345);
  fireAll();
  expect(fired).toBe(0);
});

test("an interval may clear itself", () => {
  const { global, fireAll, waiting } = openTimers();
  const interval = global.setInterval(() => global.clearInterval(interval), 1);
  fireAll();
  expect(waiting.size).toBe(0);
});

test("what a callback throws is told, and an interval goes on", () => {
  const { global, thrown, fireAll } = openTimers();
  global.setInterval(() => {
    throw new Error("again");
  }, 1);
  fireAll();
  fireAll();
  expect(thrown.length).toBe(2);
});

test("all timers can be cleared at once", () => {
  const { global, timers, waiting } = openTimers();
  global.setTimeout(() => {}, 1);
  global.setInterval(() => {}, 1);
  timers.clearAll();
  expect(waiting.size).toBe(0);
});

test("text is refused: there is no code from text in a guest", () => {
  const { global } = openTimers();
  expect(() => global.setTimeout("alert(1)" as never, 1)).toThrow(TypeError);
});

test("where the platform has a task queue, timers go through it", async () => {
  const asked: number[] = [];
  const scheduler = {
    postTask(callback: () => void, { delay, signal }: { delay: number; signal: AbortSignal }) {
      asked.push(delay);
      return new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
        queueMicrotask(() => resolve(signal.aborted || callback()));
      });
    },
  };
  const start = nativeTimer({ scheduler, setTimeout, clearTimeout } as unknown as typeof globalThis);
  const fired: string[] = [];
  start(() => fired.push("a"), 7);
  start(() => fired.push("b"), 8)();
  await new Promise((resume) => setTimeout(resume, 5));
  expect([asked, fired]).toEqual([[7, 8], ["a"]]);
});
