// Storage that is opened again, by the same version of the saver or by another.
import { type Values, at, idOf, listedIds, put, putChain, rule, valuesAt, writesAt } from "./saver-calls.ts";

export const reopening = [
  rule(
    "reopen/everything-is-there",
    "after opening again, checkpoints, values, metadata, parents and writes are as they were",
    async (saver, t, subject) => {
      const thread = t.random.id("thread");
      const links = await putChain(saver, at(thread), [
        { list: [1], bytes: new Uint8Array([0, 255]) },
        { list: [1, 2], text: "\0🙂" },
      ]);
      await saver.putWrites(links[1]!.config, [["total", new Uint8Array([7])]], "task-1");
      const before = await saver.getTuple(at(thread));
      const again = await subject.reopen!(saver);
      t.equal(await again.getTuple(at(thread)), before, "the latest tuple");
      for (const { config, values } of links) t.equal(await valuesAt(again, config), values, "channel values");
    },
    "reopen",
  ),
  rule(
    "reopen/goes-on",
    "a thread goes on after opening again: unchanged values hold, and branches keep apart",
    async (saver, t, subject) => {
      const thread = t.random.id("thread");
      const links = await putChain(saver, at(thread), [
        { list: ["a"], kept: 1 },
        { list: ["a", "b"], kept: 1 },
      ]);
      const again = await subject.reopen!(saver);
      const [next] = await putChain(again, links[1]!, [{ list: ["a", "b", "c"], kept: 1 }], 3);
      const [beside] = await putChain(again, links[0]!, [{ list: ["a", "x"], kept: 1 }], 4);
      for (const { config, values } of [...links, next!, beside!])
        t.equal(await valuesAt(again, config), values, "channel values");
    },
    "reopen",
  ),
  rule(
    "reopen/deleted-stays-deleted",
    "what was deleted is not there after opening again",
    async (saver, t, subject) => {
      await put(saver, { config: at("kept"), n: 1 });
      await saver.putWrites(await put(saver, { config: at("gone"), n: 2 }), [["total", 1]], "task-1");
      await saver.deleteThread("gone");
      const again = await subject.reopen!(saver);
      t.equal(await listedIds(again, {}), [idOf(1)], "ids");
      await put(again, { config: at("gone"), n: 2 });
      t.equal(await writesAt(again, at("gone")), [], "pending writes of the thread used again");
    },
    "reopen",
  ),
  rule(
    "reopen/writes-before-their-checkpoint",
    "writes that came before their checkpoint are not lost by opening again",
    async (saver, t, subject) => {
      const thread = t.random.id("thread");
      await saver.putWrites(at(thread, "", idOf(1)), [["total", 1]], "task-1");
      const again = await subject.reopen!(saver);
      await put(again, { config: at(thread), n: 1 });
      t.equal(await writesAt(again, at(thread)), [["task-1", "total", 1]], "pending writes");
    },
    "reopen",
  ),
  rule(
    "migration/older-storage-is-read",
    "storage that an earlier version has written is read, and goes on being written",
    async (_saver, t, subject) => {
      const { saver, config, values } = await subject.openOlder!();
      t.equal(await valuesAt(saver, config), values, "channel values");
      const next = await put(saver, { config, n: 1_000, values: { ...values, more: 1 }, versions: { more: 1 } });
      t.equal(((await valuesAt(saver, next)) as Values | undefined)?.more, 1, "a channel of a checkpoint put on top");
      t.equal(await valuesAt(saver, config), values, "channel values after that");
    },
    "schema-migration",
  ),
  rule(
    "migration/twice-is-once",
    "storage that was brought up to date and is opened again is as it was",
    async (_saver, t, subject) => {
      const { saver, config, values } = await subject.openOlder!();
      const again = await subject.reopen!(await subject.reopen!(saver));
      t.equal(await valuesAt(again, config), values, "channel values");
    },
    "schema-migration",
    "reopen",
  ),
  rule(
    "migration/newer-storage-is-refused",
    "storage that a later version has written is refused, instead of being misread",
    async (_saver, t, subject) => {
      await t.rejects(async () => (await subject.openNewer!()).getTuple(at("any")), "opening it and reading");
    },
    "schema-migration",
  ),
];
