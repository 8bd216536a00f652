// Replays, forks, crashes, other customers. The bank is on the judge's side: it remembers what no checkpoint holds.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A bank that refuses a key with another amount. `dies` = the line goes dead once, when the money is booked already. */
function newBank({ dies = false } = {}) {
  const booked = new Map<string, { amount: number; receipt: string }>();
  let alive = !dies;
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
        if (!alive) {
          alive = true;
          throw new Error("the line to the bank went dead");
        }
        return receipt;
      },
      receiptFor: async (key: string) => booked.get(key)?.receipt ?? null,
    },
  };
}

type Bank = ReturnType<typeof newBank>;

async function openShop(t: TestContext, { bank }: Bank) {
  const { buildShop } = await t.guest.module("shop.ts");
  return buildShop(await t.guest.saver(), bank);
}

const newOrder = (t: TestContext, order: number) => {
  const pieces = t.random.int(2, 9);
  return { input: { order, pieces, address: t.random.id("street") }, amount: pieces * 5 };
};

const onThread = (thread: string) => ({ configurable: { thread_id: thread } });

/** Newest first. */
async function history(app: any, config: unknown): Promise<any[]> {
  const all = [];
  for await (const snapshot of app.getStateHistory(config)) all.push(snapshot);
  return all;
}

const before = async (app: any, config: unknown, node: string) =>
  (await history(app, config)).findLast(({ next }) => next[0] === node);

export const tests: readonly ConformanceTest[] = [
  {
    id: "replay/every-checkpoint",
    rule: "replays charge nothing, from whichever checkpoint, however often; each new branch has the receipt of the one charge",
    points: 2,
    async run(_subject, t) {
      const world = newBank();
      const app = await openShop(t, world);
      const config = onThread(t.random.id("customer"));
      const { input, amount } = newOrder(t, t.random.int(1, 9));
      await app.invoke(input, config);
      for (const { config: past, next } of [...(await history(app, config))].reverse()) {
        if (next.length === 0) continue;
        const end = await app.invoke(null, past);
        t.equal(end.receipt, world.receipts()[0], "the receipt at the end of a replay");
      }
      t.equal(world.statement(), [amount], "what the bank booked after replays from every checkpoint");
    },
  },
  {
    id: "order/the-same-again",
    rule: "the same things ordered again are another order, and are charged again",
    points: 1,
    async run(_subject, t) {
      const world = newBank();
      const app = await openShop(t, world);
      const config = onThread(t.random.id("customer"));
      const { input, amount } = newOrder(t, 1);
      const ends = [await app.invoke(input, config), await app.invoke({ ...input, order: 2 }, config)];
      t.equal(world.statement(), [amount, amount], "what the bank booked for two equal orders");
      const receipts = ends.map(({ receipt }) => receipt);
      t.equal(receipts, world.receipts(), "the receipts of the two orders");
    },
  },
  {
    id: "order/another-amount",
    rule: "every further order of a customer is charged with its own amount, and replays of each charge nothing",
    points: 1,
    async run(_subject, t) {
      const world = newBank();
      const app = await openShop(t, world);
      const config = onThread(t.random.id("customer"));
      const [first, second] = [t.random.int(2, 5), t.random.int(6, 9)];
      await app.invoke({ order: 1, pieces: first, address: "here" }, config);
      const past = await before(app, config, "charge");
      await app.invoke({ order: 2, pieces: second, address: "here" }, config);
      await app.invoke(null, past.config);
      t.equal(world.statement(), [first * 5, second * 5], "what the bank booked for two orders and a replay");
    },
  },
  {
    id: "customer/same-number",
    rule: "orders of two customers are two charges, even with the same number and the same amount",
    points: 1,
    async run(_subject, t) {
      const world = newBank();
      const app = await openShop(t, world);
      const { input, amount } = newOrder(t, t.random.int(1, 9));
      await app.invoke(input, onThread(t.random.id("customer")));
      await app.invoke(input, onThread(t.random.id("customer")));
      t.equal(world.statement(), [amount, amount], "what the bank booked for two customers");
    },
  },
  {
    id: "fork/corrected-address",
    rule: "a fork that corrects something else than the amount charges nothing",
    points: 1,
    async run(_subject, t) {
      const world = newBank();
      const app = await openShop(t, world);
      const config = onThread(t.random.id("customer"));
      const { input, amount } = newOrder(t, 1);
      await app.invoke(input, config);
      const past = await before(app, config, "charge");
      const corrected = await app.updateState(past.config, { address: t.random.id("street") }, "price");
      const end = await app.invoke(null, corrected);
      t.equal(world.statement(), [amount], "what the bank booked after a corrected address");
      t.equal(end.receipt, world.receipts()[0], "the receipt after a corrected address");
    },
  },
  {
    id: "fork/corrected-amount",
    rule: "a fork that corrects the amount is charged with the corrected amount, once, however often it is replayed",
    points: 1,
    async run(_subject, t) {
      const world = newBank();
      const app = await openShop(t, world);
      const config = onThread(t.random.id("customer"));
      const { input, amount } = newOrder(t, 1);
      await app.invoke(input, config);
      const past = await before(app, config, "charge");
      const corrected = await app.updateState(past.config, { amount: amount + 1 }, "price");
      const ends = [await app.invoke(null, corrected), await app.invoke(null, corrected)];
      t.equal(world.statement(), [amount, amount + 1], "what the bank booked after a corrected amount");
      const [, receipt] = world.receipts();
      t.equal(
        ends.map((end) => end.receipt),
        [receipt, receipt],
        "the receipts of the corrected branch",
      );
    },
  },
  {
    id: "crash/after-the-booking",
    rule: "when the line goes dead after the bank has booked, going on with the thread charges nothing more",
    points: 1,
    async run(_subject, t) {
      const world = newBank({ dies: true });
      const app = await openShop(t, world);
      const config = onThread(t.random.id("customer"));
      const { input, amount } = newOrder(t, 1);
      await t.rejects(() => app.invoke(input, config), "a run in which the line to the bank goes dead");
      const end = await app.invoke(null, config);
      t.equal(world.statement(), [amount], "what the bank booked after the resumed run");
      t.equal(end.receipt, world.receipts()[0], "the receipt after the resumed run");
    },
  },
  {
    id: "restart/replay",
    rule: "a replay charges nothing after the program was killed and started again, too",
    points: 1,
    async run(_subject, t) {
      const world = newBank();
      const config = onThread(t.random.id("customer"));
      const { input, amount } = newOrder(t, 1);
      await (await openShop(t, world)).invoke(input, config);
      await t.restartGuest();
      const app = await openShop(t, world);
      await app.invoke(null, (await before(app, config, "charge")).config);
      t.equal(world.statement(), [amount], "what the bank booked after a restart and a replay");
    },
  },
];
