// Follows the plan on a thread of its own, and looks at what ran and what is there.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

interface Row {
  readonly id: string;
  readonly parent: string;
  readonly next: string;
  readonly text: string;
}

async function followed(subject: any, t: TestContext) {
  const { buildDesk } = await t.guest.module("desk.ts");
  const { follow, rowsOf } = await t.guest.module("steps.ts");
  const thread = t.random.id("letter");
  const [wrong, right] = [t.random.id("wrong"), t.random.id("right")];
  const ran: string[] = [];
  const desk = await buildDesk(await t.guest.saver(), (node: string, text: string) => {
    ran.push(`${node} with the ${text === right ? "right" : "wrong"} text`);
  });
  await desk.invoke({ text: wrong }, { configurable: { thread_id: thread } });
  const before: Row[] = await rowsOf(desk, thread);
  ran.length = 0;
  await follow(await subject.plan, desk, thread, right);
  const rows: Row[] = await rowsOf(desk, thread);
  const { values, next } = await desk.getState({ configurable: { thread_id: thread } });
  return { ran, before, rows, stands: { text: values.text === right ? "right" : "wrong", next } };
}

/** From a row up to the root. */
function lineage(rows: readonly Row[], from: Row | undefined): Row[] {
  const parent = rows.find(({ id }) => id === from?.parent);
  return from ? [from, ...lineage(rows, parent)] : [];
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/runs-the-rest",
    rule: "only check and send run again, with the right text, and the thread then stands at its end with it",
    points: 2,
    after: ["answer/can-be-followed"],
    async run(subject, t) {
      const { ran, stands } = await followed(subject, t);
      const told = ran.join(", ") || "nothing";
      t.equal(ran, ["check with the right text", "send with the right text"], `what your plan runs: ${told}`);
      t.equal(stands, { text: "right", next: [] }, "where the thread stands");
    },
  },
  {
    id: "evidence/fork-row",
    rule: "the row is the first of the new branch, and the new text is in it though no node has written it",
    points: 1,
    after: ["answer/can-be-followed"],
    async run(subject, t) {
      const said = await subject.fork;
      const { before, rows } = await followed(subject, t);
      const shared = new Set(before.map(({ id }) => id));
      const branch = lineage(rows, rows.at(-1)).filter(({ id }) => !shared.has(id));
      const first = branch.at(-1);
      const parent = rows.find(({ id }) => id === first?.parent);
      const parts = rows.filter(({ parent: id }) => id === parent?.id).length > 1;
      const edits = parts && first?.text !== parent?.text && first?.next === parent?.next;
      if (!first || !edits) t.fail("a row of your plan that edits the past", "one", "none");
      const pointed = branch.findIndex(({ id }) => id === said);
      const where = pointed < 0 ? "elsewhere" : `${branch.length - pointed} of ${branch.length} in the new branch`;
      t.equal(said, first?.id, `the row that you point at: ${where}`);
    },
  },
];
