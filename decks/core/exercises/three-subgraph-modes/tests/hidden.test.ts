// Each mode is run: some turns on one thread, and one turn with a question that is answered.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const MODES = ["false", "default", "true"] as const;

async function openOuter(t: TestContext, mode: string, asks: boolean) {
  const { buildOuter } = await t.guest.module("subgraphs.ts");
  const ran: string[] = [];
  const app = await buildOuter(await t.guest.saver(), mode, asks, async (node: string) => {
    ran.push(node);
  });
  return { app, ran, config: { configurable: { thread_id: t.random.id(`thread-${mode}`) } } };
}

async function compare(subject: any, t: TestContext, mode: string, column: string, isSo: boolean): Promise<void> {
  const answer: any = await subject.answer;
  const cell: unknown = answer?.[mode]?.[column];
  const said = cell === "yes" || cell === "no" ? cell : "no answer";
  const happened = isSo ? "yes" : "no";
  if (said !== happened) t.fail(`${column}, with ${mode}, said to be: ${said}`, happened, said);
}

/** Asks a person inside, answers, and tells what then happened. */
async function answerInside(t: TestContext, mode: string) {
  const { app, ran, config } = await openOuter(t, mode, true);
  await app.invoke({}, config);
  ran.length = 0;
  const command = await t.guest.create("@langchain/langgraph", "Command", { resume: t.random.word() });
  const end = await app.invoke(command, config);
  return { isThrough: (end.__interrupt__ ?? []).length === 0, countRan: ran.includes("count") };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/remembers",
    rule: "the column of what the next turn remembers is as runs show it",
    points: 1,
    async run(subject, t) {
      for (const mode of MODES) {
        const { app, config } = await openOuter(t, mode, false);
        const turns = t.random.int(2, 3);
        let heard: number[] = [];
        for (let turn = 0; turn < turns; turn++) ({ heard } = await app.invoke({}, config));
        await compare(subject, t, mode, "remembers", heard.at(-1) === turns);
      }
    },
  },
  {
    id: "answer/answered",
    rule: "the column of the answered question is as runs show it",
    points: 2,
    async run(subject, t) {
      for (const mode of MODES) await compare(subject, t, mode, "answered", (await answerInside(t, mode)).isThrough);
    },
  },
  {
    id: "answer/again",
    rule: "the column of what runs again is as runs show it",
    points: 1,
    async run(subject, t) {
      for (const mode of MODES) await compare(subject, t, mode, "again", (await answerInside(t, mode)).countRan);
    },
  },
];
