// One order, and what support does to it. The bank is on the judge's side: it remembers what no checkpoint holds.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A bank that refuses a key with another amount, as real ones do. */
function newBank() {
  const booked = new Map<string, { amount: number; receipt: string }>();
  return {
    statement: () => [...booked.values()].map(({ amount }) => amount),
    receipts: () => [...booked.values()].map(({ receipt }) => receipt),
    bank: {
      charge: async (key: unknown, amount: number) => {
        if (typeof key !== "string") throw new TypeError("the bank takes keys that are text");
        const before = booked.get(key);
        if (before && before.amount !== amount) throw new Error("this key was used for another amount");
        const receipt = before?.receipt ?? `receipt ${booked.size + 1}`;
        if (!before) booked.set(key, { amount, receipt });
        return receipt;
      },
      receiptFor: async (key: string) => booked.get(key)?.receipt ?? null,
    },
  };
}

async function oneOrder(t: TestContext) {
  const { bank, statement, receipts } = newBank();
  const { buildShop } = await t.guest.module("shop.ts");
  const app = await buildShop(await t.guest.saver(), bank);
  const config = { configurable: { thread_id: t.random.id("customer") } };
  const pieces = t.random.int(2, 9);
  await app.invoke({ order: 1, pieces, address: t.random.id("street") }, config);
  const history: any[] = [];
  for await (const snapshot of app.getStateHistory(config)) history.push(snapshot);
  const beforeCharge = history.find(({ next }) => next[0] === "charge");
  return { app, config, beforeCharge, amount: pieces * 5, statement, receipts };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "charge/once",
    rule: "an order is charged once, with its amount, and the receipt is in the state",
    points: 1,
    async run(_subject, t) {
      const { app, config, amount, statement, receipts } = await oneOrder(t);
      t.equal(statement(), [amount], "what the bank booked for an order");
      t.equal((await app.getState(config)).values.receipt, receipts()[0], "the receipt in the state");
    },
  },
  {
    id: "replay/before-the-charge",
    rule: "a replay from before the charge charges nothing",
    points: 1,
    async run(_subject, t) {
      const { app, beforeCharge, amount, statement } = await oneOrder(t);
      await app.invoke(null, beforeCharge.config);
      t.equal(statement(), [amount], "what the bank booked after a replay");
    },
  },
];
