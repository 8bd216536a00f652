// Tells of promises that are rejected and that nobody handles. The machine does not tell, so this looks at the promises that are
// made rejected; what an async function rejects with, and nobody looks at, is not told of.
type Unhandled = (reason: unknown) => void;

/** Before anything else replaces `then`: whoever takes hold of it gets this one. */
export function tellUnhandled(global: typeof globalThis, tell: Unhandled): void {
  const { setTimeout } = global;
  const { apply } = Reflect;
  const { reject } = Promise;
  const rejected = new Map<Promise<unknown>, unknown>();
  let looking = false;

  const look = (): void => {
    looking = false;
    const left = [...rejected];
    rejected.clear();
    for (const [, reason] of left) tell(reason);
  };

  const rejectWatched = function (this: unknown, reason: unknown) {
    const promise = apply(reject, this, [reason]) as Promise<unknown>;
    rejected.set(promise, reason);
    // Whoever handles it, by `then` or by `await` in compiled code, asks for its `then` first.
    void Object.defineProperty(promise, "then", {
      get() {
        rejected.delete(promise);
        return Promise.prototype.then;
      },
      configurable: true,
    });
    if (!looking) setTimeout(look, 0);
    looking = true;
    return promise;
  };
  Object.defineProperty(rejectWatched, "name", { value: "reject" });
  Object.defineProperty(Promise, "reject", { value: rejectWatched, writable: true, configurable: true });
}
