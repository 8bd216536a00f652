// The same thread as it is, saved again by put alone, and copied with all that belongs to it.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const WAYS = ["original", "resave", "copy"] as const;

/** Prepares a thread, brings it over in each way, and lets `act` do something with the shop there. */
async function broughtOver<Seen>(
  t: TestContext,
  prepare: (shop: any, thread: string) => Promise<unknown>,
  act: (shop: any, thread: string) => Promise<Seen>,
): Promise<Record<(typeof WAYS)[number], Seen>> {
  const given = await t.guest.module("shop.ts");
  const seen: Partial<Record<(typeof WAYS)[number], Seen>> = {};
  const from = await t.guest.saver("from");
  const thread = t.random.id("order");
  await prepare(await given.openShop(from), thread);
  // The original last: going on changes it.
  for (const way of [...WAYS].reverse()) {
    const to = way === "original" ? from : await t.guest.saver(way);
    if (way !== "original") await given[way](from, to);
    seen[way] = await act(await given.openShop(to), thread);
  }
  return seen as Record<(typeof WAYS)[number], Seen>;
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/goes-on-otherwise",
    rule: "null does the same on your thread and on a copy of everything, and something else where it was saved again by put alone",
    points: 2,
    async run(subject, t) {
      const { original, resave, copy } = await broughtOver(
        t,
        (shop, thread) => subject.breakIt(shop, thread),
        async (shop, thread) => {
          await (await shop.graph()).invoke(null, { configurable: { thread_id: thread } });
          return [...(await shop.whatRan())].sort();
        },
      );
      t.equal(copy, original, "what null runs on a copy of everything");
      if (JSON.stringify(resave) === JSON.stringify(original))
        t.fail(`null runs ${original.join() || "nothing"} wherever the thread lies`, "something else", resave);
    },
  },
  {
    id: "evidence/shows-what-is-lost",
    rule: "of a finished thread, look sees the same in the original and in a copy of everything, and something else where it was saved again by put alone",
    points: 1,
    async run(subject, t) {
      const { original, resave, copy } = await broughtOver(
        t,
        async (shop, thread) => {
          await (await shop.graph()).invoke({ log: [t.random.word()] }, { configurable: { thread_id: thread } });
        },
        async (shop, thread) => JSON.stringify(await subject.look(await shop.graph(), thread)),
      );
      t.equal(copy, original, "what look sees in a copy of everything");
      if (resave === original) t.fail("what look sees where the thread was saved again", "something else", resave);
    },
  },
];
