// All the ways of writing a wrong config, and what must not change for a right one. Cards are charged on the judge's side.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A shop; `done` lists what was done in it and for whom. A step named `broken` fails. */
async function openShop(t: TestContext, broken?: string) {
  const { buildShop } = await t.guest.module("shop.ts");
  const done: string[] = [];
  const saver = await t.guest.saver();
  const shop = await buildShop(saver, async (step: string, item: string, customer: string) => {
    if (step === broken) throw new RangeError(`no ${item} left`);
    done.push(`${step} for ${customer}`);
    return `${step}: ${item}`;
  });
  return { saver, shop, done };
}

/** Refused in time, and with words that help. */
async function isRefused(t: TestContext, subject: any, config: unknown, what: string): Promise<void> {
  const { shop, done } = await openShop(t);
  const answer: Promise<unknown> = (async () => subject.submit(shop, { item: "a lamp" }, config))();
  // First what was done, then what was said: a card that was charged is worse than an error that is missing.
  await answer.catch(() => {});
  t.equal(done, [], `what was done for ${what}`);
  await t.rejects(answer, what, { name: "TypeError", message: /thread_id/ });
}

const named = (thread_id: unknown) => ({ configurable: { thread_id, customer: "ada" } });

export const tests: readonly ConformanceTest[] = [
  {
    id: "refuse/no-config",
    rule: "a call with no config, or with nothing in it, is refused",
    points: 1,
    async run(subject, t) {
      for (const config of [undefined, null, {}, { configurable: undefined }, { configurable: {} }])
        await isRefused(t, subject, config, "an order with an empty config");
    },
  },
  {
    id: "refuse/misspelt",
    rule: "a thread that is named under a misspelt key, or in the wrong place, is refused",
    points: 1,
    async run(subject, t) {
      const id = t.random.id("order");
      const key = t.random.pick(["threadId", "thread", "threadid", "thread_ID", "id"]);
      await isRefused(t, subject, { configurable: { [key]: id } }, "an order with a misspelt key");
      await isRefused(t, subject, { thread_id: id }, "an order with the id outside configurable");
    },
  },
  {
    id: "refuse/white-space",
    rule: "an id that is empty, or only white space of any kind and length, is refused",
    points: 1,
    async run(subject, t) {
      await isRefused(t, subject, named(""), "an order with an empty id");
      const blank = Array.from({ length: t.random.int(1, 4) }, () => t.random.pick([" ", "\t", "\n", "\u00a0"]));
      await isRefused(t, subject, named(blank.join("")), "an order with an id of white space");
    },
  },
  {
    id: "refuse/no-text",
    rule: "an id that is no text is refused: a number, true, null, a list, an object",
    points: 2,
    async run(subject, t) {
      const number = t.random.int(1, 9999);
      for (const id of [number, 0, true, null, [t.random.id("order")], { id: t.random.id("order") }])
        await isRefused(t, subject, named(id), "an order with an id that is no text");
    },
  },
  {
    id: "refuse/writes-nothing",
    rule: "refused orders leave nothing in the database, and the next good one finds its thread empty",
    points: 1,
    async run(subject, t) {
      const { saver, shop, done } = await openShop(t);
      const wrong = t.random.shuffle([undefined, named(undefined), named(" "), named(t.random.int(1, 99))]);
      for (const config of wrong)
        await t.rejects(() => subject.submit(shop, { item: "a lamp" }, config), "one of several wrong orders");
      let rows = 0;
      for await (const _ of saver.list({})) rows += 1;
      t.equal(rows, 0, "checkpoints in the database after wrong orders");
      await subject.submit(shop, { item: "a chair" }, named(t.random.id("order")));
      t.equal(done.length, 2, "how much was done for the good order after wrong ones");
    },
  },
  {
    id: "accept/id-unchanged",
    rule: "a good id reaches the database as it is: not trimmed, not changed",
    points: 1,
    async run(subject, t) {
      const { saver, shop } = await openShop(t);
      const word = t.random.word();
      for (const id of [` ${word} `, `${word}:${word}/7`, word.toUpperCase(), "0", "undefined", `Ä ${word} 🛒`]) {
        await subject.submit(shop, { item: "a lamp" }, named(id));
        const found = await saver.getTuple({ configurable: { thread_id: id } });
        t.ok(found !== undefined, "there is a checkpoint under the id as it was sent");
      }
    },
  },
  {
    id: "accept/rest-of-config",
    rule: "whatever else the config says reaches the graph too",
    points: 1,
    async run(subject, t) {
      const { shop, done } = await openShop(t);
      const customer = t.random.id("customer");
      await subject.submit(shop, { item: "a lamp" }, { configurable: { thread_id: t.random.id("order"), customer } });
      t.equal(done, [`charge for ${customer}`, `confirm for ${customer}`], "for whom the order was done");
      const few = { ...named(t.random.id("order")), recursionLimit: 1 };
      await t.rejects(() => subject.submit(shop, { item: "a lamp" }, few), "an order with a recursion limit of 1", {
        name: "GraphRecursionError",
      });
    },
  },
  {
    id: "accept/errors-pass",
    rule: "when a node fails, its error reaches the caller as it is",
    points: 1,
    async run(subject, t) {
      const { shop } = await openShop(t, t.random.pick(["charge", "confirm"]));
      const item = t.random.id("lamp");
      const call = () => subject.submit(shop, { item }, named(t.random.id("order")));
      await t.rejects(call, "an order that a node cannot do", {
        name: "RangeError",
        message: new RegExp(`no ${item} left`),
      });
    },
  },
];
