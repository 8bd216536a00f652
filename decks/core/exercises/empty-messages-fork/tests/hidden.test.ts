// Makes each call on a thread of its own, and compares the table with what ran.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A finished thread; `past` is the config of its checkpoint before check. */
async function finished(t: TestContext) {
  const { buildDesk } = await t.guest.module("desk.ts");
  const ran: string[] = [];
  const desk = await buildDesk(await t.guest.saver(), (node: string) => void ran.push(node));
  const config = { configurable: { thread_id: t.random.id("letter") } };
  await desk.invoke({ messages: [t.random.word()] }, config);
  const nodes = [...ran];
  let past: any;
  for await (const row of desk.getStateHistory(config)) if (row.next[0] === "check") past = row.config;
  ran.length = 0;
  return { desk, config, past, ran, nodes };
}

type Thread = Awaited<ReturnType<typeof finished>>;

const CALLS: Readonly<Record<string, (thread: Thread, word: string) => Promise<unknown>>> = {
  "null-past": ({ desk, past }) => desk.invoke(null, past),
  "empty-past": ({ desk, past }) => desk.invoke({ messages: [] }, past),
  "null-edit": async ({ desk, past }, word) => desk.invoke(null, await desk.updateState(past, { messages: [word] })),
  "null-end": ({ desk, config }) => desk.invoke(null, config),
  "empty-end": ({ desk, config }) => desk.invoke({ messages: [] }, config),
};

async function check(subject: any, t: TestContext, calls: readonly string[]): Promise<void> {
  const answer: any = await subject.answer;
  for (const call of calls) {
    const thread = await finished(t);
    await CALLS[call]!(thread, t.random.word());
    const { ran, nodes } = thread;
    const choice = ran.length === 0 ? "nothing" : ran.length === nodes.length ? "all" : "rest";
    const said: unknown = answer?.[call]?.runs;
    if (said !== choice) t.fail(`${call}, said to run ${String(said)}`, `ran: ${ran.join(", ") || "nothing"}`, said);
  }
}

const after = ["answer/every-call"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/from-the-past",
    rule: "the three calls from the old checkpoint run what the table says",
    points: 2,
    after,
    run: (subject, t) => check(subject, t, ["null-past", "empty-past", "null-edit"]),
  },
  {
    id: "answer/at-the-end",
    rule: "the two calls on the finished thread run what the table says",
    points: 1,
    after,
    run: (subject, t) => check(subject, t, ["null-end", "empty-end"]),
  },
];
