// Every row of the history of orders of any kind, against what the rows say when they are read slowly.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const onThread = (thread: string, checkpoint?: string) => ({
  configurable: { thread_id: thread, ...(checkpoint === undefined ? {} : { checkpoint_id: checkpoint }) },
});

/** A thread with an order of this plan that has gone as far as it goes. */
async function placed(t: TestContext, plan: object, stopBefore: string[] = []) {
  const { buildOrders } = await t.guest.module("orders.ts");
  const orders = await buildOrders(await t.guest.saver());
  const thread = t.random.id("order");
  const input = { plan: { count: "fine", bank: "fine", store: "fine", ...plan } };
  await orders.invoke(input, { ...onThread(thread), interruptBefore: stopBefore }).catch(() => {});
  return { orders, thread };
}

/** Oldest first. */
async function historyOf(orders: any, thread: string): Promise<any[]> {
  const rows = [];
  for await (const row of orders.getStateHistory(onThread(thread))) rows.unshift(row);
  return rows;
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "status/no-such-checkpoint",
    rule: "a checkpoint that an existing order does not have is not there",
    points: 1,
    async run(subject, t) {
      const { orders, thread } = await placed(t, {});
      const digits = String(t.random.int(100_000_000, 999_999_999));
      const snapshot = await orders.getState(onThread(thread, `1ef663ba-28fe-6528-8002-555${digits}`));
      const { status, step } = await subject.summarise(snapshot, null);
      t.equal({ status, step }, { status: "not there", step: null }, "a checkpoint that the order does not have");
    },
  },
  {
    id: "status/oldest",
    rule: "the oldest checkpoint of an order is there, although its values are empty",
    points: 1,
    async run(subject, t) {
      const { orders, thread } = await placed(t, {});
      const [oldest] = await historyOf(orders, thread);
      const { status, step } = await subject.summarise(oldest, null);
      t.equal({ status, step }, { status: "unfinished", step: -1 }, "the oldest checkpoint");
    },
  },
  {
    id: "status/stopped",
    rule: "an order that was stopped before a node, and asks nothing, is unfinished",
    points: 1,
    async run(subject, t) {
      const node = t.random.pick(["count", "deliver"]);
      const { orders, thread } = await placed(t, {}, [node]);
      const { status, next, asks } = await subject.summarise(await orders.getState(onThread(thread)), null);
      t.equal({ status, next, asks }, { status: "unfinished", next: [node], asks: [] }, "an order that was stopped");
    },
  },
  {
    id: "asks/every-task",
    rule: "the questions of all tasks are told, in the order of the tasks",
    points: 2,
    async run(subject, t) {
      const second = await placed(t, { store: "ask" });
      const one = await subject.summarise(await second.orders.getState(onThread(second.thread)), null);
      t.equal(
        { status: one?.status, asks: one?.asks },
        { status: "paused", asks: ["Take the last lamps?"] },
        "an order whose second task asks",
      );
      const both = await placed(t, { bank: "ask", store: "ask" });
      const snapshot = await both.orders.getState(onThread(both.thread));
      const { asks } = await subject.summarise(snapshot, null);
      t.equal(asks, ["Deliver on credit?", "Take the last lamps?"], "what an order asks when both of its tasks do");
    },
  },
  {
    id: "step/every-row",
    rule: "the number of the step is right in every row of a history",
    points: 1,
    async run(subject, t) {
      const { orders, thread } = await placed(t, { bank: t.random.pick(["fine", "ask"]) });
      for (const row of await historyOf(orders, thread)) {
        const { step } = await subject.summarise(row, null);
        t.equal(step, row.metadata.step, "the step of a row of the history");
      }
    },
  },
  {
    id: "ran/two-nodes",
    rule: "ran names the nodes that led here: what came next in the parent; __start__ is no node, and without a parent it is empty",
    points: 2,
    async run(subject, t) {
      const { orders, thread } = await placed(t, {});
      const rows = await historyOf(orders, thread);
      const ran = [];
      for (const [n, row] of rows.entries()) ran.push((await subject.summarise(row, rows[n - 1] ?? null))?.ran);
      const all: unknown[] = ran.flat();
      const how = all.length === 0 ? "nothing" : all.includes("__start__") ? "with __start__" : "nodes";
      t.equal(ran, [[], [], ["count"], ["bank", "store"], ["deliver"]], `what ran for each row, oldest first: ${how}`);
      t.equal((await subject.summarise(rows.at(-1), null))?.ran, [], "what ran for a row whose parent is not known");
    },
  },
  {
    id: "ran/edited",
    rule: "for an edit from outside, ran is empty, whatever came next in the parent",
    points: 1,
    async run(subject, t) {
      const { orders, thread } = await placed(t, {}, ["deliver"]);
      const before = await orders.getState(onThread(thread));
      await orders.updateState(onThread(thread), { counted: t.random.word() }, "store");
      const edited = await orders.getState(onThread(thread));
      t.equal((await subject.summarise(edited, before))?.ran, [], "what ran for an edit");
    },
  },
  {
    id: "summary/any-order",
    rule: "every field is right for every row of orders of any kind",
    points: 2,
    async run(subject, t) {
      // One of each kind, in any order, so that what a test finds does not hang on the seed.
      const kinds = [
        { plan: { count: "fail" }, stopBefore: [] },
        { plan: { bank: "ask", store: t.random.pick(["fine", "ask"]) }, stopBefore: [] },
        { plan: { store: "ask" }, stopBefore: [] },
        { plan: {}, stopBefore: [t.random.pick(["bank", "deliver"])] },
      ];
      for (const { plan, stopBefore } of t.random.shuffle(kinds)) {
        const { orders, thread } = await placed(t, plan, stopBefore);
        const rows = await historyOf(orders, thread);
        for (const [n, row] of rows.entries()) {
          const before = rows[n - 1] ?? null;
          t.equal(await subject.summarise(row, before), expected(row, before), "the summary of a row of any order");
        }
      }
    },
  },
];

/** The requirements, one after another. */
function expected({ metadata, next, tasks }: any, before: any) {
  const asks = tasks.flatMap(({ interrupts }: any) => interrupts.map(({ value }: any) => value));
  const errors = tasks.flatMap(({ error }: any) => (error ? [error.message] : []));
  const status =
    errors.length > 0 ? "failed" : asks.length > 0 ? "paused" : next.length > 0 ? "unfinished" : "finished";
  const led = metadata.source === "loop" && before !== null ? before.next : [];
  const ran = led.filter((name: string) => name !== "__start__");
  return { status, step: metadata.step, next, asks, errors, ran };
}
