// The claims of "Before the side effect": which ids are refused, when, and what has happened by then.
import { MemorySaver } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, claim, errorOf, onThread, rowOf } from "../worlds.ts";

/** An order: the card is charged, then a mail is sent. `ran` lists which of the two happened. */
const buildShop = async (ran: string[], saver?: MemorySaver): Promise<App> =>
  rowOf(["charge", "mail"], saver ?? (await SqlJsSaver.open()), ran);

/** A config as a caller writes it, right or wrong. */
type Config = Record<string, unknown>;

type Options = { readonly durability: "exit" | "sync" };

const named = (thread_id: unknown): Config => ({ configurable: { thread_id } });

export const claims: readonly Claim[] = [
  claim({
    id: "late-error-leaves-no-trace",
    says: "When a call fails for want of a thread_id, its nodes have run and the database holds no checkpoint of it.",
    sources: [
      { source: "001", says: "Without a thread_id the state is lost without an error.", verdict: "wrong" },
      { source: "002", says: "A thread_id must be given for any graph with a checkpointer.", verdict: "agrees" },
    ],
    world: (): Config => ({}),
    otherwise: { says: "a call that names its thread", world: () => named("order-1") },
    async run(config) {
      const ran: string[] = [];
      const saver = await SqlJsSaver.open();
      const error = await errorOf(() => rowOf(["charge", "mail"], saver, ran).invoke({}, config));
      let checkpoints = 0;
      for await (const _ of saver.list({})) checkpoints += 1;
      return {
        holds: ran.includes("charge") && checkpoints === 0,
        seen: { nodesThatRan: [...ran], failed: error !== null, checkpoints },
      };
    },
  }),
  claim({
    id: "retry-repeats-the-side-effect",
    says: "Calling again after that error runs the nodes again: two tries charge twice.",
    world: (): Config => ({}),
    otherwise: { says: 'tries with durability "sync"', world: () => ({ durability: "sync" }) },
    async run(config) {
      const ran: string[] = [];
      const shop = await buildShop(ran);
      const errors = [await errorOf(() => shop.invoke({}, config)), await errorOf(() => shop.invoke({}, config))];
      const charged = ran.filter((name) => name === "charge").length;
      return { holds: charged === 2, seen: { failed: errors.map((error) => error !== null), charged } };
    },
  }),
  claim({
    id: "misspelt-thread-id-is-none",
    says: "A config with threadId, or with thread_id outside configurable, names no thread: the call fails as late as without any.",
    world: (): Config[] => [{ configurable: { threadId: "order-1" } }, { thread_id: "order-1" }],
    otherwise: { says: "configs that spell it right", world: () => [named("order-1"), named("order-2")] },
    async run(configs) {
      const seen = [];
      for (const config of configs) {
        const ran: string[] = [];
        const shop = await buildShop(ran);
        const error = await errorOf(() => shop.invoke({}, config));
        seen.push({ config, failed: error?.includes("thread_id") ?? false, nodesThatRan: ran });
      }
      return { holds: seen.every(({ failed, nodesThatRan }) => failed && nodesThatRan.length === 2), seen };
    },
  }),
  claim({
    id: "exit-durability-throws-late-too",
    says: 'With durability "exit" the missing thread_id is also noticed after the last node.',
    world: (): Options => ({ durability: "exit" }),
    otherwise: { says: 'durability "sync"', world: (): Options => ({ durability: "sync" }) },
    async run(options) {
      const ran: string[] = [];
      const shop = await buildShop(ran);
      const error = await errorOf(() => shop.invoke({}, options));
      return {
        holds: error !== null && error.includes("thread_id") && ran.join() === "charge,mail",
        seen: { ...options, failed: error !== null, nodesThatRan: [...ran] },
      };
    },
  }),
  claim({
    id: "number-as-thread-id-stops-first",
    says: "MemorySaver and the saver of this course refuse a number, null or an empty text as thread_id before the first node.",
    sources: [{ source: "001", says: "A thread_id must be a text; check it yourself.", verdict: "agrees" }],
    world: () => (id: unknown) => id,
    otherwise: { says: "a caller that makes every id a text", world: () => (id: unknown) => `id ${String(id)}` },
    async run(prepare) {
      const seen: Record<string, string[]> = {};
      let refused = 0;
      for (const saver of [undefined, new MemorySaver()])
        for (const id of [42, null, ""]) {
          const ran: string[] = [];
          const shop = await buildShop(ran, saver);
          if ((await errorOf(() => shop.invoke({}, named(prepare(id))))) !== null) refused += 1;
          seen[`${saver ? "MemorySaver" : "SqlJsSaver"}, ${JSON.stringify(id)}`] = ran;
        }
      return { holds: refused === 6 && Object.values(seen).every(({ length }) => length === 0), seen };
    },
  }),
  claim({
    id: "any-text-is-a-thread",
    says: "Every other text is a thread, two spaces and the word undefined too: whoever sends the same text shares it.",
    sources: [
      { source: "002", says: "The same thread_id for different users mixes their conversations.", verdict: "agrees" },
    ],
    world: () => ({ ada: ["  ", String(undefined)], grace: ["  ", String(undefined)] }),
    otherwise: {
      says: "callers with ids of their own",
      world: () => ({ ada: ["ada 1", "ada 2"], grace: ["grace 1", "grace 2"] }),
    },
    async run({ ada, grace }) {
      const shop = await buildShop([]);
      for (const id of ada) await shop.invoke({ list: ["Ada's order"] }, onThread(id));
      const graceSees: Record<string, boolean> = {};
      for (const id of grace) {
        const { list } = await shop.invoke({ list: ["Grace's order"] }, onThread(id));
        graceSees[`“${id}”`] = list.includes("Ada's order");
      }
      return { holds: Object.values(graceSees).every(Boolean), seen: { graceSeesTheOrderOfAda: graceSees } };
    },
  }),
];
