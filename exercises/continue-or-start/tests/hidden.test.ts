// Crashes at every station, real kills, questions, and what can happen between them.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

type Station = { readonly name: string; readonly asks?: string };

/** A shop with a ledger of all that its stations have done; `failing` holds those that fail when they run next. */
async function openShop(t: TestContext, stations: readonly Station[]) {
  const ledger: string[] = [];
  const failing = new Set<string>();
  const app = await buildOver(t, stations, ledger, failing);
  return { app, ledger, failing };
}

async function buildOver(t: TestContext, stations: readonly Station[], ledger: string[], failing: Set<string>) {
  const { buildShop } = await t.guest.module("shop.ts");
  return buildShop(await t.guest.saver(), stations, async (station: string, message: string) => {
    if (failing.delete(station)) throw new Error(`${station} has failed`);
    ledger.push(`${station}: ${message}`);
    return ledger.at(-1)!;
  });
}

const row = (t: TestContext, count: number): Station[] =>
  Array.from({ length: count }, () => ({ name: t.random.id("station") }));

/** What the stations write for one order; `answers` are what the asking ones were told. */
const done = (stations: readonly Station[], order: string, answers: Readonly<Record<string, string>> = {}) =>
  stations.map(({ name }) => `${name}: ${answers[name] ?? order}`);

const questionIn = (end: any): unknown => end?.__interrupt__?.[0]?.value;

