// What a conformance test is, and what it may ask of whoever runs it. Types only: no test runner, no host, no DOM.

/** One rule, checked by one act and one observation. Data: the same object is run in the page, on the command line and in CI. */
export interface ConformanceTest<Subject = any> {
  /** Permanent kebab words, `group/name`; never positional. */
  readonly id: string;
  /** The requirement in words, as the learner reads it. */
  readonly rule: string;
  readonly points: number;
  /** Ids of tests that must have passed before this one says anything; otherwise its verdict is `not-run`. */
  readonly after?: readonly string[];
  run(subject: Subject, t: TestContext<Subject>): Promise<void>;
}

/** A value printed for people: bounded, without control characters, ids and times given stable names. */
export type Shown = string;

export type Verdict =
  | { readonly status: "passed" }
  | { readonly status: "failed"; readonly what: string; readonly expected: Shown; readonly actual: Shown }
  | { readonly status: "threw"; readonly error: Shown }
  | { readonly status: "timed-out"; readonly afterMs: number }
  /** `because` completes the sentence "not run because …". */
  | { readonly status: "not-run"; readonly because: string };

export interface TestResult {
  readonly id: string;
  readonly rule: string;
  readonly points: number;
  readonly verdict: Verdict;
}

/** Seeded random data. The same seed and test id give the same values on every host. */
export interface Random {
  /** A whole number, `low` and `high` included. */
  int(low: number, high: number): number;
  /** Lower-case letters. */
  word(length?: number): string;
  boolean(): boolean;
  pick<T>(from: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
  /** A word with a short suffix, distinct within one test. */
  id(prefix?: string): string;
}

/** What the place where the subject lives can do for a test; how a test gets at things that are not exports of the submission. */
export interface GuestTools {
  /** A `SqlJsSaver` over the guest's database file of that name; after `restartGuest` it holds what had been stored. */
  saver(name?: string): Promise<any>;
  /** The exports of another file of the exercise. */
  module(path: string): Promise<any>;
  /** `new library[name](...args)` inside the guest, e.g. `create("@langchain/langgraph", "Command", { resume: 1 })`. */
  create(library: string, name: string, ...args: unknown[]): Promise<any>;
  /**
   * Another process of the submission, in the folder that all processes of this test share and that is empty when it begins.
   * Only where the exercise needs "process". Ended with the test.
   */
  process(): Promise<GuestProcess>;
  /** What a server in the guest itself, listening on that port, answers. Only where the exercise needs "process". */
  request(port: number, request: HttpRequest): Promise<HttpAnswer>;
}

/** A process beside the guest. Whoever waits for it when it is killed gets an error. */
export interface GuestProcess {
  /** The exports of a file of the exercise, in this process. */
  module(path: string): Promise<any>;
  /** What a server in this process, listening on that port, answers. */
  request(port: number, request: HttpRequest): Promise<HttpAnswer>;
  /** It ends at once and gets no chance to finish anything. Resolves when it is gone. */
  kill(): Promise<void>;
}

export interface HttpRequest {
  /** "GET" if not given. */
  readonly method?: string;
  readonly path: string;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface TestContext<Subject = any> {
  /** Deep equality by value (see `same`); `what` says what was compared, in words that do not depend on the seed. */
  equal(actual: unknown, expected: unknown, what: string): void;
  ok(condition: unknown, what: string): void;
  /** Resolves with the error. Fails when `act` does not reject, or when its name or message differ. */
  rejects(
    act: Promise<unknown> | (() => unknown),
    what: string,
    match?: { name?: string; message?: RegExp },
  ): Promise<Error>;
  fail(what: string, expected: unknown, actual: unknown): never;
  readonly random: Random;
  /** Aborted when the test's time is up or the run is cancelled. */
  readonly signal: AbortSignal;
  /** Crash: the guest is killed and started anew over the bytes that it had stored. Earlier handles are dead; use what this resolves with. */
  restartGuest(): Promise<Subject>;
  readonly guest: GuestTools;
}

/** Where subjects come from. Implemented by the judge over a runtime, and by the Vitest adapter in process. */
export interface SubjectHost<Subject = any> {
  /** A subject that shares no state (modules, databases) with any earlier test. */
  fresh(signal: AbortSignal): Promise<Subject>;
  /** See `TestContext.restartGuest`. */
  restart(signal: AbortSignal): Promise<Subject>;
  /** The test is over or out of time: whatever it left running must not reach the next one. */
  end(outcome: "finished" | "timed-out"): Promise<void>;
  readonly tools: GuestTools;
}

export type TestEvent =
  | { readonly kind: "started"; readonly id: string; readonly rule: string }
  | { readonly kind: "finished"; readonly result: TestResult; readonly ms: number };
