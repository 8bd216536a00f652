// Waiting for an answer of a guest, which may never come.

export const OUT_OF_TIME = Symbol("out of time");

/** Rejects with the signal's reason when it is aborted first. What the promise does after that is nobody's concern. */
export async function waitFor<T>(
  promise: PromiseLike<T>,
  ms: number,
  signal: AbortSignal,
): Promise<T | typeof OUT_OF_TIME> {
  signal.throwIfAborted();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = () => {};
  const ending = new Promise<typeof OUT_OF_TIME>((resolve, reject) => {
    timer = setTimeout(() => resolve(OUT_OF_TIME), ms);
    abort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", abort);
  });
  try {
    return await Promise.race([promise, ending]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}
