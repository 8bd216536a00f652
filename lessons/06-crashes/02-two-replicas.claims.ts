// The claims of "Two replicas, one database file": what programs that share a database know of each other.
import { END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { claim, errorOf, Notes, onThread } from "../worlds.ts";

const ADA = onThread("ada");
const BEN = onThread("ben");

/** A replica: START → charge → ship → END over that saver. `ran` is told of each node, and may keep it. */
const replica = (saver: SqlJsSaver, ran: (node: string) => void | Promise<void> = () => {}) => {
  const node = (name: string) => async () => {
    await ran(name);
    return { list: [name] };
  };
  return new StateGraph(Notes)
    .addNode("charge", node("charge"))
    .addNode("ship", node("ship"))
    .addEdge(START, "charge")
    .addEdge("charge", "ship")
    .addEdge("ship", END)
    .compile({ checkpointer: saver });
};

const order = (what: string) => ({ list: [what] });

/** Resolves for everyone when so many have come. */
function meeting(of: number): () => Promise<void> {
  let come = 0;
  let begin = () => {};
  const all = new Promise<void>((resolve) => (begin = resolve));
  return () => {
    if (++come >= of) begin();
    return all;
  };
}

/** One database, which all programs use, with an order that was cut off when charge had returned. */
async function cutOff(): Promise<SqlJsSaver> {
  const saver = await SqlJsSaver.open();
  const ships = await new Promise<Uint8Array>((resolve) => {
    const dying = replica(saver, (node) => {
      if (node !== "ship") return;
      resolve(saver.export());
      return new Promise<void>(() => {});
    });
    void dying.invoke(order("one teapot"), { ...ADA, durability: "sync" });
  });
  return SqlJsSaver.open({ bytes: ships, name: "shared" });
}

export const claims: readonly Claim[] = [
  claim({
    id: "copies-do-not-meet",
    says: "Two savers over two copies of one database know nothing of each other: what a turn in the one has saved, the other never reads.",
    sources: [
      { source: "003", says: "The checkpoints must lie where all replicas read them.", verdict: "agrees" },
      { source: "000", says: "The in-memory saver is for a single process.", verdict: "agrees" },
    ],
    world: () => ({ copy: true }),
    otherwise: { says: "two savers over one database", world: () => ({ copy: false }) },
    async run({ copy }) {
      const first = await SqlJsSaver.open();
      await replica(first).invoke(order("one teapot"), ADA);
      const second = copy
        ? await SqlJsSaver.open({ bytes: first.export(), name: "copy" })
        : new SqlJsSaver(first.database);
      await replica(first).invoke(order("two cups"), ADA);
      const { list } = (await replica(second).getState(ADA)).values;
      const seen = { ordersThatTheOtherReads: list.filter((entry: string) => entry.includes(" ")) };
      return { holds: seen.ordersThatTheOtherReads.join() === "one teapot", seen };
    },
  }),
  claim({
    id: "runs-at-once-lose-an-input",
    says: "When two runs of one thread overlap, both return without an error, and the thread afterwards holds one of the two inputs.",
    sources: [
      {
        source: "003",
        says: "With a shared database, any replica can serve any request of a thread.",
        verdict: "differs",
      },
    ],
    world: () => ({ overlap: true }),
    otherwise: { says: "one run after the other", world: () => ({ overlap: false }) },
    async run({ overlap }) {
      const saver = await SqlJsSaver.open();
      const met = meeting(2);
      const both = replica(saver, (node) => (overlap && node === "charge" ? met() : undefined));
      const orders = ["one teapot", "two cups"];
      const errors = [];
      if (overlap)
        errors.push(...(await Promise.all(orders.map((what) => errorOf(() => both.invoke(order(what), ADA))))));
      else for (const what of orders) errors.push(await errorOf(() => both.invoke(order(what), ADA)));
      const { list } = (await both.getState(ADA)).values;
      const kept = orders.filter((what) => list.includes(what)).length;
      return {
        holds: kept === 1 && errors.every((error) => error === null),
        seen: { errors, ordersInTheThread: kept },
      };
    },
  }),
  claim({
    id: "threads-do-not-disturb-each-other",
    says: "Runs of different threads may overlap as they like: each thread holds its own input.",
    world: () => BEN,
    otherwise: { says: "two runs of one thread", world: () => ADA },
    async run(second) {
      const met = meeting(2);
      const both = replica(await SqlJsSaver.open(), (node) => (node === "charge" ? met() : undefined));
      await Promise.all([both.invoke(order("one teapot"), ADA), both.invoke(order("two cups"), second)]);
      const ofAda = (await both.getState(ADA)).values.list;
      const ofTheOther = (await both.getState(second)).values.list;
      return {
        holds: ofAda.includes("one teapot") && ofTheOther.includes("two cups"),
        seen: { ofAda, ofTheOther },
      };
    },
  }),
  claim({
    id: "any-program-may-finish",
    says: "A run that was cut off belongs to nobody: another program finds what is left in next, and null runs just that.",
    sources: [
      {
        source: "003",
        says: "If a worker dies between two nodes, another one goes on with the thread.",
        verdict: "agrees",
      },
    ],
    world: () => ({ input: null as object | null }),
    otherwise: { says: "a call with an input", world: () => ({ input: order("one teapot") }) },
    async run({ input }) {
      const ran: string[] = [];
      const other = replica(await cutOff(), (node) => void ran.push(node));
      const { next } = await other.getState(ADA);
      await other.invoke(input, ADA);
      return { holds: next.join() === "ship" && ran.join() === "ship", seen: { next, nodesThatRan: [...ran] } };
    },
  }),
  claim({
    id: "two-that-finish-do-it-twice",
    says: "Nothing keeps two programs from finishing the same run: when both call with null at once, what was left runs in both.",
    world: () => ({ atOnce: true }),
    otherwise: { says: "one call after the other", world: () => ({ atOnce: false }) },
    async run({ atOnce }) {
      const saver = await cutOff();
      const met = meeting(2);
      const ran: string[] = [];
      const finish = (who: string) =>
        replica(saver, async (node) => {
          ran.push(`${node} in ${who}`);
          if (atOnce) await met();
        }).invoke(null, ADA);
      if (atOnce) await Promise.all([finish("one"), finish("the other")]);
      else for (const who of ["one", "the other"]) await finish(who);
      return { holds: ran.join() === "ship in one,ship in the other", seen: { nodesThatRan: [...ran] } };
    },
  }),
];
