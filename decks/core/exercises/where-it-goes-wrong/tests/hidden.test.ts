// Each value is put and used, in one call and in two, and the table is compared with what went wrong.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function check(subject: any, t: TestContext, values: readonly string[], calls: "one" | "two"): Promise<void> {
  const answer: any = await subject.answer;
  const { run } = await t.guest.module("desk.ts");
  const saver = await t.guest.saver();
  for (const value of values) {
    const happened = await run(saver, t.random.id("thread"), value, calls === "two", t.random.int(1, 1000));
    const said: unknown = answer?.[value]?.[calls];
    if (said !== happened) t.fail(`${value} in ${calls}, said: ${String(said)}`, happened, said);
  }
}

const after = ["answer/every-cell"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/one-call",
    rule: "the column of one call is as runs show it",
    points: 1,
    after,
    run: (subject, t) => check(subject, t, ["date", "map", "bigint", "instance", "url", "nan"], "one"),
  },
  {
    id: "answer/loud",
    rule: "in two calls, what the table says of a Date, a Map, a bigint and an instance is as runs show it",
    points: 1,
    after,
    run: (subject, t) => check(subject, t, ["date", "map", "bigint", "instance"], "two"),
  },
  {
    id: "answer/silent",
    rule: "in two calls, what the table says of a URL and of NaN is as runs show it",
    points: 1,
    after,
    run: (subject, t) => check(subject, t, ["url", "nan"], "two"),
  },
];
