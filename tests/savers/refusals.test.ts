// What callers get wrong is refused before anything is written, with a message that says what, where and what to do.
import { expect, test } from "vitest";
import { SaverError } from "@forkpoint/savers";
import { at, idOf, listed, listedIds, put } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { codeOf, countRows, openSaver } from "./saver-at-hand.ts";

test("every call refuses a thread id that is no text, and says which call", async () => {
  const saver = await openSaver();
  const calls = {
    "put()": (thread: unknown) => put(saver, { config: at(thread), n: 1 }),
    "putWrites()": (thread: unknown) => saver.putWrites(at(thread, "", idOf(1)), [["topic", 1]], "task"),
    "deleteThread()": (thread: unknown) => saver.deleteThread(thread as string),
    "getTuple()": (thread: unknown) => saver.getTuple(at(thread)),
    "list()": (thread: unknown) => listed(saver, at(thread)),
  };
  for (const [name, call] of Object.entries(calls))
    for (const thread of ["", 42, null, {}, ["t"]]) {
      const error: unknown = await call(thread).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SaverError);
      expect(error).toMatchObject({ code: "THREAD_ID_MISSING" });
      expect((error as Error).message.startsWith(`${name} got `)).toBe(true);
    }
  expect(countRows(saver)).toEqual({ checkpoints: 0, blobs: 0, writes: 0 });
});

test("without a thread, put and putWrites are refused, getTuple finds nothing, list gives all", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1 });
  for (const config of [{}, { configurable: {} }, { configurable: { checkpoint_id: idOf(1) } }]) {
    expect(await codeOf(put(saver, { config: config as never, n: 2 }))).toBe("THREAD_ID_MISSING");
    expect(await codeOf(saver.putWrites(config, [["topic", 1]], "task"))).toBe("THREAD_ID_MISSING");
    expect(await saver.getTuple(config)).toBeUndefined();
    expect(await listedIds(saver, config)).toEqual([idOf(1)]);
  }
  expect(await listedIds(saver, undefined as never)).toEqual([idOf(1)]);
});

test("writes without a checkpoint, or without a task, are refused", async () => {
  const saver = await openSaver();
  for (const id of [undefined, "", 7])
    expect(await codeOf(saver.putWrites(at("t", "", id as string), [["topic", 1]], "task"))).toBe(
      "CHECKPOINT_ID_MISSING",
    );
  for (const task of [undefined, "", 7])
    expect(await codeOf(saver.putWrites(at("t", "", idOf(1)), [["topic", 1]], task as string))).toBe("TASK_ID_MISSING");
});

test("a checkpoint without an id, or a config whose id is no text, is refused", async () => {
  const saver = await openSaver();
  const checkpoint = { v: 4, id: "", ts: "", channel_values: {}, channel_versions: {}, versions_seen: {} };
  expect(await codeOf(saver.put(at("t"), checkpoint, { source: "loop", step: 1, parents: {} }, {}))).toBe(
    "CHECKPOINT_ID_MISSING",
  );
  expect(await codeOf(saver.getTuple(at("t", "", 7 as never)))).toBe("CHECKPOINT_ID_MISSING");
  expect(await codeOf(listed(saver, at("t"), { before: at("t", "", 7 as never) }))).toBe("CHECKPOINT_ID_MISSING");
});

test("a namespace that is no text is refused; null counts as none", async () => {
  const saver = await openSaver();
  expect(await codeOf(put(saver, { config: at("t", 7 as never), n: 1 }))).toBe("NAMESPACE_NOT_TEXT");
  expect(await codeOf(saver.getTuple(at("t", {} as never)))).toBe("NAMESPACE_NOT_TEXT");
  const config = await put(saver, { config: at("t", null as never), n: 1 });
  expect(config).toEqual(at("t", "", idOf(1)));
});

test("a limit that is no number is refused; below zero is none; without end is all", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1 });
  for (const limit of ["1", NaN, {}])
    expect(await codeOf(listed(saver, {}, { limit: limit as number }))).toBe("LIMIT_NOT_A_NUMBER");
  expect(await listedIds(saver, {}, { limit: -1 })).toEqual([]);
  expect(await listedIds(saver, {}, { limit: 0.5 })).toEqual([idOf(1)]);
  for (const limit of [Infinity, undefined, null])
    expect(await listedIds(saver, {}, { limit: limit as number })).toEqual([idOf(1)]);
});

test("only what belongs in a config comes back in one", async () => {
  const saver = await openSaver();
  const config = { configurable: { ...at("t").configurable, secret: "x" }, tags: ["x"] };
  await put(saver, { config, n: 1 });
  const asked = { configurable: { ...config.configurable, checkpoint_id: idOf(1) } };
  expect((await saver.getTuple(asked))?.config).toEqual(at("t", "", idOf(1)));
});

test("thread_ts, the old name of checkpoint_id, is understood", async () => {
  const saver = await openSaver();
  for (const n of [1, 2]) await put(saver, { config: at("t"), n });
  expect((await saver.getTuple({ configurable: { thread_id: "t", thread_ts: idOf(1) } }))?.checkpoint.id).toBe(idOf(1));
});
