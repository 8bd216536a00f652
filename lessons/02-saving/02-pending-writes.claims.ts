// The claims of "Pending writes": what is kept of a super-step that did not come to its end.
import { interrupt, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { changed, claim, historyOf, Notes, onThread } from "../worlds.ts";

const THREAD = onThread("order");

interface Shop {
  readonly saver?: SqlJsSaver;
  /** Side by side if nothing is said. */
  readonly inARow?: boolean;
  /** What charge does at its first run. */
  readonly charge?: "fails" | "asks" | "works";
}

/** Mail and charge, called once. Charge stops when what mail returned has been stored. `ran` lists what runs later. */
async function stoppedShop({ saver, inARow = false, charge = "fails" }: Shop) {
  const kept = saver ?? (await SqlJsSaver.open());
  const ran: string[] = [];
  let isFirst = true;
  let mailIsStored = () => {};
  const stored = new Promise<void>((resolve) => (mailIsStored = resolve));
  const checkpointer = changed(kept, {
    putWrites:
      (original) =>
      async (...given) => {
        await original(...given);
        if (given[1].some(([, value]) => Array.isArray(value) && value.includes("mail"))) mailIsStored();
      },
  });
  const app = new StateGraph(Notes)
    .addNode("mail", () => {
      ran.push("mail");
      return { list: ["mail"] };
    })
    .addNode("charge", async () => {
      ran.push("charge");
      if (isFirst && charge !== "works") await stored;
      if (isFirst && charge === "fails") throw new Error("card refused");
      if (isFirst && charge === "asks") interrupt("By card?");
      return { list: ["charge"] };
    })
    .addEdge(START, "mail")
    .addEdge(inARow ? "mail" : START, "charge")
    .compile({ checkpointer });
  await app.invoke({ list: ["in"] }, THREAD).catch(() => {});
  isFirst = false;
  ran.length = 0;
  return { app, ran, saver: checkpointer };
}

/** What hangs from the newest checkpoint, by channel. */
async function pendingOf({ saver }: { readonly saver: SqlJsSaver }): Promise<Record<string, unknown>> {
  const tuple = await saver.getTuple(THREAD);
  return Object.fromEntries((tuple?.pendingWrites ?? []).map(([, channel, value]) => [channel, value]));
}

/** A saver that says yes to every write and keeps none. */
const forgetful = async () => changed(await SqlJsSaver.open(), { putWrites: () => async () => {} });
const forgetfulSaver = {
  says: "a saver that keeps no writes",
  world: async (): Promise<Shop> => ({ saver: await forgetful() }),
};

export const claims: readonly Claim[] = [
  claim<Shop>({
    id: "finished-sibling-does-not-run-again",
    says: "When one of two parallel nodes fails and the other has finished, invoke(null) runs the failed one only.",
    sources: [
      {
        source: "000",
        says: "checkpoint_writes keeps what each task wrote, so that a retry of parallel nodes is safe.",
        verdict: "agrees",
      },
      { source: "002", says: "After a fault, a run resumes from the last successful step.", verdict: "differs" },
    ],
    world: () => ({}),
    otherwise: forgetfulSaver,
    async run(shop) {
      const { app, ran } = await stoppedShop(shop);
      const { list } = await app.invoke(null, THREAD);
      return { holds: ran.join() === "charge", seen: { nodesThatRanOnResume: [...ran], listAtTheEnd: list } };
    },
  }),
  claim<Shop>({
    id: "result-waits-as-a-write",
    says: "Until the super-step is complete, the finished node's result is in no checkpoint: it is a write that hangs from the checkpoint before.",
    sources: [
      {
        source: "000",
        says: "There is a table for checkpoints, and one for the writes of each task within a super-step.",
        verdict: "agrees",
      },
      { source: "003", says: "After each node, its state is written as a checkpoint.", verdict: "wrong" },
    ],
    world: () => ({}),
    otherwise: { says: "the same nodes in a row", world: () => ({ inARow: true }) },
    async run(shop) {
      const { saver } = await stoppedShop(shop);
      const saved = (await saver.getTuple(THREAD))?.checkpoint.channel_values.list ?? [];
      const write = (await pendingOf({ saver })).list ?? null;
      return {
        holds: Array.isArray(saved) && saved.join() === "in" && Array.isArray(write) && write.join() === "mail",
        seen: { listInTheNewestCheckpoint: saved, writeThatHangsFromIt: write },
      };
    },
  }),
  claim<Shop>({
    id: "error-is-a-write",
    says: "The failure is kept beside it, as a write on the channel __error__ with the name and the message of the error.",
    world: () => ({}),
    otherwise: { says: "a node that asks instead of failing", world: () => ({ charge: "asks" }) },
    async run(shop) {
      const pending = await pendingOf(await stoppedShop(shop));
      const error = pending.__error__ as { name?: string; message?: string } | undefined;
      return {
        holds: error?.name === "Error" && error.message === "card refused",
        seen: { channels: Object.keys(pending), error: error ?? null },
      };
    },
  }),
  claim<object | null>({
    id: "kept-writes-go-in-with-the-rest",
    says: "When the failed node has run again, the kept result and its own go into one checkpoint, as if nothing had failed.",
    world: () => null,
    otherwise: { says: "a call with an empty object", world: () => ({}) },
    async run(input) {
      const { app } = await stoppedShop({});
      await app.invoke(input, THREAD);
      const lists = (await historyOf(app, THREAD)).map(({ values }) => values.list ?? []);
      return { holds: lists[0]?.join() === "in,charge,mail" && lists.length === 3, seen: { listNewestFirst: lists } };
    },
  }),
  claim({
    id: "naming-the-checkpoint-runs-it-again",
    says: "A call that names the newest checkpoint by its checkpoint_id is a replay: the finished node runs again, too.",
    world: () => ({ byId: true }),
    otherwise: { says: "a call that names the thread only", world: () => ({ byId: false }) },
    async run({ byId }) {
      const { app, ran } = await stoppedShop({});
      const { config } = await app.getState(THREAD);
      await app.invoke(null, byId ? config : THREAD);
      return { holds: ran.join() === "mail,charge", seen: { nodesThatRanOnResume: [...ran] } };
    },
  }),
  claim<Shop>({
    id: "get-state-shows-the-kept-result",
    says: "getState of the thread shows the kept result among its values; getState of that checkpoint by its id does not.",
    world: () => ({}),
    otherwise: forgetfulSaver,
    async run(shop) {
      const { app } = await stoppedShop(shop);
      const ofThread = await app.getState(THREAD);
      const byId = await app.getState(ofThread.config);
      const seen = { ofTheThread: ofThread.values.list, ofTheCheckpoint: byId.values.list, next: ofThread.next };
      return { holds: seen.ofTheThread.join() === "in,mail" && seen.ofTheCheckpoint.join() === "in", seen };
    },
  }),
];
