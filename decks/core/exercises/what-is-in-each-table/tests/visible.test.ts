// Whether each question has a row.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-question",
    rule: "each of the four questions is answered by a row that there is",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const { placeOrder } = await t.guest.module("shop.ts");
      const { readTables } = await t.guest.module("tables.ts");
      const saver = await t.guest.saver();
      await placeOrder(saver, t.random.id("order"), t.random.word(120));
      const known = (await readTables(saver)).map(({ id }: { id: string }) => id);
      const rows = ["value", "retry", "parent", "thread"].map((ask) => answer?.[ask]);
      t.equal(rows.filter((row) => known.includes(row)).length, rows.length, "how many questions have a row");
    },
  },
];
