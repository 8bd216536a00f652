// Everything about one interview that is kept, and what each act of the candidate makes of it. Pure: no DOM, no storage, and
// the time of day is part of the act.
import type { Files } from "../../course/model.ts";
import type { Attempt, LogEntry, Session } from "../../interview/model.ts";
import { beginClock, type Clock, goOn, NEW_CLOCK, readClock, type Reading, reopenClock, stopClock } from "./clock.ts";

export interface KeptAnswer {
  /** Of the files that the candidate may change, those that were changed. */
  readonly files: Files;
  readonly confidence: number | null;
  readonly explanation: string;
  readonly attempts: readonly Attempt[];
}

export interface InterviewState {
  readonly phase: "welcome" | "work" | "paused" | "finished";
  readonly name: string;
  /** Consent to a recording of attempts and edits. */
  readonly recorded: boolean;
  readonly timerShown: boolean;
  readonly extraMinutes: number;
  readonly clock: Clock;
  /** The item that is open. */
  readonly current: string;
  /** By exercise; an item that was not touched is not here. */
  readonly answers: Readonly<Record<string, KeptAnswer>>;
  readonly log: readonly LogEntry[];
}

export type Act =
  | { readonly do: "name"; readonly name: string }
  | { readonly do: "consent"; readonly recorded: boolean }
  | { readonly do: "show-timer"; readonly shown: boolean }
  | { readonly do: "extend"; readonly minutes: number; readonly now: number }
  | { readonly do: "begin" | "pause" | "go-on" | "finish" | "beat" | "reopen"; readonly now: number }
  | { readonly do: "open"; readonly exercise: string; readonly now: number }
  | { readonly do: "edit"; readonly exercise: string; readonly files: Files; readonly now: number }
  | { readonly do: "explain"; readonly exercise: string; readonly text: string }
  | { readonly do: "be-sure"; readonly exercise: string; readonly confidence: number }
  | { readonly do: "attempt"; readonly exercise: string; readonly attempt: Omit<Attempt, "at">; readonly now: number }
  | { readonly do: "erase-recording" };

/** Edits that follow each other so closely are one entry of the log. */
const ONE_EDIT_MS = 4_000;
/** Of one item. What is recorded must fit into the browser's storage; the newest are kept. */
const MOST_ATTEMPTS = 200;
const MOST_ENTRIES = 5_000;

export const NO_ANSWER: KeptAnswer = { files: {}, confidence: null, explanation: "", attempts: [] };

export function newState(session: Session): InterviewState {
  return {
    phase: "welcome",
    name: "",
    recorded: false,
    timerShown: true,
    extraMinutes: 0,
    clock: NEW_CLOCK,
    current: session.items[0]!,
    answers: {},
    log: [],
  };
}

export function totalMs(session: Session, { extraMinutes }: InterviewState): number {
  return (session.minutes + extraMinutes) * 60_000;
}

export function isTimeUp(state: InterviewState): boolean {
  return state.log.some(({ what }) => what === "time-up");
}

export function answerOf(state: InterviewState, exercise: string): KeptAnswer {
  return state.answers[exercise] ?? NO_ANSWER;
}

export function reduce(session: Session, state: InterviewState, act: Act): InterviewState {
  switch (act.do) {
    case "name":
      return { ...state, name: act.name.slice(0, 200) };
    case "consent":
      return act.recorded ? { ...state, recorded: true } : { ...withoutRecording(state), recorded: false };
    case "erase-recording":
      return withoutRecording(state);
    case "show-timer":
      return { ...state, timerShown: act.shown };
    case "extend":
      return extend(session, read(session, state, readClock(state.clock, act.now)), act.minutes);
    case "begin": {
      const begun = { ...state, phase: "work" as const, clock: beginClock(act.now) };
      const extra: LogEntry[] =
        state.extraMinutes > 0 ? [{ at: 0, what: "extended", minutes: state.extraMinutes }] : [];
      return opened({ ...begun, log: [{ at: 0, what: "started" }, ...extra] }, state.current);
    }
    case "beat":
      return read(session, state, readClock(state.clock, act.now));
    case "reopen":
      return read(session, state, reopenClock(state.clock, act.now));
    case "pause":
      return { ...read(session, state, stopClock(state.clock, act.now)), phase: "paused" };
    case "go-on":
      return { ...read(session, state, goOn(state.clock, act.now)), phase: "work" };
    case "finish": {
      const { log, ...stopped } = read(session, state, stopClock(state.clock, act.now));
      return { ...stopped, phase: "finished", log: [...log, { at: stopped.clock.elapsedMs, what: "finished" }] };
    }
    case "open":
      return opened(read(session, state, readClock(state.clock, act.now)), act.exercise);
    case "edit":
      return edited(read(session, state, readClock(state.clock, act.now)), act.exercise, act.files);
    case "explain":
      return answered(state, act.exercise, { explanation: act.text });
    case "be-sure":
      return answered(state, act.exercise, { confidence: act.confidence });
    case "attempt":
      return attempted(read(session, state, readClock(state.clock, act.now)), act.exercise, act.attempt);
  }
}

