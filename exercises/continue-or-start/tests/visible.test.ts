// A new order, a second one, and one behind a crash. The stations' work is done on the judge's side, which keeps a ledger.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const STATIONS = ["reserve", "charge", "ship"];

/** A shop with a ledger of all that its stations have done; `failing` holds those that fail when they run next. */
async function openShop(t: TestContext) {
  const { buildShop } = await t.guest.module("shop.ts");
  const ledger: string[] = [];
  const failing = new Set<string>();
  const work = async (station: string, message: string) => {
    if (failing.delete(station)) throw new Error(`${station} has failed`);
    ledger.push(`${station}: ${message}`);
    return ledger.at(-1)!;
  };
  const app = await buildShop(
    await t.guest.saver(),
    STATIONS.map((name) => ({ name })),
    work,
  );
  return { app, ledger, failing };
}

const all = (message: string) => STATIONS.map((station) => `${station}: ${message}`);

export const tests: readonly ConformanceTest[] = [
  {
    id: "turn/first-order",
    rule: "on a new thread the message is a new order: every station runs once for it",
    points: 1,
    async run(subject, t) {
      const { app, ledger } = await openShop(t);
      const order = t.random.id("order");
      const end = await subject.nextTurn(app, t.random.id("customer"), order);
      t.equal(ledger, all(order), "what was done for the first order");
      t.equal({ order: end?.order, log: end?.log }, { order, log: all(order) }, "what nextTurn resolved with");
    },
  },
  {
    id: "turn/second-order",
    rule: "behind a finished order, the message is a new order",
    points: 1,
    async run(subject, t) {
      const { app, ledger } = await openShop(t);
      const customer = t.random.id("customer");
      const [first, second] = [t.random.id("order"), t.random.id("order")];
      await subject.nextTurn(app, customer, first);
      const end = await subject.nextTurn(app, customer, second);
      t.equal(ledger, [...all(first), ...all(second)], "what was done for two orders");
      t.equal(end?.order, second, "the order in what nextTurn resolved with");
    },
  },
  {
    id: "turn/after-a-crash",
    rule: "if the last order stopped half-way, what was left of it is done first, then the message is sent as a new order",
    points: 1,
    async run(subject, t) {
      const { app, ledger, failing } = await openShop(t);
      const customer = t.random.id("customer");
      const [first, second] = [t.random.id("order"), t.random.id("order")];
      failing.add("charge");
      await t.rejects(() => subject.nextTurn(app, customer, first), "the turn in which charge fails");
      await subject.nextTurn(app, customer, second);
      t.equal(ledger, [...all(first), ...all(second)], "what was done for two orders, the first of which failed");
    },
  },
];
