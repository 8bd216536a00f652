// The order against the events of a real run, and a run that is held to the order.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** `step`: the super-step that the event belongs to; a checkpoint belongs to the one that it closes. */
interface Happened {
  readonly event: string;
  readonly step: number;
}

/** The events of one run, in the order in which they happened. One of the two sources, drawn at random, is slow. */
async function runOnce(t: TestContext, order: readonly string[]): Promise<Happened[]> {
  const { buildReport, runReport } = await t.guest.module("report.ts");
  const [slow, fast] = t.random.shuffle(["news-ends", "archive-ends"]);
  const events: Happened[] = [];
  let fastHasEnded = () => {};
  const fastEnds = new Promise<void>((resolve) => (fastHasEnded = resolve));
  const app = await buildReport(await t.guest.saver(), async (event: string, step: number) => {
    if (event === slow) await fastEnds;
    events.push({ event, step });
    if (event === fast) fastHasEnded();
  });
  await runReport(app, t.random.id("report"));
  return events.filter(({ event }) => order.includes(event));
}

const isSave = ({ event }: Happened) => event.startsWith("saved-");
const begins = ({ event }: Happened) => event.endsWith("-begins");
const ends = ({ event }: Happened) => event.endsWith("-ends");

/** Pairs of events of the run of which the first has to come first, whoever is fast. */
type Pairs = readonly (readonly [Happened, Happened])[];

const pairs = (run: readonly Happened[], must: (first: Happened, then: Happened) => boolean): Pairs =>
  run.flatMap((first) => run.filter((then) => must(first, then)).map((then) => [first, then] as const));

/** A checkpoint behind all that its super-step did. */
const savedBehind = (run: readonly Happened[]) =>
  pairs(run, (first, then) => isSave(then) && ends(first) && first.step === then.step);
/** A super-step behind all that the ones before it did. */
const begunBehind = (run: readonly Happened[]) =>
  pairs(run, (first, then) => begins(then) && ends(first) && first.step < then.step);
/** A super-step behind what was saved before it. */
const begunBehindSaves = (run: readonly Happened[]) =>
  pairs(run, (first, then) => begins(then) && isSave(first) && first.step < then.step);
/** The node that comes last, behind all others. */
const joined = (run: readonly Happened[]) => {
  const last = Math.max(...run.filter(begins).map(({ step }) => step));
  return pairs(run, (first, then) => begins(then) && then.step === last && !isSave(first) && first.step < last);
};
const inItself = (run: readonly Happened[]) =>
  pairs(run, (first, then) => begins(first) && ends(then) && nodeOf(first) === nodeOf(then));
const saves = (run: readonly Happened[]) =>
  pairs(run, (first, then) => isSave(first) && isSave(then) && first.step < then.step);
/** What a super-step did is behind what was saved before it, and so is what closes it. */
const nodeOf = ({ event }: Happened) => event.replace(/-(begins|ends)$/, "");

/** The first pair that stands the wrong way round in the order. */
const wrongPair = (order: readonly string[], wanted: Pairs) =>
  wanted.find(([first, then]) => !(order.indexOf(first.event) < order.indexOf(then.event)));

async function orderOf(subject: any, t: TestContext): Promise<readonly string[]> {
  const answer: unknown = await subject.answer;
  if (!Array.isArray(answer)) t.fail("the answer", "a list of events", typeof answer);
  return answer;
}

/** Fails with the first pair of a run that the order has the wrong way round. */
async function check(subject: any, t: TestContext, what: string, wantedOf: (run: readonly Happened[]) => Pairs) {
  const order = await orderOf(subject, t);
  const wanted = wantedOf(await runOnce(t, order));
  t.ok(wanted.length > 0, "your order has the events that this is about");
  const wrong = wrongPair(order, wanted);
  if (wrong) t.fail(what, `${wrong[0].event} before ${wrong[1].event}`, order);
}

/** Lets each event of a run happen only when all before it in the order have happened. */
async function holdTo(t: TestContext, order: readonly string[]): Promise<string[]> {
  const { buildReport, runReport } = await t.guest.module("report.ts");
  const happened: string[] = [];
  const waiting = new Map<string, () => void>();
  const letGo = () => {
    for (let go; (go = waiting.get(order[happened.length] ?? "")); go()) happened.push(order[happened.length]!);
  };
  const app = await buildReport(await t.guest.saver(), (event: string) => {
    if (!order.includes(event)) return Promise.resolve();
    return new Promise<void>((resolve) => {
      waiting.set(event, resolve);
      letGo();
    });
  });
  await runReport(app, t.random.id("report"));
  return happened;
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "order/saved-when-all-have-ended",
    rule: "the checkpoint of a super-step is stored after all of its nodes have ended",
    points: 2,
    run: (subject, t) => check(subject, t, "a checkpoint and the nodes that it holds", savedBehind),
  },
  {
    id: "order/next-waits-for-the-slowest",
    rule: "no node of a super-step begins before all nodes of the one before have ended",
    points: 2,
    run: (subject, t) => check(subject, t, "a node and the super-step before it", begunBehind),
  },
  {
    id: "order/next-waits-for-the-save",
    rule: "no node of a super-step begins before the checkpoint of the one before is stored",
    points: 1,
    run: (subject, t) => check(subject, t, "a node and the checkpoint before it", begunBehindSaves),
  },
  {
    id: "order/join-waits",
    rule: "a node that joins two branches begins after both have come to their end",
    points: 1,
    run: (subject, t) => check(subject, t, "the join and its branches", joined),
  },
  {
    id: "order/happens-so",
    rule: "the run can be held to your order: it then happens exactly so",
    points: 2,
    async run(subject, t) {
      const order = await orderOf(subject, t);
      const run = await runOnce(t, order);
      t.equal([...new Set(order)].length, run.length, "how many events of a run are in your order");
      const wanted = [savedBehind, begunBehind, begunBehindSaves, inItself, saves].flatMap((of) => of(run));
      // A run that is held to an impossible order would stand still for ever, so that is found out first.
      const wrong = wrongPair(order, wanted);
      if (wrong) t.fail("a run in your order", `${wrong[0].event} before ${wrong[1].event}`, order);
      t.equal(await holdTo(t, order), order, "the events of a run that is held to your order");
    },
  },
];