/** The clock as it was read, the pause that was found, and whether the time ran out meanwhile. */
function read(session: Session, state: InterviewState, { clock, pause }: Reading): InterviewState {
  const log = pause ? [...state.log, pause] : state.log;
  const next = { ...state, clock, log };
  const isOver = clock.elapsedMs >= totalMs(session, state) && clock.beatAt !== null && !isTimeUp(state);
  return isOver ? { ...next, log: [...log, { at: clock.elapsedMs, what: "time-up" }] } : next;
}

/** Before the beginning it is a wish; after it, it is in the log. Whoever has time again is told again when it is up. */
function extend(session: Session, state: InterviewState, minutes: number): InterviewState {
  const next = { ...state, extraMinutes: minutes };
  if (state.phase === "welcome") return next;
  const log = state.clock.elapsedMs < totalMs(session, next) ? state.log.filter(isNotTimeUp) : state.log;
  return { ...next, log: [...log, { at: state.clock.elapsedMs, what: "extended", minutes }] };
}

const isNotTimeUp = ({ what }: LogEntry): boolean => what !== "time-up";

function opened(state: InterviewState, exercise: string): InterviewState {
  if (state.log.findLast(({ what }) => what === "opened")?.what === "opened" && state.current === exercise)
    return state;
  const log: readonly LogEntry[] = state.recorded
    ? bounded([...state.log, { at: state.clock.elapsedMs, what: "opened", exercise }])
    : state.log;
  return { ...state, current: exercise, log };
}

function answered(state: InterviewState, exercise: string, change: Partial<KeptAnswer>): InterviewState {
  const answer = { ...answerOf(state, exercise), ...change };
  return { ...state, answers: { ...state.answers, [exercise]: answer } };
}

function edited(state: InterviewState, exercise: string, files: Files): InterviewState {
  const before = answerOf(state, exercise).files;
  const changed = Object.fromEntries(Object.entries(files).filter(([path, text]) => before[path] !== text));
  if (Object.keys(changed).length === 0) return state;
  const next = answered(state, exercise, { files: { ...before, ...changed } });
  if (!state.recorded) return next;
  const last = state.log.at(-1);
  const at = state.clock.elapsedMs;
  if (last?.what === "edited" && last.exercise === exercise && at - last.at < ONE_EDIT_MS)
    return { ...next, log: [...state.log.slice(0, -1), { ...last, files: { ...last.files, ...changed } }] };
  return { ...next, log: bounded([...state.log, { at, what: "edited", exercise, files: changed }]) };
}

/** Without consent the last one alone is kept: it is what the answer was handed in with. */
function attempted(state: InterviewState, exercise: string, attempt: Omit<Attempt, "at">): InterviewState {
  const { attempts } = answerOf(state, exercise);
  const made: Attempt = { ...attempt, at: state.clock.elapsedMs };
  const kept = state.recorded ? [...attempts, made].slice(-MOST_ATTEMPTS) : [made];
  return answered(state, exercise, { attempts: kept, confidence: attempt.confidence });
}

function withoutRecording(state: InterviewState): InterviewState {
  const answers = Object.entries(state.answers).map(([exercise, answer]) => [
    exercise,
    { ...answer, attempts: answer.attempts.slice(-1) },
  ]);
  return { ...state, answers: Object.fromEntries(answers), log: state.log.filter(isOfTheClock) };
}

const isOfTheClock = ({ what }: LogEntry): boolean => what !== "opened" && what !== "edited";

/** The clock's own entries are few and stay. */
function bounded(log: readonly LogEntry[]): readonly LogEntry[] {
  if (log.length <= MOST_ENTRIES) return log;
  const first = log.findIndex((entry) => !isOfTheClock(entry));
  return log.toSpliced(first, 1);
}
