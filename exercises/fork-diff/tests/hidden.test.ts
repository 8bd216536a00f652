// Trees of any shape against the parents that are kept here, ends that have nothing in common, and values.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function newApp(t: TestContext) {
  const { buildTickets } = await t.guest.module("tickets.ts");
  return buildTickets(await t.guest.saver());
}

const onThread = (thread: string, checkpoint?: string) => ({
  configurable: { thread_id: thread, ...(checkpoint === undefined ? {} : { checkpoint_id: checkpoint }) },
});

const idOf = (config: any): string => config.configurable.checkpoint_id;

/** A checkpoint, its place in the tree, and what its state must be. */
type Grown = { config: any; parent: Grown | null; values: Record<string, unknown> };

/** One more checkpoint behind another. */
async function grow(app: any, parent: Grown, patch: Record<string, unknown>): Promise<Grown> {
  const config = await app.updateState(parent.config, patch, "draft");
  return { config, parent, values: { ...parent.values, ...patch } };
}

async function root(app: any, thread: string, values: Record<string, unknown>): Promise<Grown> {
  const config = await app.updateState(onThread(thread), values, "classify");
  return { config, parent: null, values };
}

const wayOf = (end: Grown): Grown[] => (end.parent ? [...wayOf(end.parent), end] : [end]);

/** Fields of the trees hold text only: there, equal text is equality. */
function expectedDiff(a: Grown, b: Grown) {
  const [wayA, wayB] = [wayOf(a), wayOf(b)];
  const shared = wayA.filter((one) => wayB.includes(one));
  const ids = (way: Grown[]) => way.slice(shared.length).map(({ config }) => idOf(config));
  const names = [...new Set([...Object.keys(a.values), ...Object.keys(b.values)])].sort();
  const fields = names.filter((name) => String(a.values[name]) !== String(b.values[name]));
  return { ancestor: idOf(shared.at(-1)!.config), a: ids(wayA), b: ids(wayB), fields };
}

const plain = (diff: any) =>
  diff && { ancestor: diff.ancestor, a: [...diff.a], b: [...diff.b], fields: [...diff.fields] };

export const tests: readonly ConformanceTest[] = [
  {
    id: "tree/any-two",
    rule: "it is right for any two checkpoints of a tree of forks, in either order",
    points: 3,
    async run(subject, t) {
      const app = await newApp(t);
      const tree = [await root(app, t.random.id("ticket"), { category: t.random.word() })];
      // A line of four, and then branches from anywhere on anything.
      for (let size = 1; size < 10; size++) {
        const parent = size < 4 ? tree.at(-1)! : tree[t.random.int(0, tree.length - 1)]!;
        tree.push(await grow(app, parent, { category: t.random.pick(["complaint", "refund", "praise"]) }));
      }
      for (let pair = 0; pair < 5; pair++) {
        const [a, b] = t.random.shuffle(tree) as [Grown, Grown];
        const diff = plain(await subject.diffForks(app, a.config, b.config));
        t.equal(diff, expectedDiff(a, b), "the diff of two checkpoints of a tree");
      }
    },
  },
  {
    id: "line/one-above-the-other",
    rule: "when one end comes from the other, or is the other, the older one is the ancestor",
    points: 1,
    async run(subject, t) {
      const app = await newApp(t);
      const first = await root(app, t.random.id("ticket"), { category: t.random.id("category") });
      const second = await grow(app, first, { category: t.random.id("category") });
      const third = await grow(app, second, { category: t.random.id("category") });
      for (const [a, b] of [
        [second, third],
        [third, second],
        [second, second],
      ] as const)
        t.equal(plain(await subject.diffForks(app, a.config, b.config)), expectedDiff(a, b), "the diff on one line");
    },
  },
  {
    id: "roots/two-threads",
    rule: "ends with no checkpoint in common give null, however equal their values are",
    points: 1,
    async run(subject, t) {
      const app = await newApp(t);
      const values = { category: t.random.id("category"), customer: { name: t.random.word() } };
      const ends = [];
      for (const thread of [t.random.id("ticket"), t.random.id("ticket")])
        ends.push(await grow(app, await root(app, thread, values), { category: "refund" }));
      const diff = await subject.diffForks(app, ends[0]!.config, ends[1]!.config);
      t.equal(diff, null, "the diff of two threads that were begun with the same values");
    },
  },
  {
    id: "roots/phantom-parent",
    rule: "a parent that its own thread does not have is no ancestor",
    points: 2,
    async run(subject, t) {
      const app = await newApp(t);
      const past = await root(app, t.random.id("ticket"), { category: t.random.id("category") });
      const end = await grow(app, past, { category: t.random.id("category") });
      // The “fork” that is none: it begins blank, and names a parent from the other thread.
      const elsewhere = t.random.id("ticket");
      await app.invoke({ category: t.random.id("category") }, onThread(elsewhere, idOf(past.config)));
      const { config } = await app.getState(onThread(elsewhere));
      t.equal(await subject.diffForks(app, end.config, config), null, "the diff with a phantom in the way");
    },
  },
  {
    id: "values/order-of-keys",
    rule: "objects with the same keys and values are equal, in whatever order the keys were written; in lists the order counts",
    points: 1,
    async run(subject, t) {
      const app = await newApp(t);
      const [name, plan, city] = [t.random.word(), t.random.word(), t.random.word()];
      const first = await root(app, t.random.id("ticket"), { category: "complaint" });
      const customer = { name, home: { city, zip: 1 }, plans: [plan, "free"] };
      const turned = { plans: [plan, "free"], home: { zip: 1, city }, name };
      const shuffled = { ...customer, plans: ["free", plan] };
      const ends = [];
      for (const one of [customer, turned, shuffled]) ends.push((await grow(app, first, { customer: one })).config);
      const [a, b, c] = ends;
      t.equal((await subject.diffForks(app, a, b))?.fields, [], "the fields that differ by the order of keys");
      t.equal(
        (await subject.diffForks(app, a, c))?.fields,
        ["customer"],
        "the fields that differ by the order of a list",
      );
    },
  },
  {
    id: "values/only-one-has-it",
    rule: "a field that only one of the ends has differs",
    points: 1,
    async run(subject, t) {
      const app = await newApp(t);
      const first = await root(app, t.random.id("ticket"), { category: t.random.word() });
      const without = (await grow(app, first, { category: "refund" })).config;
      const having = (await grow(app, first, { category: "refund", customer: { name: t.random.word() } })).config;
      for (const [a, b] of [
        [without, having],
        [having, without],
      ])
        t.equal((await subject.diffForks(app, a, b))?.fields, ["customer"], "the fields when one end has one more");
    },
  },
  {
    id: "values/changed-to-the-same",
    rule: "what both branches changed to the same value does not differ, and equal ends are still two ends",
    points: 1,
    async run(subject, t) {
      const app = await newApp(t);
      const first = await root(app, t.random.id("ticket"), { category: t.random.id("category") });
      const patch = { category: t.random.id("category"), customer: { name: t.random.word() } };
      const [a, b] = [await grow(app, first, patch), await grow(app, first, patch)];
      const expected = { ancestor: idOf(first.config), a: [idOf(a.config)], b: [idOf(b.config)], fields: [] };
      t.equal(plain(await subject.diffForks(app, a.config, b.config)), expected, "the diff of two equal forks");
    },
  },
];
