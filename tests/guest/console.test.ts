// The console of a guest: what is sent, what is counted.
import { expect, test } from "vitest";
import { createConsole } from "../../src/guest/console.ts";
import type { TraceEvent } from "../../src/guest/guest-root.ts";

const NO_FILES = { paths: [], pathsFor: (text: string) => text };

function openConsole(outputBytes = 1_000) {
  const trace: TraceEvent[] = [];
  const timers: (() => void)[] = [];
  const guest = createConsole(
    (event) => trace.push(event),
    NO_FILES,
    (callback) => {
      timers.push(callback);
      return () => {};
    },
    () => outputBytes,
  );
  const texts = () => trace.flatMap((event) => (event.kind === "console" ? [`${event.level}: ${event.text}`] : []));
  const dropped = () => trace.reduce((sum, event) => sum + (event.kind === "dropped" ? event.lines : 0), 0);
  return { ...guest, trace, texts, dropped, fireTimers: () => timers.splice(0).forEach((fire) => fire()) };
}

test("each method has its level", () => {
  const { console, texts } = openConsole();
  console.log("a");
  console.info("b");
  console.warn("c");
  console.error("d");
  console.debug("e");
  console.assert(true, "no");
  console.assert(false, "f");
  expect(texts()).toEqual(["log: a", "info: b", "warn: c", "error: d", "debug: e", "error: Assertion failed: f"]);
});

test("groups indent every line, counters count", () => {
  const { console, texts } = openConsole();
  console.group("outer");
  console.log("two\nlines");
  console.groupEnd();
  console.count();
  console.count();
  console.countReset();
  console.count();
  expect(texts()).toEqual([
    "log: outer",
    "log:   two\n  lines",
    "log: default: 1",
    "log: default: 2",
    "log: default: 1",
  ]);
});

test("text without a line's end is kept until it comes, or until something else must be sent", () => {
  const { write, flush, texts } = openConsole();
  write("log", "one ");
  write("log", "line\nrest");
  expect(texts()).toEqual(["log: one line"]);
  flush();
  expect(texts()).toEqual(["log: one line", "log: rest"]);
});

test("beyond the limit of bytes lines are counted, and told a little later in one event", () => {
  const { console, texts, dropped, trace, fireTimers } = openConsole(10);
  for (let i = 0; i < 20; i++) console.log("12345");
  expect(texts().length).toBe(2);
  expect(dropped()).toBe(0);
  fireTimers();
  expect(dropped()).toBe(18);
  expect(trace.length).toBe(3);
});

test("beyond the limit of lines as well, and a flood that lets no timer run is told in between", () => {
  const { console, texts, dropped, flush } = openConsole(1e9);
  for (let i = 0; i < 150_000; i++) console.log("");
  expect(texts().length).toBe(2_000);
  expect(dropped()).toBe(140_000);
  flush();
  expect(dropped()).toBe(148_000);
});

test("values of dropped lines are not looked at", () => {
  const { console } = openConsole(0);
  let looked = 0;
  console.log(new Proxy({}, { ownKeys: () => (looked++, []) }));
  expect(looked).toBe(0);
});

test("a reset sends what is left and counts anew", () => {
  const { console, reset, texts, dropped } = openConsole(5);
  console.log("12345");
  console.log("over");
  reset();
  console.log("fresh");
  expect(texts()).toEqual(["log: 12345", "log: fresh"]);
  expect(dropped()).toBe(1);
});
