// Takes the row that was pointed at out of the database, and looks at what is different then.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

interface Placed {
  readonly saver: any;
  readonly config: object;
  readonly order: string;
  readonly tables: any;
}

async function placed(t: TestContext): Promise<Placed> {
  const { placeOrder } = await t.guest.module("shop.ts");
  const tables = await t.guest.module("tables.ts");
  const saver = await t.guest.saver();
  const [thread, order] = [t.random.id("order"), t.random.word(120)];
  await placeOrder(saver, thread, order);
  return { saver, config: { configurable: { thread_id: thread } }, order, tables };
}

/** What that database says of the thread; `order` is null where it cannot be read. */
async function look(t: TestContext, { tables, config }: Placed, saver: any) {
  const { buildShop } = await t.guest.module("shop.ts");
  const ran: string[] = [];
  const app = await buildShop(saver, (node: string) => void ran.push(node));
  const snapshot: any = await (async () => app.getState(config))().catch(() => null);
  await (async () => app.invoke(null, config))().catch(() => {});
  const rows: { cells: string[] }[] = await tables.readTables(saver);
  return {
    order: snapshot?.values.order ?? null,
    isThere: snapshot === null || snapshot.metadata !== undefined,
    id: snapshot?.config.configurable.checkpoint_id,
    hasParent: snapshot?.parentConfig !== undefined,
    checkpoints: rows.filter(({ cells }) => cells[0] === "checkpoints").length,
    ran: ran.sort(),
  };
}

type Seen = Awaited<ReturnType<typeof look>>;

/** Fails unless the database is different in the way that `proves` asks for, once the row is changed. */
async function check(
  subject: any,
  t: TestContext,
  ask: string,
  change: "without" | "orphaned",
  proves: (whole: Seen, lacking: Seen, order: string) => boolean,
): Promise<void> {
  const row: unknown = (await subject.answer)?.[ask];
  const thread = await placed(t);
  // First, because looking at the whole one goes on with it.
  const lacking = await look(t, thread, await thread.tables[change](thread.saver, row));
  const whole = await look(t, thread, thread.saver);
  if (proves(whole, lacking, thread.order)) return;
  t.fail(`what ${ask} asks for, without ${String(row)}`, "another database than with it", lacking);
}

const after = ["answer/every-question"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/value",
    rule: "without the row for the text of the order, the newest checkpoint is there and its text cannot be read",
    points: 1,
    after,
    run: (subject, t) =>
      check(subject, t, "value", "without", (whole, lacking, order) => {
        return whole.order === order && lacking.order !== order && lacking.isThere && lacking.checkpoints >= 2;
      }),
  },
  {
    id: "answer/retry",
    rule: "without the row that keeps mail from being sent again, a retry sends it, from the same checkpoint",
    points: 1,
    after,
    run: (subject, t) =>
      check(subject, t, "retry", "without", (whole, lacking) => {
        return !whole.ran.includes("mail") && lacking.ran.includes("mail") && lacking.id === whole.id;
      }),
  },
  {
    id: "evidence/parent",
    rule: "when the row for the parent forgets it, the newest checkpoint is the same and has no parent",
    points: 1,
    after,
    run: (subject, t) =>
      check(subject, t, "parent", "orphaned", (whole, lacking) => {
        return whole.hasParent && !lacking.hasParent && lacking.id === whole.id;
      }),
  },
  {
    id: "evidence/thread",
    rule: "without the row for the thread, all checkpoints are stored and the thread is not found",
    points: 1,
    after,
    run: (subject, t) =>
      check(
        subject,
        t,
        "thread",
        "without",
        (whole, lacking) => whole.isThere && !lacking.isThere && lacking.checkpoints === 2,
      ),
  },
];
