// Other searches, other rounds, and threads with a past. What is counted is compared with the way that was laid out.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A report that was written `turns` times on one thread; `calls` lists the nodes that were called since then. */
async function writtenReport(t: TestContext, turns = 1) {
  const { buildResearch } = await t.guest.module("research.ts");
  const searches = Array.from({ length: t.random.int(2, 3) }, () => t.random.id("search"));
  const rounds = t.random.int(2, 3);
  const calls: string[] = [];
  const app = await buildResearch(await t.guest.saver(), searches, rounds, async (node: string) => {
    calls.push(node);
    return `${node}: ${t.random.id()}`;
  });
  const thread = t.random.id("report");
  const config = { configurable: { thread_id: thread } };
  for (let turn = 0; turn < turns; turn++) await app.invoke({ round: 0 }, config);
  calls.length = 0;
  /** The super-steps of one turn, and so the checkpoints between them, from step -1 on. */
  const way = [["__start__"], ["plan"], ...Array.from({ length: rounds }, () => [searches, ["judge"]]).flat()];
  return { app, thread, config, calls, way };
}

/** What a replay calls that begins when the first `done` super-steps of a turn are over. */
function expected(way: readonly (readonly string[])[], done: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const node of way.slice(done).flat()) if (node !== "__start__") counts[node] = (counts[node] ?? 0) + 1;
  return counts;
}

/** Oldest first. */
async function history(app: any, config: unknown): Promise<any[]> {
  const rows = [];
  for await (const row of app.getStateHistory(config)) rows.unshift(row);
  return rows;
}

const idOf = ({ config }: any): string => config.configurable.checkpoint_id;

export const tests: readonly ConformanceTest[] = [
  {
    id: "calls/every-checkpoint",
    rule: "callsOfReplay is right for every checkpoint of a thread, the first one too; __start__ is no node",
    points: 2,
    async run(subject, t) {
      const { app, thread, config, way } = await writtenReport(t);
      const rows = await history(app, config);
      for (const done of [0, 1, t.random.int(2, 4)]) {
        const counted = await subject.callsOfReplay(app, thread, idOf(rows[done]));
        t.equal(counted, expected(way, done), "the calls of a replay from some checkpoint");
      }
    },
  },
  {
    id: "calls/behind-the-last",
    rule: "behind the last node, callsOfReplay names nothing; behind the one before, it does",
    points: 1,
    async run(subject, t) {
      const { app, thread, config } = await writtenReport(t);
      const rows = await history(app, config);
      const last = await subject.callsOfReplay(app, thread, idOf(rows.at(-1)));
      const before = await subject.callsOfReplay(app, thread, idOf(rows.at(-2)));
      t.equal([before, last], [{ judge: 1 }, {}], "the calls of a replay from before and from behind the last node");
    },
  },
  {
    id: "calls/costs-nothing",
    rule: "callsOfReplay calls no node and writes no checkpoint",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, calls } = await writtenReport(t);
      const rows = await history(app, config);
      const counted = await subject.callsOfReplay(app, thread, idOf(rows[2]));
      t.ok(Object.keys(counted ?? {}).length > 0, "something was counted");
      t.equal(calls, [], "the nodes that were called while counting");
      t.equal((await history(app, config)).length, rows.length, "how many checkpoints the thread has after counting");
    },
  },
  {
    id: "calls/later-turns",
    rule: "a replay ends where its turn ends: what later turns did on the thread does not count",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, way } = await writtenReport(t, 2);
      const rows = await history(app, config);
      const done = t.random.int(1, 3);
      const counted = await subject.callsOfReplay(app, thread, idOf(rows[done]));
      t.equal(counted, expected(way, done), "the calls of a replay in the first of two turns");
    },
  },
  {
    id: "calls/after-replays",
    rule: "callsOfReplay is right on threads that were replayed before, for the checkpoints of every branch",
    points: 2,
    async run(subject, t) {
      const { app, thread, config, way } = await writtenReport(t);
      const first = await history(app, config);
      // From one checkpoint, then from one that the first run left behind it.
      await app.invoke(null, first[3].config);
      await app.invoke(null, first[4].config);
      for (const done of [2, 3]) {
        const counted = await subject.callsOfReplay(app, thread, idOf(first[done]));
        t.equal(counted, expected(way, done), "the calls of a replay from the first branch, after other replays");
      }
      const rows = await history(app, config);
      const fork = rows.find(({ metadata }) => metadata.source === "fork");
      const behind = rows.find(({ parentConfig }) => parentConfig && idOf({ config: parentConfig }) === idOf(fork));
      for (const [row, done] of [
        [fork, 3],
        [behind, 4],
      ] as const) {
        const counted = await subject.callsOfReplay(app, thread, idOf(row));
        t.equal(counted, expected(way, done), "the calls of a replay from the branch of an earlier replay");
      }
    },
  },
  {
    id: "replay/any-checkpoint",
    rule: "replay calls the nodes behind the checkpoint again, and no other, whichever checkpoint it is",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, calls, way } = await writtenReport(t);
      const done = t.random.int(0, 3);
      await subject.replay(app, thread, idOf((await history(app, config))[done]));
      const counted: Record<string, number> = {};
      for (const node of calls) counted[node] = (counted[node] ?? 0) + 1;
      t.equal(counted, expected(way, done), "the nodes that a replay called");
    },
  },
  {
    id: "replay/end",
    rule: "end is the state at the end of this replay, not of an earlier run",
    points: 1,
    async run(subject, t) {
      const { app, thread, config } = await writtenReport(t);
      const rows = await history(app, config);
      const { end } = await subject.replay(app, thread, idOf(rows[3]));
      t.equal(end, (await app.getState(config)).values, "what replay resolved with");
      const same = end.found.filter((entry: string, index: number) => entry === rows.at(-1).values.found[index]);
      t.equal(same.length, rows[3].values.found.length, "how many findings are from before the replay");
    },
  },
  {
    id: "replay/two-proofs",
    rule: "two replays of one checkpoint have two different proofs, each the checkpoint with which that replay began",
    points: 1,
    async run(subject, t) {
      const { app, thread, config } = await writtenReport(t);
      const rows = await history(app, config);
      const from = idOf(rows[t.random.int(1, 3)]);
      const proofs = [];
      for (let time = 0; time < 2; time++) proofs.push((await subject.replay(app, thread, from))?.proof);
      const forks = (await history(app, config)).filter(({ metadata }) => metadata.source === "fork").map(idOf);
      t.equal(proofs, forks, "the proofs of two replays, in order");
    },
  },
  {
    id: "replay/nothing-written",
    rule: "where nothing is left to run and nothing is written, proof is null, whatever was replayed before",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, calls } = await writtenReport(t);
      const rows = await history(app, config);
      const earlier = await subject.replay(app, thread, idOf(rows[3]));
      t.ok(typeof earlier?.proof === "string", "an earlier replay has a proof");
      const latest = await app.getState(config);
      calls.length = 0;
      const { end, proof } = await subject.replay(app, thread, idOf(latest));
      t.equal({ proof, calls }, { proof: null, calls: [] }, "the proof of a replay of the latest checkpoint");
      t.equal(end, latest.values, "the end of a replay of the latest checkpoint");
    },
  },
];
