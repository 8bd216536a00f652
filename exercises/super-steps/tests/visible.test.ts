// What can be seen at a glance. The order is compared with the events of a run.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

type Happened = { readonly event: string; readonly step: number };

/** The events of one run, in the order in which they happened. */
async function runOnce(t: TestContext): Promise<Happened[]> {
  const { buildReport, runReport } = await t.guest.module("report.ts");
  const events: Happened[] = [];
  const app = await buildReport(await t.guest.saver(), async (event: string, step: number) => {
    events.push({ event, step });
  });
  await runReport(app, t.random.id("report"));
  return events;
}

const ASKED = ["saved-0", "saved-1", "saved-2", "news-begins", "news-ends", "archive-begins", "archive-ends"].concat([
  "summarize-begins",
  "report-begins",
]);

/** The order as a list; nothing else is one. */
async function orderOf(subject: any, t: TestContext): Promise<readonly string[]> {
  const answer: unknown = await subject.answer;
  if (!Array.isArray(answer)) t.fail("the answer", "a list of events", typeof answer);
  return answer;
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "order/every-event-once",
    rule: "every event stands in the list once",
    points: 1,
    async run(subject, t) {
      const order = await orderOf(subject, t);
      const happened = (await runOnce(t)).map(({ event }) => event).filter((event) => ASKED.includes(event));
      t.equal([...order].sort(), happened.sort(), "the events in your order and those of a run");
    },
  },
  {
    id: "order/ends-after-it-begins",
    rule: "a node ends after it has begun",
    points: 1,
    async run(subject, t) {
      const order = await orderOf(subject, t);
      for (const node of ["news", "archive"]) {
        const [begins, ends] = [order.indexOf(`${node}-begins`), order.indexOf(`${node}-ends`)];
        t.ok(begins >= 0 && begins < ends, `${node} ends after it has begun`);
      }
    },
  },
  {
    id: "order/first-save",
    rule: "the checkpoint of step 0 is stored before the first node begins",
    points: 1,
    async run(subject, t) {
      const order = await orderOf(subject, t);
      const events = await runOnce(t);
      const before = events.slice(
        0,
        events.findIndex(({ event }) => event.endsWith("-begins")),
      );
      const saved = before.filter(({ event }) => ASKED.includes(event)).map(({ event }) => event);
      const first = order.findIndex((event) => event.endsWith("-begins"));
      t.equal(order.slice(0, first), saved, "what stands before the first node that begins");
    },
  },
];
