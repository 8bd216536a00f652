// The same three requests with other names and texts. Each row that was pointed at is used: called from, or kept, or read.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function play(t: TestContext) {
  const { buildDesk, readRows } = await t.guest.module("desk.ts");
  const saver = await t.guest.saver();
  const desk = await buildDesk(saver);
  const [ada, ben] = [t.random.id("customer"), t.random.id("customer")];
  const idsOf = async (thread: string): Promise<string[]> =>
    (await readRows(saver, [thread])).map((row: { checkpoint: string }) => row.checkpoint);
  const texts = [t.random.id("text"), t.random.id("text")];
  const on = (thread: string) => ({ configurable: { thread_id: thread } });
  await desk.invoke({ said: [texts[0]] }, on(ada));
  await desk.invoke({ said: [t.random.word()] }, on(ben));
  const first = await idsOf(ada);
  await desk.invoke({ said: [texts[1]] }, on(ada));
  const rows: any[] = await readRows(saver, [ada, ben]);
  const second = (await idsOf(ada)).filter((id) => !first.includes(id));
  return { saver, desk, ada, ben, on, rows, first, second, texts, idsOf };
}

/** The row for an ask; fails where there is none. */
async function rowFor(subject: any, t: TestContext, rows: readonly any[], ask: string) {
  const answer: any = await subject.answer;
  const row = rows.find(({ id }) => id === answer?.[ask]);
  if (!row) t.fail(`the row for ${ask}`, "a row of the table", answer?.[ask]);
  return row;
}

/** Where a checkpoint was made, in words. */
function placeOf({ first, second }: { first: string[]; second: string[] }, id: string): string {
  const place = (ids: string[]) => (ids.indexOf(id) === 0 ? "first" : ids.at(-1) === id ? "last" : "one in the middle");
  if (first.includes(id)) return `${place(first)} of Ada's first run`;
  return second.includes(id) ? `${place(second)} of Ada's second run` : "one of Ben's";
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/goes-on-from",
    rule: "a call with Ada's thread_id alone goes on from the row that you point at",
    points: 1,
    async run(subject, t) {
      const played = await play(t);
      const { desk, ada, on, rows } = played;
      const row = await rowFor(subject, t, rows, "goes-on-from");
      await desk.invoke({ said: [t.random.word()] }, on(ada));
      let parent = "";
      for await (const { config, parentConfig } of desk.getStateHistory(on(ada)))
        if (!rows.some(({ checkpoint }) => checkpoint === config.configurable.checkpoint_id))
          parent = parentConfig.configurable.checkpoint_id;
      if (row.checkpoint !== parent)
        t.fail(`goes on from: ${placeOf(played, row.checkpoint)}`, placeOf(played, parent), row.cells);
    },
  },
  {
    id: "answer/run-begins",
    rule: "the row where Ada's second run begins is the first one that this run has written",
    points: 1,
    async run(subject, t) {
      const played = await play(t);
      const row = await rowFor(subject, t, played.rows, "run-begins");
      const begins = played.second[0]!;
      if (row.checkpoint !== begins)
        t.fail(`the run begins: ${placeOf(played, row.checkpoint)}`, placeOf(played, begins), row.cells);
    },
  },
  {
    id: "answer/survives",
    rule: "the row that survives is still there when Ada's thread is deleted, and is where Ben goes on from",
    points: 1,
    async run(subject, t) {
      const played = await play(t);
      const { saver, desk, ada, ben, on, rows } = played;
      const row = await rowFor(subject, t, rows, "survives");
      await saver.deleteThread(ada);
      const left = [...(await played.idsOf(ada)), ...(await played.idsOf(ben))];
      t.ok(left.includes(row.checkpoint), "the row is there after Ada's thread was deleted");
      const latest = (await desk.getState(on(ben))).config.configurable.checkpoint_id;
      t.ok(row.checkpoint === latest, "it is where Ben goes on from");
    },
  },
  {
    id: "evidence/spans-runs",
    rule: "the row that proves that a thread is more than a run holds what two runs were told",
    points: 1,
    async run(subject, t) {
      const played = await play(t);
      const row = await rowFor(subject, t, played.rows, "spans-runs");
      const { values } = await played.desk.getState({
        configurable: { thread_id: row.thread, checkpoint_id: row.checkpoint },
      });
      const held = played.texts.filter((text) => values.said?.includes(text)).length;
      if (held < 2) t.fail(`it holds what ${held} of Ada's two runs were told`, played.texts, values.said);
    },
  },
];
