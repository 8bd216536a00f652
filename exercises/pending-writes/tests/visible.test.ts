// Whether each question is answered by a row that there is. What the rows prove is tried out by the hidden tests.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const ASKS = ["mail-is-kept", "error-is-kept", "goes-on-from"];

/** The rows that a failed order leaves. */
async function rowsOfAFailedOrder(t: TestContext): Promise<{ id: string; cells: string[] }[]> {
  const { buildShop, untilKept } = await t.guest.module("shop.ts");
  const { readRows } = await t.guest.module("table.ts");
  const saver = await t.guest.saver();
  const thread = t.random.id("order");
  const app = await buildShop(saver, async (node: string) => {
    if (node !== "charge") return node;
    await untilKept(saver, thread, "mail");
    throw new Error("card refused");
  });
  await app.invoke({ log: ["three mugs"] }, { configurable: { thread_id: thread } }).catch(() => {});
  return readRows(saver, thread);
}

async function pointedAt(subject: any): Promise<unknown[]> {
  const answer: any = await subject.answer;
  return ASKS.map((ask) => answer?.[ask]);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "point/every-question",
    rule: "each question is answered by a row",
    points: 1,
    async run(subject, t) {
      const ids = (await rowsOfAFailedOrder(t)).map(({ id }) => id);
      const pointed = await pointedAt(subject);
      t.equal(pointed.filter((id) => ids.includes(id as string)).length, ASKS.length, "how many questions have a row");
    },
  },
  {
    id: "point/three-rows",
    rule: "no row answers two questions",
    points: 1,
    async run(subject, t) {
      const pointed = (await pointedAt(subject)).filter((id) => typeof id === "string");
      t.equal(new Set(pointed).size, ASKS.length, "how many rows you point at");
    },
  },
];
