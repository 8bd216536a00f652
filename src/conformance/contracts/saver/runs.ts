// deleteForRuns, as Python's savers have it.
import { at, idOf, listedIds, put, rule, valuesAt, writesAt } from "./saver-calls.ts";

const RUNS = { first: { run_id: "run-1" }, second: { run_id: "run-2" } };

export const runs = [
  rule(
    "runs/exactly-those",
    "deleteForRuns removes the checkpoints of these runs, over all threads and namespaces, and no other",
    async (saver, t) => {
      for (const [place, metadata] of [RUNS.first, RUNS.second, {}, { run_id: "run-10" }, RUNS.first].entries())
        await put(saver, {
          config: at(place % 2 === 0 ? "even" : "odd", place === 4 ? "child" : ""),
          n: place + 1,
          metadata,
        });
      await saver.deleteForRuns!(["run-1"]);
      t.equal(await listedIds(saver, {}), [4, 3, 2].map(idOf), "ids that are left");
      await saver.deleteForRuns!(["run-2", "run-10"]);
      t.equal(await listedIds(saver, {}), [idOf(3)], "ids that are left after two runs more");
    },
    "delete-for-runs",
  ),
  rule(
    "runs/writes-too",
    "deleteForRuns removes the pending writes of the checkpoints that go, and leaves those of the others",
    async (saver, t) => {
      const gone = await put(saver, { config: at("mine"), n: 1, metadata: RUNS.first });
      const kept = await put(saver, { config: at("mine"), n: 2, metadata: RUNS.second });
      for (const config of [gone, kept]) await saver.putWrites(config, [["total", 1]], "task-1");
      await saver.deleteForRuns!(["run-1"]);
      await put(saver, { config: at("mine"), n: 1 });
      t.equal(await writesAt(saver, gone), [], "pending writes of the one that went, put again");
      t.equal(await writesAt(saver, kept), [["task-1", "total", 1]], "pending writes of the other");
    },
    "delete-for-runs",
  ),
  rule(
    "runs/what-is-left-is-whole",
    "what deleteForRuns leaves has all its values, those that came with a run that went too",
    async (saver, t) => {
      const first = await put(saver, {
        config: at("mine"),
        n: 1,
        values: { list: ["a"], kept: 1 },
        metadata: RUNS.first,
      });
      const second = await put(saver, {
        config: first,
        n: 2,
        values: { list: ["a", "b"], kept: 1 },
        versions: { list: 2, kept: 1 },
        newVersions: { list: 2 },
        metadata: RUNS.second,
      });
      await saver.deleteForRuns!(["run-1"]);
      t.equal(await valuesAt(saver, second), { list: ["a", "b"], kept: 1 }, "channel values");
      t.equal(await listedIds(saver, {}), [idOf(2)], "ids");
    },
    "delete-for-runs",
  ),
  rule(
    "runs/nothing-to-do",
    "deleteForRuns of no runs, or of unknown ones, is no error and changes nothing",
    async (saver, t) => {
      await put(saver, { config: at("mine"), n: 1, metadata: RUNS.first });
      await put(saver, { config: at("mine"), n: 2 });
      for (const ids of [[], ["never"], ["run-"], ["%"]]) await saver.deleteForRuns!(ids);
      t.equal(await listedIds(saver, {}), [2, 1].map(idOf), "ids");
    },
    "delete-for-runs",
  ),
];
