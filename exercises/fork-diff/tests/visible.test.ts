// The ticket of the story: run once, forked behind `classify`, run on. What is expected can be read off the table.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function forkedTicket(t: TestContext) {
  const { buildTickets } = await t.guest.module("tickets.ts");
  const app = await buildTickets(await t.guest.saver());
  const config = { configurable: { thread_id: t.random.id("ticket") } };
  const [wrong, right] = [t.random.id("category"), t.random.id("category")];
  await app.invoke({ category: wrong, customer: { name: t.random.word() } }, config);
  const before = await idsOf(app, config);
  const past = (await history(app, config)).find(({ next }) => next[0] === "draft");
  await app.invoke(null, await app.updateState(past.config, { category: right }, "classify"));
  const after = await idsOf(app, config);
  return {
    app,
    ancestor: past.config.configurable.checkpoint_id,
    ends: [before.at(-1)!, after.at(-1)!].map((id) => ({
      configurable: { ...config.configurable, checkpoint_id: id },
    })),
    common: before.slice(0, -2),
    // Two more stations, and a fork with the same two behind it: what is new in the thread is the new branch.
    ways: [before.slice(-2), after.slice(before.length)],
  };
}

async function history(app: any, config: unknown): Promise<any[]> {
  const all = [];
  for await (const snapshot of app.getStateHistory(config)) all.push(snapshot);
  return all;
}

/** In the order of writing. */
const idsOf = async (app: any, config: unknown): Promise<string[]> =>
  (await history(app, config)).map((snapshot) => snapshot.config.configurable.checkpoint_id).reverse();

export const tests: readonly ConformanceTest[] = [
  {
    id: "fork/where-they-parted",
    rule: "the ancestor is the newest checkpoint that both ends come from",
    points: 1,
    async run(subject, t) {
      const { app, ends, ancestor, common } = await forkedTicket(t);
      const diff = await subject.diffForks(app, ...ends);
      t.ok(common.includes(diff?.ancestor), "both ends come from the ancestor");
      t.equal(diff?.ancestor, ancestor, "the newest checkpoint that both ends come from");
    },
  },
  {
    id: "fork/both-ways",
    rule: "a and b are the ids behind the ancestor, up to each end, the oldest first",
    points: 1,
    async run(subject, t) {
      const { app, ends, ways } = await forkedTicket(t);
      const diff = await subject.diffForks(app, ...ends);
      t.equal([diff?.a, diff?.b], ways, "the ways to the two ends");
    },
  },
  {
    id: "fork/fields",
    rule: "fields names what differs between the two ends, in alphabetical order",
    points: 1,
    async run(subject, t) {
      const { app, ends } = await forkedTicket(t);
      t.equal((await subject.diffForks(app, ...ends))?.fields, ["category", "log"], "the fields that differ");
    },
  },
];
