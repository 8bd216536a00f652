// The claims of "The crash table": what a program that was killed leaves on its disk, in each durability. A kill is a copy of the
// database at that moment, which is all that the next program has.
import { END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { changed, claim, errorOf, historyOf, Notes, onThread } from "../worlds.ts";

const THREAD = onThread("order");
/** So many turns are more than enough for a run to get to its next node, if it does not wait. */
const TURNS = 10;

type Durability = "sync" | "async" | "exit";

interface Case {
  readonly durability: Durability;
  /** When the program is killed. */
  readonly killed: "while ship works" | "after ship has thrown" | "when the call is over";
}

/** Waits for `isOvertaken`, and for so many turns if that does not come: then the run waits, too. */
async function aWhile(isOvertaken: () => boolean = () => false): Promise<void> {
  for (let turn = 0; turn < TURNS && !isOvertaken(); turn++) await new Promise((resolve) => setTimeout(resolve));
}

const build = (saver: SqlJsSaver, works: (node: string) => void | Promise<void>) => {
  const node = (name: string) => async () => {
    await works(name);
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

/** Over a disk that gets to what charge has done only when ship has begun, if ship does not wait for it. */
function behind(saver: SqlJsSaver, shipHasBegun: () => boolean): SqlJsSaver {
  return changed(saver, {
    put:
      (original) =>
      async (...given) => {
        if (given[2].step === 1) await aWhile(shipHasBegun);
        return original(...given);
      },
    putWrites:
      (original) =>
      async (...given) => {
        if (JSON.stringify(given[1]).includes("charge")) await aWhile(shipHasBegun);
        return original(...given);
      },
  });
}

/** Sells one teapot and is killed. What the next program has. */
async function killedShop({ durability, killed }: Case): Promise<SqlJsSaver> {
  const saver = await SqlJsSaver.open();
  let begun = false;
  let copy = (_bytes: Uint8Array): void => {};
  const taken = new Promise<Uint8Array>((resolve) => (copy = resolve));
  const app = build(
    behind(saver, () => begun),
    (node) => {
      if (node !== "ship") return;
      begun = true;
      if (killed === "after ship has thrown") throw new Error("no parcels left");
      if (killed === "when the call is over") return;
      copy(saver.export());
      return new Promise<void>(() => {});
    },
  );
  const over = app.invoke({ list: ["one teapot"] }, { ...THREAD, durability }).catch(() => {});
  if (killed !== "while ship works") void over.then(() => copy(saver.export()));
  return SqlJsSaver.open({ bytes: await taken, name: "restarted" });
}

/** What the next program does with null. */
async function goOn(saver: SqlJsSaver) {
  const ran: string[] = [];
  const app = build(saver, (node) => void ran.push(node));
  const error = await errorOf(() => app.invoke(null, THREAD));
  return { nodesThatRan: ran, error };
}

/** The same kill in another durability. */
const other = (durability: Durability, killed: Case["killed"] = "while ship works") => ({
  says: `durability "${durability}"`,
  world: (): Case => ({ durability, killed }),
});

export const claims: readonly Claim[] = [
  claim({
    id: "async-kill-repeats-a-finished-node",
    says: "With durability async, a kill while the next node works can catch the write of the one before: that node has returned, and runs again.",
    sources: [
      {
        source: "003",
        says: "If a worker dies between two nodes, the next request goes on behind the first of them.",
        verdict: "differs",
      },
      { source: "002", says: "For recovery from crashes in the middle of a run, use sync.", verdict: "agrees" },
    ],
    world: (): Case => ({ durability: "async", killed: "while ship works" }),
    otherwise: other("sync"),
    async run(world) {
      const seen = await goOn(await killedShop(world));
      return { holds: seen.nodesThatRan.join() === "charge,ship", seen };
    },
  }),
  claim({
    id: "sync-kill-repeats-one-node",
    says: "With durability sync, only the node that worked at the kill runs again.",
    sources: [{ source: "002", says: "sync saves before each step, and is the most durable.", verdict: "agrees" }],
    world: (): Case => ({ durability: "sync", killed: "while ship works" }),
    otherwise: other("async"),
    async run(world) {
      const seen = await goOn(await killedShop(world));
      return { holds: seen.nodesThatRan.join() === "ship", seen };
    },
  }),
  claim({
    id: "exit-kill-leaves-nothing",
    says: "With durability exit, a run that is killed leaves nothing: on a new thread, null throws EmptyInputError.",
    sources: [
      { source: "002", says: "exit saves only when the graph exits: faster, less durable.", verdict: "agrees" },
    ],
    world: (): Case => ({ durability: "exit", killed: "while ship works" }),
    otherwise: other("sync"),
    async run(world) {
      const seen = await goOn(await killedShop(world));
      return { holds: seen.nodesThatRan.length === 0 && seen.error?.startsWith("EmptyInputError") === true, seen };
    },
  }),
  claim({
    id: "exit-saves-a-failure",
    says: "A node that throws ends the run, too: with durability exit, what had returned before is then saved, and null runs the failed node only.",
    world: (): Case => ({ durability: "exit", killed: "after ship has thrown" }),
    otherwise: {
      says: "a kill in place of the failure",
      world: (): Case => ({ durability: "exit", killed: "while ship works" }),
    },
    async run(world) {
      const seen = await goOn(await killedShop(world));
      return { holds: seen.nodesThatRan.join() === "ship" && seen.error === null, seen };
    },
  }),
  claim({
    id: "exit-leaves-one-checkpoint",
    says: "With durability exit, a whole run of two nodes leaves one checkpoint.",
    world: (): Case => ({ durability: "exit", killed: "when the call is over" }),
    otherwise: other("async", "when the call is over"),
    async run(world) {
      const saver = await killedShop(world);
      const checkpoints = (
        await historyOf(
          build(saver, () => {}),
          THREAD,
        )
      ).length;
      return { holds: checkpoints === 1, seen: { checkpoints } };
    },
  }),
  claim({
    id: "the-call-waits-for-its-writes",
    says: "With durability async, too, invoke resolves only when everything is written, however slow the saver.",
    sources: [
      {
        source: "003",
        says: "When the request handler returns, all changes are in the database.",
        verdict: "agrees",
      },
    ],
    world: () => ({ waits: true }),
    otherwise: { says: "a saver that answers before it has written", world: () => ({ waits: false }) },
    async run({ waits }) {
      let begun = 0;
      let written = 0;
      const saver = changed(await SqlJsSaver.open(), {
        put:
          (original) =>
          async (...given) => {
            begun += 1;
            const writing = aWhile().then(async () => {
              const stored = await original(...given);
              written += 1;
              return stored;
            });
            return waits ? writing : { configurable: { ...given[0].configurable, checkpoint_id: given[1].id } };
          },
      });
      await build(saver, () => {}).invoke({ list: [] }, { ...THREAD, durability: "async" });
      return {
        holds: begun > 0 && written === begun,
        seen: { writesBegun: begun, writtenWhenInvokeResolved: written },
      };
    },
  }),
];
