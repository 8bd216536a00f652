// Each update is made on a thread with random entries; a row is compared with the list that was read back.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const CHOICES = ["old", "old-new", "new", "nothing"];

type List = "log" | "tags" | "messages";

/** The list before and after the update, by what tells its entries apart. */
async function update(t: TestContext, list: List, before: readonly unknown[], patch: unknown): Promise<string[]> {
  const { buildBoard } = await t.guest.module("board.ts");
  const app = await buildBoard(await t.guest.saver());
  const config = { configurable: { thread_id: t.random.id("thread") } };
  await app.invoke({ [list]: before }, config);
  await app.updateState(config, { [list]: patch });
  const after = (await app.getState(config)).values[list];
  const found: string[] = [];
  for (const entry of after) found.push(list === "messages" ? await entry.content : entry);
  return found;
}

function nameOf(after: readonly string[], old: readonly string[], added: readonly string[]): string {
  const is = (list: readonly string[]) => after.join() === list.join();
  return is([]) ? "nothing" : is([...old, ...added]) && added.length > 0 ? "old-new" : is(old) ? "old" : "new";
}

async function compare(subject: any, t: TestContext, row: string, happened: string, after: readonly string[]) {
  const answer: any = await subject.answer;
  const said = CHOICES.includes(answer?.[row]?.after) ? String(answer[row].after) : "no answer";
  if (said !== happened) t.fail(`${row}, said to hold: ${said}`, `${happened}: ${after.join(", ")}`, said);
}

const entries = (t: TestContext) => Array.from({ length: t.random.int(2, 4) }, () => t.random.id("old"));

async function checkTexts(
  subject: any,
  t: TestContext,
  row: string,
  list: List,
  added: readonly string[],
  patch: unknown,
) {
  const old = entries(t);
  const after = await update(t, list, old, patch);
  await compare(subject, t, row, nameOf(after, old, added), after);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/with-a-reducer",
    rule: "the two rows of plain lists for a channel that appends are as runs show them",
    points: 1,
    async run(subject, t) {
      const added = [t.random.id("new")];
      await checkTexts(subject, t, "log-one", "log", added, added);
      await checkTexts(subject, t, "log-empty", "log", [], []);
    },
  },
  {
    id: "answer/overwrite",
    rule: "the row of Overwrite is as a run shows it",
    points: 1,
    async run(subject, t) {
      const added = [t.random.id("new")];
      const patch = await t.guest.create("@langchain/langgraph", "Overwrite", added);
      await checkTexts(subject, t, "log-overwrite", "log", added, patch);
    },
  },
  {
    id: "answer/without-a-reducer",
    rule: "the two rows of a channel without a reducer are as runs show them",
    points: 1,
    async run(subject, t) {
      const added = [t.random.id("new")];
      await checkTexts(subject, t, "tags-one", "tags", added, added);
      await checkTexts(subject, t, "tags-empty", "tags", [], []);
    },
  },
  {
    id: "answer/messages",
    rule: "the two rows of messages are as runs show them",
    points: 1,
    async run(subject, t) {
      const id = t.random.id("message");
      const [old, added] = [t.random.id("old"), t.random.id("new")];
      for (const [row, newId] of [["message-known", id] as const, ["message-new", t.random.id("message")] as const]) {
        const patch = [{ role: "user", content: added, id: newId }];
        const after = await update(t, "messages", [{ role: "user", content: old, id }], patch);
        await compare(subject, t, row, nameOf(after, [old], [added]), after);
      }
    },
  },
];
