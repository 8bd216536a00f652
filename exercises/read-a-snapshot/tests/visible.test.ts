// The orders of the dashboard, one of each kind.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const onThread = (thread: string) => ({ configurable: { thread_id: thread } });

/** The latest snapshot of an order that was placed with this plan. */
async function placed(t: TestContext, plan: object, stopBefore: string[] = []) {
  const { buildOrders } = await t.guest.module("orders.ts");
  const orders = await buildOrders(await t.guest.saver());
  const thread = t.random.id("order");
  const input = { plan: { count: "fine", bank: "fine", store: "fine", ...plan } };
  await orders.invoke(input, { ...onThread(thread), interruptBefore: stopBefore }).catch(() => {});
  return await orders.getState(onThread(thread));
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "status/finished",
    rule: "an order that was delivered is finished, at its last step, with nothing next",
    points: 1,
    async run(subject, t) {
      const { status, step, next, asks, errors } = await subject.summarise(await placed(t, {}), null);
      const expected = { status: "finished", step: 3, next: [], asks: [], errors: [] };
      t.equal({ status, step, next, asks, errors }, expected, "the summary of a delivered order");
    },
  },
  {
    id: "status/not-there",
    rule: "an order that was never placed is not there, and has no step",
    points: 1,
    async run(subject, t) {
      const { buildOrders } = await t.guest.module("orders.ts");
      const orders = await buildOrders(await t.guest.saver());
      const snapshot = await orders.getState(onThread(t.random.id("order")));
      const expected = { status: "not there", step: null, next: [], asks: [], errors: [], ran: [] };
      t.equal(await subject.summarise(snapshot, null), expected, "the summary of an order that was never placed");
    },
  },
  {
    id: "status/paused",
    rule: "an order that waits for a person is paused, and the question is told",
    points: 1,
    async run(subject, t) {
      const { status, asks } = await subject.summarise(await placed(t, { bank: "ask" }), null);
      t.equal({ status, asks }, { status: "paused", asks: ["Deliver on credit?"] }, "the summary of a paused order");
    },
  },
  {
    id: "status/failed",
    rule: "an order whose node threw is failed, and the message is told",
    points: 1,
    async run(subject, t) {
      const { status, errors } = await subject.summarise(await placed(t, { count: "fail" }), null);
      const expected = { status: "failed", errors: ["nobody counted the lamps"] };
      t.equal({ status, errors }, expected, "the summary of a failed order");
    },
  },
];
