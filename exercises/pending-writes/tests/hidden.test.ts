// Takes the row that was pointed at out of the database, looks at the thread, and retries. What changes is what it proves.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** What the thread says, and what a retry runs, when the row `missing` is not there; null: nothing is missing. */
interface Seen {
  readonly step: unknown;
  readonly errors: number;
  readonly ran: readonly string[];
}

async function retryWithout(t: TestContext, missing: string | null): Promise<Seen> {
  const { buildShop, untilKept } = await t.guest.module("shop.ts");
  const { without } = await t.guest.module("table.ts");
  const saver = await t.guest.saver(missing ?? "whole");
  const [thread, order] = [t.random.id("order"), t.random.id("item")];
  const config = { configurable: { thread_id: thread } };
  const ran: string[] = [];
  let fails = true;
  const app = await buildShop(saver, async (node: string) => {
    ran.push(node);
    if (node === "charge" && fails) {
      await untilKept(saver, thread, "mail");
      throw new Error("card refused");
    }
    return node;
  });
  await app.invoke({ log: [order] }, config).catch(() => {});
  fails = false;
  ran.length = 0;
  if (missing !== null) await without(saver, thread, missing);
  const { metadata, tasks } = await app.getState(config);
  const errors = tasks.filter((task: { error?: unknown }) => task.error !== undefined).length;
  await app.invoke(null, config);
  return { step: metadata.step, errors, ran: [...ran].sort() };
}

/** The id of the row that was pointed at; fails when there is no such row. */
async function rowFor(subject: any, t: TestContext, ask: string): Promise<string> {
  const id: unknown = (await subject.answer)?.[ask];
  if (typeof id !== "string" || !/^row-[1-9]\d?$/.test(id)) t.fail(`the row for ${ask}`, "the id of a row", id);
  return id;
}

const tell = ({ step, errors, ran }: Seen) =>
  `stands at step ${step}, ${errors === 0 ? "no error" : "an error"}; a retry runs ${ran.join(" and ") || "nothing"}`;

/** Fails unless taking the row away changes what `proves` asks for. Says in words what it changed instead. */
async function check(
  subject: any,
  t: TestContext,
  ask: string,
  proves: (whole: Seen, lacking: Seen) => boolean,
  what: string,
): Promise<void> {
  const row = await rowFor(subject, t, ask);
  const whole = await retryWithout(t, null);
  const lacking = await retryWithout(t, row);
  if (proves(whole, lacking)) return;
  const changes = [
    lacking.step !== whole.step && "the thread stands elsewhere",
    lacking.errors !== whole.errors && "the error is gone",
    lacking.ran.join() !== whole.ran.join() && "a retry runs something else",
  ].filter(Boolean);
  const how = changes.join(", ") || "nothing changes";
  t.fail(`${what}: ${how}`, `other than with it: ${tell(whole)}`, `without ${row}: ${tell(lacking)}`);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "point/mail-is-kept",
    rule: "without the row that keeps mail from running twice, a retry runs mail again, and still from the same checkpoint",
    points: 2,
    run: (subject, t) =>
      check(
        subject,
        t,
        "mail-is-kept",
        (whole, lacking) => !whole.ran.includes("mail") && lacking.ran.includes("mail") && lacking.step === whole.step,
        "a retry without the row for mail",
      ),
  },
  {
    id: "point/error-is-kept",
    rule: "without the row that tells why charge is not done, the thread would show no error, and a retry would do the same",
    points: 1,
    run: (subject, t) =>
      check(
        subject,
        t,
        "error-is-kept",
        (whole, lacking) =>
          whole.errors === 1 &&
          lacking.errors === 0 &&
          lacking.step === whole.step &&
          lacking.ran.join() === whole.ran.join(),
        "a retry without the row for the error",
      ),
  },
  {
    id: "point/goes-on-from",
    rule: "without the row from which a retry goes on, the thread would stand one step further back",
    points: 1,
    run: (subject, t) =>
      check(
        subject,
        t,
        "goes-on-from",
        (whole, lacking) => Number(lacking.step) === Number(whole.step) - 1,
        "the thread without the row that a retry goes on from",
      ),
  },
  {
    id: "point/hang-together",
    rule: "the two writes hang from the checkpoint that you point at",
    points: 1,
    async run(subject, t) {
      const { buildShop, untilKept } = await t.guest.module("shop.ts");
      const { readRows } = await t.guest.module("table.ts");
      const saver = await t.guest.saver();
      const thread = t.random.id("order");
      const app = await buildShop(saver, async (node: string) => {
        if (node !== "charge") return node;
        await untilKept(saver, thread, "mail");
        throw new Error("card refused");
      });
      await app.invoke({ log: [t.random.id("item")] }, { configurable: { thread_id: thread } }).catch(() => {});
      const rows: any[] = await readRows(saver, thread);
      const pointed: any[] = [];
      for (const ask of ["goes-on-from", "mail-is-kept", "error-is-kept"]) {
        const id = await rowFor(subject, t, ask);
        pointed.push(rows.find((one) => one.id === id));
      }
      const [checkpoint, ...writes] = pointed;
      const kinds = pointed.map((row) => row?.cells[0]);
      t.equal(kinds, ["checkpoint", "write", "write"], "the kinds of the three rows");
      const places = [...new Set(rows.map((row) => row.checkpoint))];
      const placeOf = (row: any) => places.indexOf(row.checkpoint);
      for (const write of writes) {
        const apart = placeOf(write) - placeOf(checkpoint);
        if (apart !== 0)
          t.fail(`a write and the checkpoint, ${apart} apart`, `step ${checkpoint.cells[1]}`, `step ${write.cells[1]}`);
      }
    },
  },
];
