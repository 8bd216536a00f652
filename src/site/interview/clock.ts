// The session's own clock: it counts the time that the page was open and not paused. Pure; the time of day is given to it.
import type { LogEntry } from "../../interview/model.ts";

export interface Clock {
  /** Counted so far, pauses left out. */
  readonly elapsedMs: number;
  /** When it was read last; null while it stands. */
  readonly beatAt: number | null;
  /** When it was stopped; null while it runs, and before it began. */
  readonly stoppedAt: number | null;
}

export type Pause = Extract<LogEntry, { what: "paused" }>;

/** What a reading makes of a clock, and the pause that it found. */
export interface Reading {
  readonly clock: Clock;
  readonly pause: Pause | null;
}

/** A browser wakes a tab in the background once a minute. After a longer silence, the computer slept. */
export const SLEPT_MS = 90_000;

export const NEW_CLOCK: Clock = { elapsedMs: 0, beatAt: null, stoppedAt: null };

export function beginClock(now: number): Clock {
  return { elapsedMs: 0, beatAt: now, stoppedAt: null };
}

/** Takes up the time since the last reading. A silence too long for an open page counts as a pause. */
export function readClock(clock: Clock, now: number): Reading {
  if (clock.beatAt === null) return { clock, pause: null };
  // A clock of the computer that was set back adds nothing and takes nothing.
  const gapMs = Math.max(0, now - clock.beatAt);
  if (gapMs > SLEPT_MS) return stood(clock, now, gapMs);
  return { clock: { ...clock, elapsedMs: clock.elapsedMs + gapMs, beatAt: now }, pause: null };
}

/** The page was closed, or loaded anew: the time since the last reading is a pause, however short. */
export function reopenClock(clock: Clock, now: number): Reading {
  if (clock.beatAt === null) return { clock, pause: null };
  return stood(clock, now, Math.max(0, now - clock.beatAt));
}

export function stopClock(clock: Clock, now: number): Reading {
  if (clock.beatAt === null) return { clock, pause: null };
  const read = readClock(clock, now);
  return { clock: { ...read.clock, beatAt: null, stoppedAt: now }, pause: read.pause };
}

export function goOn(clock: Clock, now: number): Reading {
  if (clock.stoppedAt === null) return { clock, pause: null };
  const ms = Math.max(0, now - clock.stoppedAt);
  return {
    clock: { ...clock, beatAt: now, stoppedAt: null },
    pause: { at: clock.elapsedMs, what: "paused", ms, by: "button" },
  };
}

function stood(clock: Clock, now: number, ms: number): Reading {
  return { clock: { ...clock, beatAt: now }, pause: { at: clock.elapsedMs, what: "paused", ms, by: "closed" } };
}

/** "5:07", "1:02:03". */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
