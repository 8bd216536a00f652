// A caller's own serializer: any bytes it makes are kept, and when it fails nothing is.
import type { SerializerProtocol } from "@langchain/langgraph-checkpoint";
import { type SaverTest, at, idOf, listedIds, put, rule, valuesAt, writesAt } from "./saver-calls.ts";

/** JSON with every bit turned over: bytes that are no text, under a type of its own. Gives way before each value. */
class Inverting implements SerializerProtocol {
  readonly typesLoaded = new Set<string>();

  async dumpsTyped(value: unknown): Promise<[string, Uint8Array]> {
    const text = JSON.stringify(value);
    await Promise.resolve();
    if (text.includes("cannot be stored")) throw new Error("this value cannot be stored");
    return ["inverted", Uint8Array.from([...text], (character) => 255 - (character.charCodeAt(0) & 255))];
  }

  async loadsTyped(type: string, data: Uint8Array | string): Promise<unknown> {
    this.typesLoaded.add(type);
    const bytes = typeof data === "string" ? Uint8Array.from([...data], (each) => each.charCodeAt(0)) : data;
    return JSON.parse(Array.from(bytes, (byte) => String.fromCharCode(255 - byte)).join(""));
  }
}

const serdeRule = (
  id: string,
  words: string,
  act: (
    saver: Awaited<ReturnType<Parameters<SaverTest["run"]>[0]["open"]>>,
    t: Parameters<SaverTest["run"]>[1],
    serde: Inverting,
  ) => Promise<void>,
): SaverTest => ({
  ...rule(id, words, async () => {}, "custom-serde"),
  async run(subject, t) {
    const serde = new Inverting();
    await act(await subject.open({ serde }), t, serde);
  },
});

export const serializers = [
  serdeRule(
    "serde/binary-values",
    "values and metadata come back through a serializer whose bytes are no text",
    async (saver, t) => {
      const config = await put(saver, {
        config: at(t.random.id("thread")),
        n: 1,
        values: { a: [1], b: "x" },
        metadata: { mark: 1 },
      });
      const tuple = await saver.getTuple(config);
      t.equal(tuple?.checkpoint.channel_values, { a: [1], b: "x" }, "channel values");
      t.equal(tuple?.metadata, { source: "loop", step: 1, parents: {}, mark: 1 }, "metadata");
    },
  ),
  serdeRule(
    "serde/binary-writes",
    "pending writes come back through a serializer whose bytes are no text",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      await saver.putWrites(config, [["total", { deep: [1] }]], "task-1");
      t.equal(await writesAt(saver, config), [["task-1", "total", { deep: [1] }]], "pending writes");
    },
  ),
  serdeRule(
    "serde/type-is-given-back",
    "loadsTyped is handed the type that dumpsTyped gave",
    async (saver, t, serde) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: { a: 1 } });
      await saver.putWrites(config, [["total", 1]], "task-1");
      await saver.getTuple(config).catch(() => undefined);
      t.equal([...serde.typesLoaded], ["inverted"], "the types that loadsTyped was handed");
    },
  ),
  serdeRule(
    "serde/filter-still-works",
    "list filters by metadata, whatever the serializer makes of it",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const n of [1, 2]) await put(saver, { config: at(thread), n, metadata: { mark: n } });
      t.equal(await listedIds(saver, at(thread), { filter: { mark: 2 } }), [idOf(2)], "ids");
    },
  ),
  serdeRule(
    "serde/failing-put-leaves-nothing",
    "a put whose serializer fails rejects and leaves nothing of the checkpoint, and the saver goes on",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await put(saver, { config: at(thread), n: 1, values: { a: 1 } });
      await t.rejects(
        put(saver, { config: at(thread), n: 2, values: { a: 2, b: "cannot be stored" }, versions: { a: 2, b: 2 } }),
        "put of a value that cannot be stored",
      );
      t.equal(await listedIds(saver, at(thread)), [idOf(1)], "ids");
      await put(saver, { config: at(thread), n: 3, values: { a: 3 }, versions: { a: 2 } });
      t.equal(await valuesAt(saver, at(thread)), { a: 3 }, "values of a later put");
    },
  ),
  serdeRule(
    "serde/failing-writes-leave-nothing",
    "a putWrites whose serializer fails rejects and stores none of its writes, and a retry stores them all",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      await t.rejects(
        saver.putWrites(
          config,
          [
            ["a", 1],
            ["b", "cannot be stored"],
            ["c", 3],
          ],
          "task-1",
        ),
        "putWrites of a value that cannot be stored",
      );
      t.equal(await writesAt(saver, config), [], "pending writes after the failure");
      await saver.putWrites(
        config,
        [
          ["a", "again"],
          ["c", "again"],
        ],
        "task-1",
      );
      t.equal(
        await writesAt(saver, config),
        [
          ["task-1", "a", "again"],
          ["task-1", "c", "again"],
        ],
        "pending writes after the retry",
      );
    },
  ),
];
