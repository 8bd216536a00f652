// Each statement tried with both savers; the guest is killed for the first one.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

type Chat = any;
type Savers = Readonly<Record<"memory" | "database", any>>;

const open = async (t: TestContext, chat: Chat): Promise<Savers> => ({
  memory: await chat.openMemory(),
  database: await t.guest.saver(),
});

const on = (thread: string) => ({ configurable: { thread_id: thread } });

async function has(chat: Chat, saver: unknown, thread: string): Promise<boolean> {
  return (await (await chat.buildChat(saver)).getState(on(thread))).metadata !== undefined;
}

async function talk(chat: Chat, saver: unknown, thread: string, turns = 1): Promise<any[]> {
  const app = await chat.buildChat(saver);
  for (let turn = 1; turn <= turns; turn++) await app.invoke({ log: [`turn ${turn}`] }, on(thread));
  const rows = [];
  for await (const row of app.getStateHistory(on(thread))) rows.push(row);
  return rows;
}

/** What is found out for a saver that has just been opened. */
const SEEN: Readonly<Record<string, (chat: Chat, saver: unknown, thread: string) => Promise<boolean>>> = {
  async second(chat, saver, thread) {
    await talk(chat, saver, thread);
    return has(chat, await chat.another(saver), thread);
  },
  async history(chat, saver, thread) {
    const rows = await talk(chat, saver, thread, 2);
    const first = rows.find((row) => row.values.log?.length === 2);
    if (!first) return false;
    const { values } = await (await chat.buildChat(saver)).getState(first.config);
    return values.log.length === 2 && values.log[0] === "turn 1";
  },
  date: (chat, saver, thread) => chat.keepsDates(saver, thread),
  aliased: (chat, saver, thread) => chat.changeResult(saver, thread),
  async trimmed(chat, saver, thread) {
    const few = (await talk(chat, saver, thread)).length;
    return (await talk(chat, saver, thread, 4)).length < few * 5;
  },
};

async function compare(subject: any, t: TestContext, row: string, seen: Record<string, boolean>): Promise<void> {
  const answer: any = await subject.answer;
  for (const [saver, is] of Object.entries(seen)) {
    const said: unknown = answer?.[row]?.[saver];
    const so = is ? "yes" : "no";
    if (said !== so) t.fail(`${row} with the ${saver} saver, said to be: ${String(said)}`, so, said);
  }
}

async function check(subject: any, t: TestContext, rows: readonly string[]): Promise<void> {
  const chat = await t.guest.module("chat.ts");
  const { memory, database } = await open(t, chat);
  for (const row of rows) {
    const seen = {
      memory: await SEEN[row]!(chat, memory, t.random.id("talk")),
      database: await SEEN[row]!(chat, database, t.random.id("talk")),
    };
    await compare(subject, t, row, seen);
  }
}

const after = ["answer/every-cell"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/after-a-kill",
    rule: "what the table says of a killed process is as a kill shows it",
    points: 1,
    after,
    async run(_subject, t) {
      const chat = await t.guest.module("chat.ts");
      const thread = t.random.id("talk");
      const before = await open(t, chat);
      await talk(chat, before.memory, thread);
      await talk(chat, before.database, thread);
      const subject = await t.restartGuest();
      const next = await t.guest.module("chat.ts");
      const now = await open(t, next);
      const seen = { memory: await has(next, now.memory, thread), database: await has(next, now.database, thread) };
      await compare(subject, t, "killed", seen);
    },
  },
  {
    id: "answer/another-object",
    rule: "what the table says of another object of the same class is as a run shows it",
    points: 1,
    after,
    run: (subject, t) => check(subject, t, ["second"]),
  },
  {
    id: "answer/what-is-stored",
    rule: "what the table says of the history, of dates, of changed results and of old checkpoints is as runs show it",
    points: 2,
    after,
    run: (subject, t) => check(subject, t, ["history", "date", "aliased", "trimmed"]),
  },
];
