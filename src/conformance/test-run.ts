// One test while it runs: the context that it is given, and what becomes of its assertions.
import { AbortController } from "./host-globals.ts";
import { seededRandom } from "./random.ts";
import { same, text } from "./same.ts";
import { isPortError, show, showError, showText, type StableNames } from "./show.ts";
import type { Random, SubjectHost, TestContext, Verdict } from "./test.ts";

/** What a failed assertion throws, to leave the test. The verdict is recorded apart, so swallowing this helps nobody. */
class AssertionFailed extends Error {
  override readonly name = "AssertionFailed";
}

export class TestRun<S> implements TestContext<S> {
  readonly random: Random;
  readonly guest: TestContext<S>["guest"];
  readonly signal: AbortSignal;
  readonly #abort = new AbortController();
  readonly #host: SubjectHost<S>;
  readonly #names: StableNames = new Map();
  readonly #unsettled = new Set<Promise<unknown>>();
  #recorded: Verdict | null = null;
  #isOver = false;

  constructor(host: SubjectHost<S>, seed: string) {
    this.#host = host;
    this.guest = host.tools;
    this.signal = this.#abort.signal;
    this.random = seededRandom(seed);
  }

  /** Time is up, or the run was stopped: from now on nothing that the test does counts. */
  abandon(): void {
    this.#isOver = true;
    this.#abort.abort();
  }

  /** The verdict of a test whose function has returned, or thrown `error`. */
  async verdict(thrown: { readonly error: unknown } | null): Promise<Verdict> {
    while (thrown === null && this.#unsettled.size > 0) await Promise.allSettled(this.#unsettled);
    this.#isOver = true;
    return this.#recorded ?? (thrown ? this.#threw(thrown.error) : { status: "passed" });
  }

  readonly equal = (actual: unknown, expected: unknown, what: string): void => {
    if (!same(actual, expected)) this.fail(what, expected, actual);
  };

  readonly ok = (condition: unknown, what: string): void => {
    if (condition instanceof Promise) this.#fail(what, "a value", () => "a promise that nobody waited for");
    if (!condition) this.#fail(what, "something true", () => show(condition, this.#names));
  };

  // Expected first, so that ids are numbered as one reads them.
  readonly fail = (what: string, expected: unknown, actual: unknown): never =>
    this.#fail(what, show(expected, this.#names), () => show(actual, this.#names));

  readonly rejects: TestContext<S>["rejects"] = (act, what, match) => {
    const checked = this.#checkRejects(act, what, match ?? {});
    this.#unsettled.add(checked);
    const settled = () => void this.#unsettled.delete(checked);
    checked.then(settled, settled);
    return checked;
  };

  readonly restartGuest = (): Promise<S> => {
    const subject = this.#host.restart(this.signal);
    // Whoever does not wait for it learns of a failure by the dead handles.
    subject.catch(() => {});
    return subject;
  };

  async #checkRejects(
    act: Promise<unknown> | (() => unknown),
    what: string,
    match: { name?: string; message?: RegExp },
  ): Promise<Error> {
    let result: unknown;
    try {
      result = await (isThenable(act) ? act : act());
    } catch (error) {
      if (error instanceof AssertionFailed) throw error;
      // That the guest is dead, or broke the rules of the wire, is no answer of the subject's.
      if (isPortError(error)) throw this.#record(this.#threw(error));
      const missed = mismatch(error, match);
      if (missed !== null) this.#fail(what, missed, () => showError(error, this.#names));
      return error instanceof Error ? error : Object.assign(new Error(show(error)), { name: "Thrown" });
    }
    const wanted = mismatch(undefined, match) ?? "an error";
    return this.#fail(what, wanted, () => `no error, but ${show(result, this.#names)}`);
  }

  #fail(what: string, expected: string, actual: () => string): never {
    throw this.#record({ status: "failed", what: showText(what, this.#names), expected, actual: actual() });
  }

  #threw(error: unknown): Verdict {
    return { status: "threw", error: showError(error, this.#names) };
  }

  /** Only the first is kept: what follows a failure is often its consequence. */
  #record(verdict: Verdict): AssertionFailed {
    if (!this.#isOver) this.#recorded ??= verdict;
    return new AssertionFailed(verdict.status === "failed" ? verdict.what : "an assertion failed");
  }
}

/** A remote object under construction is a function as well as a thenable, and is meant as the latter. */
function isThenable(act: Promise<unknown> | (() => unknown)): act is Promise<unknown> {
  return typeof (act as { then?: unknown }).then === "function";
}

/** What was wanted of an error, in words, when it is not as wanted; null when it is. */
function mismatch(error: unknown, match: { name?: string; message?: RegExp }): string | null {
  const isError = error instanceof Error;
  const nameFits = match.name === undefined || (isError && text(error, "name") === match.name);
  // A new expression each time: one with the flag “g” would go on where it left off.
  const messageFits =
    match.message === undefined || (isError && new RegExp(match.message).test(text(error, "message")));
  if (nameFits && messageFits) return null;
  const named = match.name === undefined ? "an error" : `an error named ${match.name}`;
  return match.message === undefined ? named : `${named} whose message matches ${String(match.message)}`;
}
