// Trees of any shape against the plan that they were grown from, and threads that a real graph has written.
import type { ConformanceTest, Random, TestContext } from "@forkpoint/conformance";

type Plan = readonly (number | null)[];

interface Row {
  readonly id: string;
  readonly parent: string | null;
  readonly depth: number;
  readonly branch: string;
}

async function open(t: TestContext) {
  const { buildApp, grow } = await t.guest.module("grow.ts");
  const app = await buildApp(await t.guest.saver());
  const thread = t.random.id("ticket");
  return { app, thread, grow: async (plan: Plan, on = thread): Promise<string[]> => grow(app, on, plan) };
}

/** A plan of that many checkpoints: now the latest is gone on from, now any. */
function randomPlan(random: Random, count: number): Plan {
  return Array.from({ length: count }, (_, n) => (n === 0 ? null : random.boolean() ? n - 1 : random.int(0, n - 1)));
}

/** What the plan says, for these ids. `known` is false for an entry whose parent is not in the thread. */
function expected(plan: Plan, ids: readonly string[]): Row[] {
  const rows: Row[] = [];
  plan.forEach((parent, n) => {
    const above = parent === null ? undefined : rows[parent]!;
    const oldest = plan.indexOf(parent) === n;
    rows.push({
      id: ids[n]!,
      parent: above?.id ?? null,
      depth: above ? above.depth + 1 : 0,
      branch: above && oldest ? above.branch : ids[n]!,
    });
  });
  return rows;
}

const idOf = (config: any): string => config.configurable.checkpoint_id;

export const tests: readonly ConformanceTest[] = [
  {
    id: "tree/any-shape",
    rule: "parents, depths and branches are right in a tree of any shape, one row for each checkpoint, oldest first",
    points: 3,
    async run(subject, t) {
      const { app, thread, grow } = await open(t);
      // The first seven make sure of a fork on a branch and of two forks of one checkpoint.
      const plan = [null, 0, 1, 0, 3, 3, 0, ...randomPlan(t.random, 30).slice(7)];
      const ids = await grow(plan);
      const rows: Row[] = await subject.tree(app, thread);
      const only = (key: keyof Row) => (list: readonly Row[]) => Array.from(list ?? [], (row) => row?.[key]);
      const right = expected(plan, ids);
      t.equal(only("id")(rows), ids, "the ids of a tree of 30 checkpoints, oldest first");
      t.equal(only("parent")(rows), only("parent")(right), "the parents in a tree of 30 checkpoints");
      t.equal(only("depth")(rows), only("depth")(right), "the depths in a tree of 30 checkpoints");
      t.equal(only("branch")(rows), only("branch")(right), "the branches in a tree of 30 checkpoints");
    },
  },
  {
    id: "tree/real-runs",
    rule: "the tree is right after replays, corrections and further turns of a real graph",
    points: 2,
    async run(subject, t) {
      const { app, thread } = await open(t);
      const config = { configurable: { thread_id: thread } };
      await app.invoke({ note: t.random.word() }, config); // 0 to 4
      const ids: string[] = [];
      for await (const row of app.getStateHistory(config)) ids.unshift(idOf(row.config));
      const at = (n: number) => ({ configurable: { thread_id: thread, checkpoint_id: ids[n] } });
      await app.invoke(null, at(2)); // a replay: 5 to 7
      await app.updateState(at(4), { note: t.random.word() }, "third"); // a correction at the old end: 8
      await app.invoke({ note: t.random.word() }, config); // a turn on top of it: 9 to 13
      const plan = [null, 0, 1, 2, 3, 2, 5, 6, 4, 8, 9, 10, 11, 12];
      const written: string[] = [];
      for await (const row of app.getStateHistory(config)) written.unshift(idOf(row.config));
      t.equal(await subject.tree(app, thread), expected(plan, written), "the tree of a thread that was run");
    },
  },
  {
    id: "tree/depth-is-no-step",
    rule: "depth counts from the root, whatever the step of a checkpoint says",
    points: 1,
    async run(subject, t) {
      const { app, thread, grow } = await open(t);
      // A thread that begins with an edit begins at step 0, one that begins with a run at step -1.
      await grow([null, 0, 0]);
      const ran = t.random.id("ticket");
      await app.invoke({ note: t.random.word() }, { configurable: { thread_id: ran } });
      const depths = [];
      for (const each of [thread, ran])
        depths.push(((await subject.tree(app, each)) ?? []).map(({ depth }: Row) => depth));
      t.equal(
        depths,
        [
          [0, 1, 1],
          [0, 1, 2, 3, 4],
        ],
        "the depths in a thread that was edited and in one that was run",
      );
    },
  },
  {
    id: "tree/missing-parents",
    rule: "a checkpoint whose parent is not in the thread is a root: its parent is null",
    points: 1,
    async run(subject, t) {
      const { app, thread, grow } = await open(t);
      const plan = [null, 0, null, 2, 1, 2];
      t.equal(await subject.tree(app, thread), [], "the rows of a thread that nobody has written to");
      const ids = await grow(plan);
      t.equal(await subject.tree(app, thread), expected(plan, ids), "the tree of a thread with a pruned parent");
    },
  },
  {
    id: "tree/own-thread",
    rule: "checkpoints of other threads do not appear",
    points: 1,
    async run(subject, t) {
      const { app, thread, grow } = await open(t);
      const plan = [null, 0, 0];
      const ids = await grow(plan);
      await grow([null, 0], t.random.id("ticket"));
      await grow([null, 0], `${thread}0`);
      t.equal(await subject.tree(app, thread), expected(plan, ids), "the tree of one thread of three");
    },
  },
  {
    id: "head/any-shape",
    rule: "the head of a branch is its own last checkpoint, not the end of a branch that began further down on it",
    points: 2,
    async run(subject, t) {
      const { app, thread, grow } = await open(t);
      // A branch that forks from the first one further down is newer than the end of the first.
      const plan = [null, 0, 1, 2, 0, 4, 2, 6, 4, ...randomPlan(t.random, 15).slice(9)];
      const ids = await grow(plan);
      const right = expected(plan, ids);
      for (const n of [1, 4, 6, t.random.int(0, 14)]) {
        const last = right.findLast(({ branch }) => branch === right[n]!.branch)!.id;
        t.equal(await subject.head(app, thread, ids[n]), last, "the head of the branch of some checkpoint");
      }
    },
  },
];
