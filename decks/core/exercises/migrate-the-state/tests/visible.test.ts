// A new thread in version 2.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/new-thread",
    rule: "a new thread is printed with its title and the priority that it was given",
    points: 1,
    async run(_subject, t) {
      const { buildNew } = await t.guest.module("shop.ts");
      const told: unknown[] = [];
      const letter = { title: t.random.word(), priority: t.random.int(4, 9) };
      const app = await buildNew(await t.guest.saver(), (what: unknown) => void told.push(what));
      await app.invoke(letter, { configurable: { thread_id: t.random.id("new") } });
      t.equal(told, [letter], "what a new thread prints");
    },
  },
];
