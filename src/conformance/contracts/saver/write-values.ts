// What a pending write may hold, and that it is a copy.
import type { PendingWrite } from "@langchain/langgraph-checkpoint";
import { at, put, rule, writesAt } from "./saver-calls.ts";

export const writeValues = [
  rule(
    "writes/any-value",
    "null, false, zero, empty text, lists and deep objects come back from a pending write as they were",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      const held = [null, false, 0, "", [], {}, { deep: [{ a: null }] }, "a \ud800 🙂"];
      await saver.putWrites(
        config,
        held.map((value): PendingWrite => ["total", value]),
        "task-1",
      );
      t.equal(
        await writesAt(saver, config),
        held.map((value) => ["task-1", "total", value]),
        "pending writes",
      );
    },
  ),
  rule(
    "writes/undefined-is-a-write",
    "a write of undefined is a write: it comes back, and so does what follows it",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      await saver.putWrites(
        config,
        [
          ["none", undefined],
          ["total", 1],
        ],
        "task-1",
      );
      t.equal(
        await writesAt(saver, config),
        [
          ["task-1", "none", undefined],
          ["task-1", "total", 1],
        ],
        "pending writes",
      );
    },
  ),
  rule(
    "writes/bytes-stay-bytes",
    "a pending write of bytes comes back as the same bytes, text or not",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      const bytes = new Uint8Array([0, 255, 195, 40, 0]);
      await saver.putWrites(config, [["file", bytes]], "task-1");
      t.equal(await writesAt(saver, config), [["task-1", "file", bytes]], "pending writes");
    },
  ),
  rule("writes/nul-in-text", "text in a pending write may contain NUL characters and separators", async (saver, t) => {
    const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
    await saver.putWrites(config, [["text", "a\0b\x1e\x1fc"]], "task-1");
    t.equal(await writesAt(saver, config), [["task-1", "text", "a\0b\x1e\x1fc"]], "pending writes");
  }),
  rule(
    "writes/any-channel-name",
    "a pending write may go to a channel of any name, those of Object's own properties included",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      const names = ["__proto__", "constructor", "toString", "a.b", "", "'; --", "é🙂"];
      await saver.putWrites(
        config,
        names.map((name): PendingWrite => [name, 1]),
        "task-1",
      );
      t.equal(
        await writesAt(saver, config),
        names.map((name) => ["task-1", name, 1]),
        "pending writes",
      );
    },
  ),
  rule("writes/sends-of-two-tasks", "what two tasks send to nodes is kept apart, in full", async (saver, t) => {
    const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
    const send = (task: string) => ({ node: "worker", args: { from: task, list: [1] } });
    for (const task of ["task-1", "task-2"])
      await saver.putWrites(
        config,
        [
          ["__pregel_tasks", send(task)],
          ["__pregel_tasks", send(`${task} again`)],
        ],
        task,
      );
    const expected = ["task-1", "task-2"].flatMap((task) =>
      [task, `${task} again`].map((from) => [task, "__pregel_tasks", send(from)]),
    );
    t.equal(await writesAt(saver, config), expected, "pending writes");
  }),
  rule(
    "writes/are-copies",
    "what is changed after putWrites was called, or in what getTuple gave, does not reach the storage",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      const list = ["kept"];
      const stored = saver.putWrites(config, [["list", list]], "task-1");
      list.push("added during putWrites");
      await stored;
      const [[, , read]] = (await writesAt(saver, config)) as [[string, string, string[]]];
      read.push("added to what was read");
      t.equal(await writesAt(saver, config), [["task-1", "list", ["kept"]]], "pending writes");
    },
  ),
];
