import { expect, test } from "vitest";
import {
  beginClock,
  clockText,
  goOn,
  NEW_CLOCK,
  readClock,
  reopenClock,
  SLEPT_MS,
  stopClock,
} from "../../src/site/interview/clock.ts";

test("time is counted from reading to reading", () => {
  const { clock } = readClock(readClock(beginClock(1_000), 3_000).clock, 7_000);
  expect(clock).toEqual({ elapsedMs: 6_000, beatAt: 7_000, stoppedAt: null });
});

test("a clock that has not begun, or stands, counts nothing", () => {
  expect(readClock(NEW_CLOCK, 9_000)).toEqual({ clock: NEW_CLOCK, pause: null });
  const { clock } = stopClock(beginClock(0), 5_000);
  expect(readClock(clock, 50_000).clock.elapsedMs).toBe(5_000);
});

test("a pause by the button is told with its length when it is over, and not before", () => {
  const stopped = stopClock(beginClock(0), 5_000);
  expect(stopped.pause).toBeNull();
  const { clock, pause } = goOn(stopped.clock, 65_000);
  expect(pause).toEqual({ at: 5_000, what: "paused", ms: 60_000, by: "button" });
  expect(readClock(clock, 66_000).clock.elapsedMs).toBe(6_000);
});

test("a reload is a pause, however short", () => {
  const { clock, pause } = reopenClock(readClock(beginClock(0), 5_000).clock, 5_400);
  expect(pause).toEqual({ at: 5_000, what: "paused", ms: 400, by: "closed" });
  expect(clock).toEqual({ elapsedMs: 5_000, beatAt: 5_400, stoppedAt: null });
});

test("a clock that was paused before the page was closed has one pause, not two", () => {
  const { clock } = stopClock(beginClock(0), 5_000);
  expect(reopenClock(clock, 90_000).pause).toBeNull();
  expect(goOn(clock, 100_000).pause?.ms).toBe(95_000);
});

test("a silence longer than a browser's own is a pause; the browser's own is not", () => {
  expect(readClock(beginClock(0), SLEPT_MS)).toMatchObject({ clock: { elapsedMs: SLEPT_MS }, pause: null });
  const slept = readClock(beginClock(0), SLEPT_MS + 1);
  expect(slept).toMatchObject({ clock: { elapsedMs: 0 }, pause: { ms: SLEPT_MS + 1, by: "closed" } });
});

test("a computer's clock that is set back takes no time away", () => {
  const { clock, pause } = readClock(readClock(beginClock(10_000), 14_000).clock, 2_000);
  expect(pause).toBeNull();
  expect(clock).toEqual({ elapsedMs: 4_000, beatAt: 2_000, stoppedAt: null });
  const back = stopClock(beginClock(10_000), 11_000);
  expect(goOn(back.clock, 3_000).pause?.ms).toBe(0);
});

test.each([
  [0, "0:00"],
  [59_999, "0:59"],
  [307_000, "5:07"],
  [3_723_000, "1:02:03"],
])("%i ms reads %s", (ms, text) => {
  expect(clockText(ms)).toBe(text);
});
