// Our AsyncLocalStorage in this very process; what suspends in a test is put through the transform first.
import { expect, test } from "vitest";
import { restoreContext } from "../../src/compile/restore-context.ts";
import {
  AsyncLocalStorage,
  AsyncResource,
  installAsyncContext,
  runOutsideAnyContext,
} from "../../src/guest/async-context.ts";

installAsyncContext();

async function compiled<T>(text: string): Promise<T> {
  return import(`data:text/javascript,${encodeURIComponent(restoreContext(text, "module"))}`);
}

test("installing twice patches once", () => {
  const { then } = Promise.prototype;
  installAsyncContext();
  expect(Promise.prototype.then).toBe(then);
});

test("@langchain/core finds a storage where it looks", () => {
  expect((globalThis as any)[Symbol.for("ls:tracing_async_local_storage")]).toBeInstanceOf(AsyncLocalStorage);
});

test("a second copy of the module shares the frames", async () => {
  const copy = "../../src/guest/async-context/storage.ts?copy";
  const { AsyncLocalStorage: Other } = (await import(/* @vite-ignore */ copy)) as {
    AsyncLocalStorage: typeof AsyncLocalStorage;
  };
  expect(Other).not.toBe(AsyncLocalStorage);
  const [ours, theirs] = [new AsyncLocalStorage<string>(), new Other<string>()];
  const { main } = await compiled<any>(`export const main = async (see) => { await 1; return see(); }`);
  const seen = ours.run("a", () => theirs.run("b", () => main(() => [ours.getStore(), theirs.getStore()])));
  expect(await seen).toEqual(["a", "b"]);
});

test("run gives what its function gives, passes arguments on and puts back what was there", () => {
  const storage = new AsyncLocalStorage<number>();
  expect(storage.run(1, (a: number, b: number) => [a, b, storage.getStore()], 2, 3)).toEqual([2, 3, 1]);
  expect(() =>
    storage.run(1, () =>
      storage.run(2, () => {
        throw new Error("x");
      }),
    ),
  ).toThrow("x");
  expect(storage.getStore()).toBeUndefined();
});

test("run with the store that is there already is no new context, as in Node", () => {
  const storage = new AsyncLocalStorage<number>();
  storage.run(1, () => {
    storage.run(1, () => storage.enterWith(2));
    expect(storage.getStore()).toBe(2);
  });
});

test("disable empties the frame for all who share it", async () => {
  const storage = new AsyncLocalStorage<number>();
  const { main } = await compiled<any>(`export const main = async (see) => { await 1; return see(); }`);
  const later = storage.run(1, () => {
    const seen = main(() => storage.getStore());
    storage.disable();
    return seen;
  });
  expect(await later).toBeUndefined();
});

test("bind, snapshot and resources keep their frame; `this` goes through", () => {
  const storage = new AsyncLocalStorage<string>();
  const see = function (this: unknown, x: number) {
    return [this, x, storage.getStore()];
  };
  const [bound, snapshot, resource] = storage.run(
    "a",
    () => [AsyncLocalStorage.bind(see), AsyncLocalStorage.snapshot(), new AsyncResource("test")] as const,
  );
  expect(bound.call("self", 1)).toEqual(["self", 1, "a"]);
  expect(snapshot((x: number) => [x, storage.getStore()], 2)).toEqual([2, "a"]);
  expect(resource.runInAsyncScope(see, "self", 3)).toEqual(["self", 3, "a"]);
  expect(resource.bind(see).call("self", 4)).toEqual(["self", 4, "a"]);
});

test("what the host calls by itself runs outside of any context", () => {
  const storage = new AsyncLocalStorage<string>();
  storage.run("a", () => {
    expect(runOutsideAnyContext(() => storage.getStore())).toBeUndefined();
    expect(storage.getStore()).toBe("a");
  });
});

test("patched functions behave as before", async () => {
  await expect(Promise.reject(new Error("x")).then(() => 1)).rejects.toThrow("x");
  await expect(Promise.resolve(1).then(undefined, undefined)).resolves.toBe(1);
  expect(() => Promise.prototype.then.call({} as any)).toThrow(TypeError);
  class Special extends Promise<number> {}
  expect(Special.resolve(1).then(() => 2)).toBeInstanceOf(Special);
  expect(await new Promise((resolve) => setTimeout((a, b) => resolve([a, b]), 1, "a", "b"))).toEqual(["a", "b"]);
  class Stream extends (ReadableStream as { new (): ReadableStream }) {}
  expect(new Stream()).toBeInstanceOf(ReadableStream);
  expect(new ReadableStream().constructor.name).toBe("ReadableStream");
  expect(await Array.fromAsync({ length: 2, 0: "a", 1: Promise.resolve("b") })).toEqual(["a", "b"]);
  await expect(Array.fromAsync(null as any)).rejects.toThrow(TypeError);
  const stream = (ReadableStream as any).from([1, 2]);
  expect(await Array.fromAsync(stream as AsyncIterable<number>)).toEqual([1, 2]);
  const signal = AbortSignal.timeout(1);
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  expect(signal.reason.name).toBe("TimeoutError");
});

test("a generator that is returned from gives the value, whatever it is", async () => {
  const make = async function* (): AsyncGenerator<number, any> {
    yield 1;
  };
  expect(await make().return(5)).toEqual({ done: true, value: 5 });
  expect(await make().return(Promise.resolve(5))).toEqual({ done: true, value: 5 });
  const started = make();
  await started.next();
  await expect(started.return(Promise.reject(new Error("x")))).rejects.toThrow("x");
  expect(await started.next()).toEqual({ done: true, value: undefined });
});
