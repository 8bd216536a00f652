// Whether the thread is there at all.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/there-is-a-thread",
    rule: "breakIt leaves a thread, and resolves",
    points: 1,
    async run(subject, t) {
      const { openShop } = await t.guest.module("shop.ts");
      const thread = t.random.id("order");
      const shop = await openShop(await t.guest.saver());
      await subject.breakIt(shop, thread);
      const { metadata } = await (await shop.graph()).getState({ configurable: { thread_id: thread } });
      t.ok(metadata !== undefined, "a checkpoint of the thread");
    },
  },
];
