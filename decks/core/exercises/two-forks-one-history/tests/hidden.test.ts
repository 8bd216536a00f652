// The same story with other names. What is pointed at is compared with the parents that the database has.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

interface Seen {
  readonly row: string;
  readonly parent: string;
  readonly step: number;
  readonly source: string;
}

async function playStory(t: TestContext) {
  const { buildStory, forkTwice, readRows } = await t.guest.module("story.ts");
  const nodes = Array.from({ length: 3 }, () => t.random.id("node"));
  const app = await buildStory(await t.guest.saver(), nodes);
  const thread = t.random.id("thread");
  await forkTwice(app, thread, nodes, [t.random.id("edit"), t.random.id("edit")]);
  const rows: { id: string; checkpoint: string }[] = await readRows(app, thread);
  const rowOf = (checkpoint: unknown) => rows.find((row) => row.checkpoint === checkpoint)?.id ?? "none";
  const seen: Seen[] = [];
  for await (const { config, parentConfig, metadata } of app.getStateHistory({ configurable: { thread_id: thread } }))
    seen.unshift({
      row: rowOf(config.configurable.checkpoint_id),
      parent: rowOf(parentConfig?.configurable?.checkpoint_id),
      step: metadata.step,
      source: metadata.source,
    });
  return seen;
}

async function pointed(subject: any, ask: string): Promise<string> {
  const answer: any = await subject.answer;
  return typeof answer?.[ask] === "string" ? answer[ask] : "no row";
}

/** The rows above one, without itself. */
function above(seen: readonly Seen[], row: string): string[] {
  const parent = seen.find((one) => one.row === row)?.parent ?? "none";
  return parent === "none" ? [] : [parent, ...above(seen, parent)];
}

async function checkParent(subject: any, t: TestContext, ask: string, which: (seen: readonly Seen[]) => Seen) {
  const { row, parent } = which(await playStory(t));
  const said = await pointed(subject, ask);
  // The rows have the same names in each run, so they may stand in the words.
  if (said !== parent) t.fail(`the parent of ${row}, said to be: ${said}`, parent, said);
}

const updates = (seen: readonly Seen[]) => seen.filter(({ source }) => source === "update");

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/first-fork",
    rule: "the parent of the first fork's first row is the one that the database has",
    points: 1,
    run: (subject, t) => checkParent(subject, t, "parent-of-first", (seen) => updates(seen)[0]!),
  },
  {
    id: "answer/second-fork",
    rule: "the parent of the second fork's first row is the one that the database has",
    points: 1,
    run: (subject, t) => checkParent(subject, t, "parent-of-second", (seen) => updates(seen)[1]!),
  },
  {
    id: "answer/newest",
    rule: "the parent of the newest row is the one that the database has",
    points: 1,
    run: (subject, t) => checkParent(subject, t, "parent-of-newest", (seen) => seen.at(-1)!),
  },
  {
    id: "evidence/same-step",
    rule: "the row that proves that a step is no place has the step of row-4, and neither is above the other",
    points: 2,
    async run(subject, t) {
      const seen = await playStory(t);
      const said = await pointed(subject, "same-step");
      const stepOf = (row: string) => seen.find((one) => one.row === row)?.step ?? "no step";
      if (said === "row-4") t.fail("the row for same-step", "another row than row-4", said);
      t.equal(stepOf(said), stepOf("row-4"), "its step, and that of row-4");
      const isApart = !above(seen, "row-4").includes(said) && !above(seen, said).includes("row-4");
      t.ok(isApart, "neither of the two is above the other");
    },
  },
];
