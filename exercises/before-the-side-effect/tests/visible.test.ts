// An order that is fine, and two that must never reach the card.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A shop; `done` lists what was charged and confirmed in it. */
async function openShop(t: TestContext) {
  const { buildShop } = await t.guest.module("shop.ts");
  const done: string[] = [];
  const shop = await buildShop(await t.guest.saver(), async (step: string, item: string) => {
    done.push(step);
    return `${step}: ${item}`;
  });
  return { shop, done };
}

/** Refused in time, and with words that help. */
async function isRefused(t: TestContext, subject: any, configurable: object, what: string): Promise<void> {
  const { shop, done } = await openShop(t);
  const answer: Promise<unknown> = (async () => subject.submit(shop, { item: "a lamp" }, { configurable }))();
  // First what was done, then what was said: a card that was charged is worse than an error that is missing.
  await answer.catch(() => {});
  t.equal(done, [], `what was done for ${what}`);
  await t.rejects(answer, what, { name: "TypeError", message: /thread_id/ });
  // A run that was begun and not waited for would show up by the time that a good order is through.
  await subject.submit(shop, { item: "a chair" }, { configurable: { thread_id: t.random.id("order") } });
  t.equal(done, ["charge", "confirm"], `what was done for a good order that came after ${what}`);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "accept/runs-the-order",
    rule: "an order with a thread is charged and confirmed, and submit resolves with what the graph returned",
    points: 1,
    async run(subject, t) {
      const { shop, done } = await openShop(t);
      const thread = t.random.id("order");
      const end = await subject.submit(shop, { item: "a lamp" }, { configurable: { thread_id: thread } });
      t.equal(done, ["charge", "confirm"], "what was done");
      t.equal(end?.log, ["charge: a lamp", "confirm: a lamp"], "the log that submit resolved with");
    },
  },
  {
    id: "refuse/no-thread-id",
    rule: "an order without a thread_id is refused with a TypeError that names thread_id, and nothing is charged",
    points: 1,
    async run(subject, t) {
      await isRefused(t, subject, { customer: "ada" }, "an order without a thread_id");
    },
  },
  {
    id: "refuse/blank",
    rule: "an order whose thread_id is only white space is refused in the same way",
    points: 1,
    async run(subject, t) {
      await isRefused(t, subject, { thread_id: "  " }, "an order with two spaces as thread_id");
    },
  },
];
