// Any items, long logs, nodes that are called again, and what earlier checkpoints still say.
import type { ConformanceTest, Random, TestContext } from "@forkpoint/conformance";

const NODES = ["receive", "discount", "arrange", "pack"] as const;

interface Item {
  readonly name: string;
  readonly price: number;
}

/** Dear ones and cheap ones, some of the same price, never in order: the dearest comes first. */
function someItems(random: Random): Item[] {
  const item = (price: number) => ({ name: random.id("item"), price });
  return [item(900), ...random.shuffle([5, 5, 99, 100, 110, random.int(10, 90)]).map(item)];
}

// The reference: what each node makes of the items, and what it enters into the log.
const discounted = (items: readonly Item[]) =>
  items.map(({ name, price }) => ({ name, price: price >= 100 ? price - 10 : price }));
const arranged = (items: readonly Item[]) => items.toSorted((a, b) => a.price - b.price);
const entriesOf = (count: number) => [`received: ${count}`, "discount", "arranged", "packed"];

async function openOrders(t: TestContext, subject: any) {
  const { buildOrder } = await t.guest.module("order.ts");
  const nodes = Object.fromEntries(NODES.map((name) => [name, subject[name]]));
  return { app: await buildOrder(await t.guest.saver(), nodes), config: { configurable: { thread_id: "order-1" } } };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "order/any-items",
    rule: "whatever the items are, caller and database get the same: 10 off from 100 on, cheapest first, equals in their order",
    points: 2,
    async run(subject, t) {
      const { app, config } = await openOrders(t, subject);
      const items = someItems(t.random);
      const end = await app.invoke({ items, log: [] }, config);
      const expected = { items: arranged(discounted(items)), log: entriesOf(items.length) };
      t.equal(end, expected, "what the caller was given of any items");
      t.equal((await app.getState(config)).values, expected, "what the database holds of any items");
    },
  },
  {
    id: "order/second-run",
    rule: "a second order on the same thread adds its entries once",
    points: 1,
    async run(subject, t) {
      const { app, config } = await openOrders(t, subject);
      const [first, second] = [someItems(t.random), someItems(t.random).slice(1)];
      await app.invoke({ items: first, log: [] }, config);
      await app.invoke({ items: second, log: [] }, config);
      const expected = {
        items: arranged(discounted(second)),
        log: [...entriesOf(first.length), ...entriesOf(second.length)],
      };
      t.equal((await app.getState(config)).values, expected, "what the database holds after a second order");
    },
  },
  {
    id: "order/history",
    rule: "each checkpoint of the history reads what was so then: one more entry behind each node, the items as that node left them",
    points: 1,
    async run(subject, t) {
      const { app, config } = await openOrders(t, subject);
      const items = someItems(t.random);
      await app.invoke({ items, log: [] }, config);
      const rows = [];
      for await (const { values } of app.getStateHistory(config)) rows.unshift(values);
      const log = entriesOf(items.length);
      const left = [items, items, discounted(items), arranged(discounted(items)), arranged(discounted(items))];
      const expected = left.map((now, node) => ({ items: now, log: log.slice(0, node) }));
      t.equal(rows.slice(1), expected, "the checkpoints behind the input and each node");
    },
  },
  {
    id: "nodes/only-what-changes",
    rule: "a node returns the fields that it changes, and of the log only its own entry",
    points: 1,
    async run(subject, t) {
      const { callFrozen } = await t.guest.module("order.ts");
      const items = someItems(t.random);
      const log = [t.random.id("entry"), t.random.id("entry")];
      const changes = {
        receive: {},
        discount: { items: discounted(items) },
        arrange: { items: arranged(items) },
        pack: {},
      };
      for (const [n, name] of NODES.entries()) {
        const { returned, error } = await callFrozen(subject[name], { items, log });
        t.equal(error, null, `what ${name} did to a state of any items`);
        const own = entriesOf(items.length)[n]!;
        // One entry may come as a list of one, or as itself: the reducer takes both.
        const told = { ...returned, log: typeof returned?.log === "string" ? [returned.log] : returned?.log };
        t.equal(told, { ...changes[name], log: [own] }, `what ${name} returned`);
      }
    },
  },
  {
    id: "nodes/called-again",
    rule: "a node that is called again, as in a retry, returns the same again",
    points: 1,
    async run(subject, t) {
      for (const name of NODES) {
        const state = { items: someItems(t.random), log: [t.random.id("entry")] };
        const first = await subject[name](state);
        const again = await subject[name](state);
        t.ok(first, `${name} returned what changes`);
        t.equal(again, first, `what ${name} returned the second time`);
      }
    },
  },
];
