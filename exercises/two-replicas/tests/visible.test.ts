// One replica by itself, and two that take turns.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A guest, or a process beside it. */
interface Home {
  module(path: string): Promise<any>;
  request(port: number, request: object): Promise<{ readonly status: number; readonly body: string }>;
}

/** `status` 0: it did not answer. */
interface Answer {
  readonly status: number;
  readonly log: unknown;
}

/** Whoever waits so often while nobody else is served would wait for ever. */
const PATIENCE = 200;
const SETTLING = 10;
const forEver = new Promise<void>(() => {});

/** How many requests wait for an answer, of all replicas of a test. */
interface Desk {
  asked: number;
}

/** Starts the server there. */
async function openReplica(home: Home, desk: Desk) {
  const work = await home.module("work.ts");
  const port: number = await (await home.module("start.ts")).serve();
  let waited = 0;
  let giveUp = () => {};
  const gaveUp = new Promise<null>((resolve) => (giveUp = () => resolve(null)));

  async function waits(): Promise<void> {
    if (desk.asked > 1 || ++waited < PATIENCE) return;
    giveUp();
    await forEver;
  }

  async function ask(method: string, path: string, body?: string): Promise<Answer> {
    desk.asked += 1;
    // A process that was killed, or a server that hangs up, gives no answer.
    const answered = home.request(port, { method, path, body }).catch(() => null);
    const answer = await Promise.race([answered, gaveUp]);
    desk.asked -= 1;
    // Who answers before it has closed the database may do so; the test is not to meet it on the way.
    for (let turns = 0; turns < SETTLING; turns++) await work.turn().catch(() => {});
    return { status: answer?.status ?? 0, log: answer?.status === 200 ? parsed(answer.body) : null };
  }

  await work.watch({ works: () => {}, writes: () => {}, waits });
  return {
    order: (thread: string, order: string) => ask("POST", `/threads/${thread}/turns`, order),
    read: (thread: string) => ask("GET", `/threads/${thread}`),
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return "no JSON";
  }
}

/** What stands in the log when these orders were done, one after another. */
const doneFor = (...orders: readonly string[]) =>
  orders.flatMap((order) => [order, `charged for ${order}`, `shipped ${order}`]);

/** The status first: a wrong one has other reasons than a wrong log. */
function checkAnswer(t: TestContext, { status, log }: Answer, expected: readonly string[], what: string): void {
  t.equal(status, 200, `the status of ${what}`);
  t.equal(log, expected, what);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "turn/answers",
    rule: "an order is charged and shipped, and the answer is the log of the thread, as is that to a GET",
    points: 1,
    async run(_subject, t) {
      const replica = await openReplica(t.guest, { asked: 0 });
      const [thread, order] = [t.random.id("thread"), t.random.id("order")];
      checkAnswer(t, await replica.order(thread, order), doneFor(order), "the answer to an order");
      checkAnswer(t, await replica.read(thread), doneFor(order), "the answer to a GET");
    },
  },
  {
    id: "replicas/other-sees",
    rule: "what one replica has done for a thread, the other reads, and goes on with",
    points: 1,
    after: ["turn/answers"],
    async run(_subject, t) {
      const desk = { asked: 0 };
      const one = await openReplica(await t.guest.process(), desk);
      const other = await openReplica(t.guest, desk);
      const [thread, first, second] = [t.random.id("thread"), t.random.id("order"), t.random.id("order")];
      checkAnswer(t, await one.order(thread, first), doneFor(first), "the answer of the first replica");
      checkAnswer(t, await other.read(thread), doneFor(first), "what the other replica reads");
      checkAnswer(t, await other.order(thread, second), doneFor(first, second), "the answer of the other replica");
    },
  },
];
