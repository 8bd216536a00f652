// What is put comes back as it was, under any name, once per id, and only when it is put properly.
import type { PendingWrite } from "@langchain/langgraph-checkpoint";
import { type SaverTest, type Values, type Config, at, idOf, put, valuesAt, listedIds } from "./saver-calls.ts";

export const values: readonly SaverTest[] = [
  {
    id: "values/come-back-as-they-were",
    rule: "empty strings, zero, false, null, empty lists and objects, bytes, NUL, half characters and deep values come back as they were",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const stored: Values = {
        empty: "",
        zero: 0,
        no: false,
        nothing: null,
        list: [],
        object: {},
        bytes: new Uint8Array([0, 255, 195, 40]),
        text: "a\0b \ud800 é 🙂 \u2028",
        deep: { a: [{ b: [t.random.word()] }] },
      };
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: stored });
      t.equal(await valuesAt(saver, config), stored, "channel values");
    },
  },
  {
    id: "values/removed-channel-is-gone",
    rule: "a channel that a step emptied is not brought back from an earlier checkpoint",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const root = await put(saver, { config: at(t.random.id("thread")), n: 1, values: { draft: "x", kept: 1 } });
      const next = await put(saver, {
        config: root as Config,
        n: 2,
        values: { kept: 1 },
        versions: { draft: 2, kept: 1 },
        newVersions: { draft: 2 },
      });
      t.equal(await valuesAt(saver, next), { kept: 1 }, "channel values");
    },
  },
  {
    id: "values/are-copies",
    rule: "what is changed after put, or in what getTuple gave, does not reach the storage",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const list = ["kept"];
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: { list } });
      list.push("added after put");
      const read = (await saver.getTuple(config))?.checkpoint.channel_values as { list: string[] };
      read.list.push("added to what was read");
      t.equal(await valuesAt(saver, config), { list: ["kept"] }, "channel values");
    },
  },
  {
    id: "values/any-channel-name",
    rule: "a channel may have any name, those of Object's own properties included",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const names = ["__proto__", "constructor", "toString", "a.b", "", "x\0y"];
      const named = Object.fromEntries(names.map((name) => [name, `value of ${name}`]));
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: named });
      await saver.putWrites(
        config,
        names.map((name): PendingWrite => [name, 1]),
        "task-1",
      );
      const tuple = await saver.getTuple(config);
      t.equal(
        new Map(Object.entries(tuple?.checkpoint.channel_values ?? {})),
        new Map(Object.entries(named)),
        "channel values",
      );
      t.equal(
        new Set(tuple?.pendingWrites?.map(([, channel]) => channel)),
        new Set(names),
        "channels of the pending writes",
      );
    },
  },
];

export const putting: readonly SaverTest[] = [
  {
    id: "put/same-id-replaces",
    rule: "putting a checkpoint again under its id replaces it and keeps its parent",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const thread = t.random.id("thread");
      const root = await put(saver, { config: at(thread), n: 1, values: { total: 0 } });
      await put(saver, { config: root as Config, n: 2, values: { total: 1 }, versions: { total: 2 } });
      await put(saver, { config: root as Config, n: 2, values: { total: 9 }, versions: { total: 2 } });
      t.equal(await listedIds(saver, at(thread)), [2, 1].map(idOf), "ids");
      t.equal(await valuesAt(saver, at(thread)), { total: 9 }, "channel values");
      t.equal((await saver.getTuple(at(thread)))?.parentConfig, at(thread, "", idOf(1)), "config of the parent");
    },
  },
  {
    id: "put/thread-id-must-be-a-string",
    rule: "a missing, empty or non-string thread id is refused, and nothing is written",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      for (const thread of [undefined, null, "", 42, {}]) {
        const shown = JSON.stringify(thread) ?? "undefined";
        await t.rejects(put(saver, { config: at(thread), n: 1 }), `put with thread id ${shown}`);
        await t.rejects(
          saver.putWrites(at(thread, "", idOf(1)), [["total", 1]], "task-1"),
          `putWrites with thread id ${shown}`,
        );
      }
      await t.rejects(saver.putWrites(at("known"), [["total", 1]], "task-1"), "putWrites without a checkpoint id");
      t.equal(await listedIds(saver, {}), [], "what is stored");
    },
  },
];
