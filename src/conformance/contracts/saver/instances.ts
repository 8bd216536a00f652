// Two savers over the same storage.
import { at, listedIds, put, putChain, rule, valuesAt, writesAt } from "./saver-calls.ts";

export const instances = [
  rule(
    "two-instances/see-each-other",
    "what one saver stores, another over the same storage finds at once",
    async (one, t, subject) => {
      const two = await subject.openBeside!(one);
      const config = await put(one, { config: at(t.random.id("thread")), n: 1, values: { total: 1 } });
      await two.putWrites(config, [["total", 2]], "task-1");
      t.equal(await valuesAt(two, config), { total: 1 }, "values in the other saver");
      t.equal(await writesAt(one, config), [["task-1", "total", 2]], "writes of the other saver");
    },
    "two-instances",
  ),
  rule(
    "two-instances/take-turns",
    "two savers that put to one thread in turns both see the whole thread",
    async (one, t, subject) => {
      const two = await subject.openBeside!(one);
      const thread = t.random.id("thread");
      let [last] = await putChain(one, at(thread), [{ list: ["0"], kept: "x" }]);
      for (const step of [1, 2, 3, 4, 5]) {
        const list = [...(last!.values.list as string[]), String(step)];
        [last] = await putChain(step % 2 === 0 ? one : two, last!, [{ list, kept: "x" }], step + 1);
      }
      for (const [name, saver] of Object.entries({ first: one, second: two })) {
        t.equal(await valuesAt(saver, at(thread)), last!.values, `the latest in the ${name} saver`);
        t.equal((await listedIds(saver, at(thread))).length, 6, `how many the ${name} saver lists`);
      }
    },
    "two-instances",
  ),
  rule(
    "two-instances/nothing-stale",
    "what one saver deletes or replaces, another that has read it no longer gives",
    async (one, t, subject) => {
      const two = await subject.openBeside!(one);
      const thread = t.random.id("thread");
      const config = await put(one, { config: at(thread), n: 1, values: { total: 1 } });
      await valuesAt(two, config);
      await put(one, { config: at(thread), n: 1, values: { total: 2 }, versions: { total: 2 } });
      t.equal(await valuesAt(two, config), { total: 2 }, "values after the first saver replaced them");
      await one.deleteThread(thread);
      t.equal(await two.getTuple(at(thread)), undefined, "the thread after the first saver deleted it");
      await putChain(two, at(thread), [{ list: ["new"], total: 3 }]);
      t.equal(
        await valuesAt(one, at(thread)),
        { list: ["new"], total: 3 },
        "values that the second saver put afterwards",
      );
    },
    "two-instances",
  ),
  rule(
    "two-instances/first-write-stays",
    "what a task wrote through one saver is not changed by its retry through another",
    async (one, t, subject) => {
      const two = await subject.openBeside!(one);
      const config = await put(one, { config: at(t.random.id("thread")), n: 1 });
      await one.putWrites(config, [["total", "first"]], "task-1");
      await two.putWrites(config, [["total", "again"]], "task-1");
      t.equal(await writesAt(one, config), [["task-1", "total", "first"]], "pending writes");
    },
    "two-instances",
  ),
];
