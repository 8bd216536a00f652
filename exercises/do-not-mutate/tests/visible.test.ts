// The order of the story, in the graph, and each node by itself with a state that cannot be changed.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const NODES = ["receive", "discount", "arrange", "pack"] as const;
const ITEMS = [
  { name: "lamp", price: 120 },
  { name: "cable", price: 9 },
];
const END = {
  items: [
    { name: "cable", price: 9 },
    { name: "lamp", price: 110 },
  ],
  log: ["paid", "received: 2", "discount", "arranged", "packed"],
};

async function openOrders(t: TestContext, subject: any) {
  const { buildOrder } = await t.guest.module("order.ts");
  const nodes = Object.fromEntries(NODES.map((name) => [name, subject[name]]));
  return buildOrder(await t.guest.saver(), nodes);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "order/caller",
    rule: "the caller is given the discounted items, cheapest first, and one entry of each node in the log, in their order",
    points: 1,
    async run(subject, t) {
      const app = await openOrders(t, subject);
      const config = { configurable: { thread_id: t.random.id("order") } };
      t.equal(await app.invoke({ items: ITEMS, log: ["paid"] }, config), END, "what the caller was given");
    },
  },
  {
    id: "order/saved",
    rule: "the database holds the same as the caller was given",
    points: 1,
    async run(subject, t) {
      const app = await openOrders(t, subject);
      const config = { configurable: { thread_id: t.random.id("order") } };
      await app.invoke({ items: ITEMS, log: ["paid"] }, config);
      t.equal((await app.getState(config)).values, END, "what the database holds");
    },
  },
  {
    id: "nodes/frozen",
    rule: "each node works with a state in which nothing can be changed",
    points: 1,
    async run(subject, t) {
      const { callFrozen } = await t.guest.module("order.ts");
      for (const name of t.random.shuffle(NODES)) {
        const { returned, error } = await callFrozen(subject[name], { items: ITEMS, log: ["paid"] });
        t.equal(error, null, `what ${name} did to its state`);
        t.ok(returned, `${name} returned what changes`);
      }
    },
  },
];
