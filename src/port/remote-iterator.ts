// Walking an iterable of the other side: one call per step, and `return` when the loop is left early.
import { asyncIteratorKey, defineProperty, hasOwn, isArray, NativePromise, whenSettled } from "./captured.ts";
import { PortError } from "./errors.ts";
import type { Caller } from "./remote.ts";

/** `start` asks the other side for an iterator, which is a remote object of its own; it is asked at the first step. */
export function iterateRemote(caller: Caller, start: () => Promise<unknown>): AsyncIterator<unknown> {
  let iterator: Promise<unknown> | null = null;
  const step = (way: "next" | "return", args: readonly unknown[]) => {
    iterator ??= start();
    return whenSettled(
      iterator,
      (remote) => whenSettled(caller.call(caller.idOf(remote), way, null, args), stepOf, rethrow),
      rethrow,
    );
  };
  const steps = {
    next: (...args: unknown[]) => step("next", args) as Promise<IteratorResult<unknown>>,
    // Nothing was begun, so nothing is to be ended.
    return: (value?: unknown) =>
      (iterator === null ? NativePromise.resolve({ done: true, value }) : step("return", [value])) as Promise<
        IteratorResult<unknown>
      >,
  };
  defineProperty(steps, asyncIteratorKey, { value: () => steps });
  return steps;
}

/** The other side's word for a step, checked: `for await` would throw a TypeError of its own for a non-object. */
function stepOf(result: unknown): IteratorResult<unknown> {
  if (typeof result !== "object" || result === null || isArray(result) || !hasOwn(result, "done"))
    throw new PortError("PORT_MALFORMED", "a step of an iteration was not { done, value }");
  const { done, value } = result as { done: unknown; value?: unknown };
  return { done: done === true, value };
}

function rethrow(error: unknown): never {
  throw error;
}
