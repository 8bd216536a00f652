// Replicas that are killed, that are asked at the same time, and whose nodes fail. One is the guest, one a process beside it.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A guest, or a process beside it. */
interface Home {
  module(path: string): Promise<any>;
  request(port: number, request: object): Promise<{ readonly status: number; readonly body: string }>;
}

/** What a test does when a replica tells something. */
interface Watcher {
  works?(task: string): unknown;
  writes?(): unknown;
  waits?(): unknown;
}

/** `status` 0: it did not answer. */
interface Answer {
  readonly status: number;
  readonly log: unknown;
}

/** Whoever waits so often while nobody else is served would wait for ever. */
const PATIENCE = 200;
/** So many turns without an event: whoever waits is waiting for the test. */
const TURNS = 20;
const SETTLING = 10;
/** So often a request that comes meanwhile has to wait. */
const WAITS_AT_LEAST = 30;
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
    // Patience is for one request: on a busy machine many of them wait a little.
    waited = 0;
    // A process that was killed, or a server that hangs up, gives no answer.
    const answered = home.request(port, { method, path, body }).catch(() => null);
    const answer = await Promise.race([answered, gaveUp]);
    desk.asked -= 1;
    // Who answers before it has closed the database may do so; the test is not to meet it on the way.
    for (let turns = 0; turns < SETTLING; turns++) await work.turn().catch(() => {});
    return { status: answer?.status ?? 0, log: answer?.status === 200 ? parsed(answer.body) : null };
  }

  /** Resolves after so many turns of its process in which `seen` stayed the same. */
  async function quiet(seen = () => 0): Promise<void> {
    for (let turns = 0, before = seen(); turns < TURNS; turns++) {
      await work.turn();
      if (seen() !== before) turns = 0;
      before = seen();
    }
  }

  const watch = (own: Watcher): Promise<void> =>
    work.watch({
      works: (task: string) => own.works?.(task),
      writes: () => own.writes?.(),
      waits: () => {
        own.waits?.();
        return waits();
      },
    });
  await watch({});
  return {
    watch,
    quiet,
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

/** An order, sent to a process that is killed while it ships, over a disk that writes only what is waited for. What was done. */
async function killWhileShipping(t: TestContext, desk: Desk, thread: string, order: string): Promise<string[]> {
  const process = await t.guest.process();
  const replica = await openReplica(process, desk);
  const done: string[] = [];
  let ships = () => {};
  const shipping = new Promise<void>((resolve) => (ships = resolve));
  await replica.watch({
    async works(task) {
      done.push(task);
      if (task !== "ship") return;
      ships();
      await forEver;
    },
    async writes() {
      await replica.quiet(() => done.length);
      if (done.includes("ship")) await forEver;
    },
  });
  const asked = replica.order(thread, order);
  await Promise.race([shipping, asked]);
  await process.kill();
  await asked;
  t.equal(done, ["charge", "ship"], "what was done until the kill");
  return done;
}

/** Two orders of one thread: the second comes while the first is charged, which goes on when the second is on its way. */
async function checkTogether(t: TestContext, [one, other]: readonly Awaited<ReturnType<typeof openReplica>>[]) {
  const [thread, first, second] = [t.random.id("thread"), t.random.id("order"), t.random.id("order")];
  let begin = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  let held = true;
  let letGo = () => {};
  const letGone = new Promise<void>((resolve) => {
    letGo = () => {
      held = false;
      resolve();
    };
  });
  let works = 0;
  let waited = 0;
  const watcher: Watcher = {
    works() {
      works += 1;
      begin();
      // The first that works is held; if another one works meanwhile, the two overlap, and that is enough.
      if (works > 1) letGo();
      return letGone;
    },
    waits() {
      waited += 1;
      if (waited === WAITS_AT_LEAST) letGo();
    },
  };
  await one!.watch(watcher);
  if (other !== one) await other!.watch(watcher);
  const asked = [one!.order(thread, first)];
  await Promise.race([begun, ...asked]);
  asked.push(other!.order(thread, second));
  void asked[1]!.then(letGo);
  // It may also wait in a way that tells nobody, or seldom.
  for (let still = 0, before = 0; held && still < PATIENCE; still++, before = waited) {
    await other!.quiet(() => works);
    if (waited > before) still = 0;
  }
  letGo();
  const answers = await Promise.all(asked);
  t.equal(
    answers.map(({ status }) => status),
    [200, 200],
    "the status of two answers",
  );
  const { log } = await other!.read(thread);
  const found = [first, second].filter((order) => doneFor(order).every((entry) => (log as string[]).includes(entry)));
  t.equal(found.length, 2, "how many of two orders are in the thread");
  t.equal((log as string[]).length, doneFor(first, second).length, "how many entries two orders have left");
  t.equal(works, 4, "how often something was done for two orders");
}

const after = ["replicas/other-sees"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "turn/nothing-left",
    rule: "an empty order only does what was left; where nothing was left, nothing runs, on a new thread either",
    points: 1,
    after: ["turn/answers"],
    async run(_subject, t) {
      const replica = await openReplica(t.guest, { asked: 0 });
      const [thread, order] = [t.random.id("thread"), t.random.id("order")];
      const done: string[] = [];
      await replica.order(thread, order);
      await replica.watch({ works: (task) => done.push(task) });
      checkAnswer(t, await replica.order(thread, ""), doneFor(order), "the answer to an empty order, all being done");
      checkAnswer(t, await replica.order(t.random.id("new"), ""), [], "the answer to an empty order on a new thread");
      t.equal(done, [], "what was done for empty orders");
    },
  },
  {
    id: "failure/goes-on",
    rule: "when a node fails, the answer has the status 500, and what was left can be done later",
    points: 2,
    after: ["turn/answers"],
    async run(_subject, t) {
      const replica = await openReplica(t.guest, { asked: 0 });
      const [thread, order] = [t.random.id("thread"), t.random.id("order")];
      const done: string[] = [];
      let fails = true;
      await replica.watch({
        works(task) {
          done.push(task);
          if (fails && task === "ship") throw new Error("no parcels left");
        },
      });
      t.equal((await replica.order(thread, order)).status, 500, "the status when a node has failed");
      fails = false;
      checkAnswer(t, await replica.order(thread, ""), doneFor(order), "the answer behind a failure");
      t.equal(done, ["charge", "ship", "ship"], "what was done for an order that had failed");
    },
  },
  {
    id: "together/one-replica",
    rule: "two orders of one thread at the same time, at one replica, are both in the thread, whole, and nothing is done twice",
    points: 2,
    after: ["turn/answers"],
    async run(_subject, t) {
      const replica = await openReplica(t.guest, { asked: 0 });
      await checkTogether(t, [replica, replica]);
    },
  },
  {
    id: "together/two-replicas",
    rule: "two orders of one thread at the same time, one at each replica, are both in the thread, whole, and nothing is done twice",
    points: 2,
    after,
    async run(_subject, t) {
      const desk = { asked: 0 };
      await checkTogether(t, [await openReplica(await t.guest.process(), desk), await openReplica(t.guest, desk)]);
    },
  },
  {
    id: "kill/goes-on",
    rule: "when a replica is killed while it ships, the other does what was left, and what had been done is not done again",
    points: 3,
    after,
    async run(_subject, t) {
      const desk = { asked: 0 };
      const [thread, order] = [t.random.id("thread"), t.random.id("order")];
      const done = await killWhileShipping(t, desk, thread, order);
      const other = await openReplica(t.guest, desk);
      await other.watch({ works: (task) => done.push(task) });
      checkAnswer(t, await other.read(thread), [order, `charged for ${order}`], "what was there after the kill");
      checkAnswer(t, await other.order(thread, ""), doneFor(order), "the answer to an empty order after the kill");
      t.equal(done, ["charge", "ship", "ship"], "what was done by both replicas");
    },
  },
  {
    id: "kill/next-order",
    rule: "the next order, too, comes behind what was left by a replica that was killed",
    points: 2,
    after,
    async run(_subject, t) {
      const desk = { asked: 0 };
      const [thread, first, second] = [t.random.id("thread"), t.random.id("order"), t.random.id("order")];
      const done = await killWhileShipping(t, desk, thread, first);
      const other = await openReplica(t.guest, desk);
      await other.watch({ works: (task) => done.push(task) });
      const answer = await other.order(thread, second);
      checkAnswer(t, answer, doneFor(first, second), "the answer to the next order after the kill");
      t.equal(done, ["charge", "ship", "ship", "charge", "ship"], "what was done for both orders");
    },
  },
  {
    id: "threads/any-order",
    rule: "any number of orders of several threads, at whichever replica: each reads all of them, also when the other is killed behind its answer",
    points: 2,
    after,
    async run(_subject, t) {
      const desk = { asked: 0 };
      const process = await t.guest.process();
      const replicas = [await openReplica(process, desk), await openReplica(t.guest, desk)];
      const threads = new Map([t.random.id("thread"), t.random.id("thread")].map((id) => [id, [] as string[]]));
      const any = () => t.random.pick([...threads.keys()]);
      // The one that is left knows each thread, and then not all that became of it.
      const turns = [...threads.keys()].map((thread) => ({ thread, at: 1 }));
      turns.push({ thread: any(), at: t.random.int(0, 1) }, { thread: any(), at: 0 });
      for (const { thread, at } of turns) {
        const orders = threads.get(thread)!;
        orders.push(t.random.id("order"));
        checkAnswer(t, await replicas[at]!.order(thread, orders.at(-1)!), doneFor(...orders), "the answer to an order");
      }
      await process.kill();
      for (const [thread, orders] of threads)
        checkAnswer(t, await replicas[1]!.read(thread), doneFor(...orders), "what the last replica reads");
    },
  },
];