/** Says in words how a ledger differs: that tells one wrong idea from another. */
function sameLedger(t: TestContext, ledger: readonly string[], expected: readonly string[], what: string) {
  const twice = new Set(ledger).size < ledger.length;
  const missing = expected.some((entry) => !ledger.includes(entry));
  const extra = ledger.some((entry) => !expected.includes(entry));
  const how = [twice && "something twice", missing && "something is missing", extra && "something nobody asked for"];
  t.equal(ledger, expected, `${what}: ${how.filter(Boolean).join(", ") || "another order of things"}`);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "turn/crash-anywhere",
    rule: "no station runs twice for one order, and none is left out, wherever the last one stopped",
    points: 2,
    async run(subject, t) {
      const stations = row(t, t.random.int(3, 4));
      for (const { name } of stations) {
        const { app, ledger, failing } = await openShop(t, stations);
        const [customer, first, second] = [t.random.id("customer"), t.random.id("order"), t.random.id("order")];
        failing.add(name);
        await t.rejects(() => subject.nextTurn(app, customer, first), "a turn in which a station fails");
        const end = await subject.nextTurn(app, customer, second);
        const expected = [...done(stations, first), ...done(stations, second)];
        sameLedger(t, ledger, expected, "what was done for two orders");
        t.equal(end?.order, second, "the order in what nextTurn resolved with");
      }
    },
  },
  {
    id: "turn/killed",
    rule: "the same holds if the program was killed, so that no error was ever written down",
    points: 2,
    async run(subject, t) {
      const stations = row(t, 3);
      const [customer, first, second] = [t.random.id("customer"), t.random.id("order"), t.random.id("order")];
      // Not the first: then nothing would be done yet, and to begin again would be right by chance.
      const killed = t.random.pick(stations.slice(1)).name;
      const ledger: string[] = [];
      const { buildShop } = await t.guest.module("shop.ts");
      const saver = await t.guest.saver();
      await new Promise<void>((reached) => {
        const work = (station: string, message: string) => {
          // Never resolves: the program ends in the middle of this station's work.
          if (station === killed) return new Promise<string>(() => reached());
          ledger.push(`${station}: ${message}`);
          return Promise.resolve(ledger.at(-1)!);
        };
        const config = { configurable: { thread_id: customer }, durability: "sync" };
        void (async () => {
          const app = await buildShop(saver, stations, work);
          await app.invoke({ order: first }, config);
        })().catch(() => {});
      });

      const again = await t.restartGuest();
      const app = await buildOver(t, stations, ledger, new Set());
      await again.nextTurn(app, customer, second);
      const expected = [...done(stations, first), ...done(stations, second)];
      sameLedger(t, ledger, expected, "what was done for two orders, with a kill between");
    },
  },
  {
    id: "turn/answers",
    rule: "if the thread waits for an answer, the message is the answer, and nothing else",
    points: 2,
    async run(subject, t) {
      const [before, after] = [row(t, t.random.int(1, 2)), row(t, 1)];
      const asking = { name: t.random.id("station"), asks: t.random.id("question") };
      const stations = [...before, asking, ...after];
      const { app, ledger } = await openShop(t, stations);
      const [customer, order, answer] = [t.random.id("customer"), t.random.id("order"), t.random.id("answer")];
      const asked = await subject.nextTurn(app, customer, order);
      t.equal(questionIn(asked), asking.asks, "the question in what nextTurn resolved with");
      const end = await subject.nextTurn(app, customer, answer);
      const expected = done(stations, order, { [asking.name]: answer });
      sameLedger(t, ledger, expected, "what was done for an order with an answer");
      t.equal({ order: end?.order, log: end?.log }, { order, log: expected }, "what nextTurn resolved with");
    },
  },
  {
    id: "turn/crashed-behind-an-answer",
    rule: "a station that fails after the customer has answered keeps the answer: the thread waits for nobody",
    points: 2,
    async run(subject, t) {
      const asking = { name: t.random.id("station"), asks: t.random.id("question") };
      const stations = [...row(t, 1), asking, ...row(t, t.random.int(0, 1))];
      const { app, ledger, failing } = await openShop(t, stations);
      const customer = t.random.id("customer");
      const [order, answer, second] = [t.random.id("order"), t.random.id("answer"), t.random.id("order")];
      const config = { configurable: { thread_id: customer } };
      await app.invoke({ order }, config);
      const command = await t.guest.create("@langchain/langgraph", "Command", { resume: answer });
      failing.add(asking.name);
      await t.rejects(() => app.invoke(command, config), "the station that fails behind its answer");

      const end = await subject.nextTurn(app, customer, second);
      const first = done(stations, order, { [asking.name]: answer });
      const expected = [...first, `${stations[0]!.name}: ${second}`];
      sameLedger(t, ledger, expected, "what was done when a station had failed behind an answer");
      t.equal(questionIn(end), asking.asks, "the question about the second order");
    },
  },
  {
    id: "turn/question-behind-a-crash",
    rule: "if what was left comes to a question, the message is not sent, because nobody has read that question yet",
    points: 1,
    async run(subject, t) {
      const asking = { name: t.random.id("station"), asks: t.random.id("question") };
      const stations = [...row(t, t.random.int(2, 3)), asking];
      const { app, ledger, failing } = await openShop(t, stations);
      const customer = t.random.id("customer");
      const [order, unsent, answer] = [t.random.id("order"), t.random.id("message"), t.random.id("answer")];
      failing.add(t.random.pick(stations.slice(1, -1)).name);
      await t.rejects(() => subject.nextTurn(app, customer, order), "a turn in which a station fails");
      const asked = await subject.nextTurn(app, customer, unsent);
      t.equal(questionIn(asked), asking.asks, "the question in what nextTurn resolved with");
      sameLedger(t, ledger, done(stations.slice(0, -1), order), "what was done up to the question");
      await subject.nextTurn(app, customer, answer);
      const expected = done(stations, order, { [asking.name]: answer });
      sameLedger(t, ledger, expected, "what was done with the answer");
    },
  },
  {
    id: "turn/fails-again",
    rule: "if what was left fails again, nextTurn rejects with that error, and the message is not sent",
    points: 1,
    async run(subject, t) {
      const stations = row(t, t.random.int(2, 3));
      const { app, ledger, failing } = await openShop(t, stations);
      const customer = t.random.id("customer");
      const [order, unsent, second] = [t.random.id("order"), t.random.id("message"), t.random.id("order")];
      const at = t.random.int(1, stations.length - 1);
      const bad = stations[at]!.name;
      for (const message of [order, unsent]) {
        failing.add(bad);
        const match = { message: new RegExp(`^${bad} has failed$`) };
        await t.rejects(() => subject.nextTurn(app, customer, message), "a turn in which the station fails", match);
        sameLedger(t, ledger, done(stations.slice(0, at), order), "what was done before the station that fails");
      }
      await subject.nextTurn(app, customer, second);
      sameLedger(t, ledger, [...done(stations, order), ...done(stations, second)], "what was done in the end");
    },
  },
];
