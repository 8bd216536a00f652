// Small trees that can be drawn by hand.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A thread with one checkpoint for each entry: the number of its parent, or null. */
async function grown(t: TestContext, parents: readonly (number | null)[]) {
  const { buildApp, grow } = await t.guest.module("grow.ts");
  const app = await buildApp(await t.guest.saver());
  const thread = t.random.id("ticket");
  return { app, thread, ids: (await grow(app, thread, parents)) as string[] };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "tree/one-line",
    rule: "a thread that was never forked is one line: the rows come oldest first, each a level deeper, all of one branch",
    points: 1,
    async run(subject, t) {
      const { app, thread, ids } = await grown(t, [null, 0, 1, 2]);
      const expected = ids.map((id, n) => ({ id, parent: ids[n - 1] ?? null, depth: n, branch: ids[0] }));
      t.equal(await subject.tree(app, thread), expected, "the rows of a thread in one line");
    },
  },
  {
    id: "tree/one-fork",
    rule: "a later child of a checkpoint hangs from it and begins a branch of its own; the oldest child carries its branch on",
    points: 1,
    async run(subject, t) {
      const { app, thread, ids } = await grown(t, [null, 0, 1, 0, 3]);
      const [root, a, b, c, d] = ids;
      const expected = [
        { id: root, parent: null, depth: 0, branch: root },
        { id: a, parent: root, depth: 1, branch: root },
        { id: b, parent: a, depth: 2, branch: root },
        { id: c, parent: root, depth: 1, branch: c },
        { id: d, parent: c, depth: 2, branch: c },
      ];
      t.equal(await subject.tree(app, thread), expected, "the rows of a thread with one fork");
    },
  },
  {
    id: "head/own-branch",
    rule: "the head of a branch is its own last checkpoint, not the latest of the thread",
    points: 1,
    async run(subject, t) {
      const { app, thread, ids } = await grown(t, [null, 0, 1, 0]);
      t.equal(await subject.head(app, thread, ids[1]), ids[2], "the head of the older branch");
      t.equal(await subject.head(app, thread, ids[3]), ids[3], "the head of the newer branch");
    },
  },
];
