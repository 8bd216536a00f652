// What is left on a guest's global. The real globals are looked at in tests/runtimes and tests/browser/isolation.test.ts.
import { expect, test } from "vitest";
import { createCrypto, lockDown } from "../../src/guest/lock-down.ts";
import { createProcess, ProcessExit } from "../../src/guest/process-stub.ts";

const REPLACEMENTS = { console: { name: "console" }, process: { name: "process" }, crypto: { name: "crypto" } };

/** A global as a worker has it: some of its abilities its own, most of them inherited. */
function workerGlobal() {
  class EventTargetLike extends EventTarget {}
  const scope = Object.create(EventTarget.prototype, {
    importScripts: { value: () => {}, configurable: true },
    constructor: { value: EventTargetLike, configurable: true },
    fetch: { value: () => {}, configurable: true },
    atob: { value: () => {}, configurable: true },
    unknownNewcomer: { value: () => {}, configurable: true },
  }) as object;
  const global = Object.create(scope) as Record<string, unknown>;
  Object.assign(global, {
    Worker: 1,
    indexedDB: 1,
    postMessage: 1,
    Array,
    URL: { createObjectURL: 1, parse: 2 },
    process: 1,
  });
  Object.defineProperty(global, "stubborn", { value: 1 });
  return global;
}

test("only what is listed stays, own or inherited", () => {
  const global = workerGlobal();
  lockDown(global as never, REPLACEMENTS);
  const meaning = [];
  for (const key of ["Worker", "indexedDB", "postMessage", "importScripts", "fetch", "unknownNewcomer", "constructor"])
    if (global[key] !== undefined) meaning.push(key);
  expect(meaning).toEqual([]);
  expect(global.Array).toBe(Array);
  expect(global.atob).toBeTypeOf("function");
});

test("listening on the global is hidden, on other targets it is not", () => {
  const global = workerGlobal();
  lockDown(global as never, REPLACEMENTS);
  expect(global.addEventListener).toBeUndefined();
  expect(new EventTarget().addEventListener).toBeTypeOf("function");
});

test("console, process and crypto are replaced, URL keeps what makes no addresses", () => {
  const global = workerGlobal();
  lockDown(global as never, REPLACEMENTS);
  expect([global.console, global.process, global.crypto]).toEqual(Object.values(REPLACEMENTS));
  expect(Object.keys(global.URL as object)).toEqual(["parse"]);
});

test("names that would not go are told", () => {
  expect(lockDown(workerGlobal() as never, REPLACEMENTS)).toEqual(["stubborn"]);
});

test("crypto makes version 4 ids and offers nothing but that and random bytes", () => {
  const ours = createCrypto(crypto) as Crypto;
  expect(Object.keys(ours).sort()).toEqual(["getRandomValues", "randomUUID"]);
  const ids = Array.from({ length: 50 }, () => ours.randomUUID());
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(50);
});

test("the process stub tells of exits and lets nothing be changed", () => {
  const exits: number[] = [];
  const written: string[] = [];
  const stub = createProcess({
    exit: (code) => exits.push(code),
    write: (level, text) => written.push(`${level} ${text}`),
  }) as typeof process;
  expect(() => stub.exit(3)).toThrow(ProcessExit);
  expect(() => stub.exit("x" as never)).toThrow(ProcessExit);
  expect(exits).toEqual([3, 0]);
  expect(stub.stdout.write("hi")).toBe(true);
  expect(written).toEqual(["log hi"]);
  expect(stub.on("exit", () => {})).toBe(stub);
  expect(stub.env.PATH).toBeUndefined();
  expect(() => ((stub.env as Record<string, string>).A = "1")).toThrow(TypeError);
  expect(stub.hrtime.bigint()).toBeTypeOf("bigint");
});

test("nextTick of the stub runs soon, with its arguments", async () => {
  const stub = createProcess({ exit: () => {}, write: () => {} }) as typeof process;
  const seen: unknown[] = [];
  stub.nextTick((a: number) => seen.push(a), 1);
  await null;
  expect(seen).toEqual([1]);
});
