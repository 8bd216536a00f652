// Everything is kept under a random key, then looked for: in the same program, and after it was killed and started anew.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const ROWS = ["file", "question", "memory", "store", "variable"];

/** What is found in each place, in the same program or in the next. */
async function findAfter(t: TestContext, when: "call" | "restart"): Promise<Record<string, boolean>> {
  const [key, text] = [t.random.id("key"), t.random.id("text")];
  await (await t.guest.module("things.ts")).keep(await t.guest.saver(), key, text);
  if (when === "restart") await t.restartGuest();
  return (await t.guest.module("things.ts")).find(await t.guest.saver(), key, text);
}

async function check(subject: any, t: TestContext, when: "call" | "restart"): Promise<void> {
  // Read first: after a restart, this subject is dead.
  const answer: any = await subject.answer;
  const said: Record<string, unknown> = {};
  for (const row of ROWS) said[row] = await answer?.[row]?.[when];
  const found = await findAfter(t, when);
  for (const row of ROWS) {
    const happened = found[row] ? "there" : "gone";
    const name = said[row] === "there" || said[row] === "gone" ? said[row] : "no answer";
    if (name !== happened) t.fail(`${row}, after the ${when}, said to be: ${name}`, happened, name);
  }
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/next-call",
    rule: "the column of the next call is as a run shows it",
    points: 1,
    run: (subject, t) => check(subject, t, "call"),
  },
  {
    id: "answer/restart",
    rule: "the column of the restart is as a restart shows it",
    points: 2,
    run: (subject, t) => check(subject, t, "restart"),
  },
];
