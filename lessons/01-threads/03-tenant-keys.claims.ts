// The claims of "Tenant keys": what keeps the threads of different customers apart, and what does not.
import { MemorySaver } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, changed, claim, historyOf, onThread, rowOf } from "../worlds.ts";

const buildChat = async (): Promise<App> => rowOf(["answer"], await SqlJsSaver.open());

/** Whether a call with the second config reads what a call with the first one said. */
async function sees(chat: App, first: object, second: object): Promise<boolean> {
  await chat.invoke({ list: ["a secret"] }, first);
  return (await chat.invoke({ list: ["hello"] }, second)).list.includes("a secret");
}

/** A saver for which ids that differ in what `fold` removes are the same thread. */
const folding = async (fold: (id: string) => string) => {
  const to = (config: any) => ({
    ...config,
    configurable: { ...config.configurable, thread_id: fold(config.configurable.thread_id) },
  });
  return changed(await SqlJsSaver.open(), {
    getTuple: (original) => (config) => original(to(config)),
    put:
      (original) =>
      (config, ...rest) =>
        original(to(config), ...rest),
    putWrites:
      (original) =>
      (config, ...rest) =>
        original(to(config), ...rest),
  });
};

type ConfigFor = (tenant: string) => object;

const STRANGE = ["acme:ada:1", "100%/a b", "O'Brien; --", "Zoë 🛒", " spaces "];

export const claims: readonly Claim[] = [
  claim({
    id: "joined-names-collide",
    says: "Names that are joined with a colon can give one thread_id for two people: the second reads what the first has said.",
    sources: [
      { source: "001", says: "Join tenant, user and conversation with colons.", verdict: "differs" },
      { source: "002", says: "Put the user into the thread_id.", verdict: "agrees" },
    ],
    world: () => (names: string[]) => names.join(":"),
    otherwise: { says: "names that are escaped first", world: () => (names: string[]) => JSON.stringify(names) },
    async run(threadIdFor) {
      const ada = threadIdFor(["acme", "ada:home", "1"]);
      const grace = threadIdFor(["acme:ada", "home", "1"]);
      const reads = await sees(await buildChat(), onThread(ada), onThread(grace));
      return { holds: ada === grace && reads, seen: { ada, grace, graceReadsWhatAdaSaid: reads } };
    },
  }),
  claim({
    id: "thread-ids-compare-exactly",
    says: "Two thread_ids are one thread only if they are the same text, character by character: capitals, spaces and the way an accent is written count.",
    world: () => SqlJsSaver.open(),
    otherwise: {
      says: "a saver that tidies ids up",
      world: () => folding((id) => id.normalize("NFC").trim().toLowerCase()),
    },
    async run(saver) {
      const shared: Record<string, boolean> = {};
      for (const [what, first, second] of [
        ["capitals", "ada", "Ada"],
        ["a space", "ada", "ada "],
        ["an accent", "Zo\u00eb", "Zoe\u0308"],
      ] as const)
        shared[what] = await sees(rowOf(["answer"], saver), onThread(first), onThread(second));
      return { holds: !Object.values(shared).some(Boolean), seen: { sharedInSpiteOf: shared } };
    },
  }),
  claim({
    id: "thread-id-comes-back-as-it-was",
    says: "Colons, quotes, spaces, percent signs and emoji are stored as they are: the config of a snapshot names the thread_id that was given.",
    sources: [{ source: "001", says: "A thread_id may be acme:alice:conv-1.", verdict: "agrees" }],
    world: () => SqlJsSaver.open(),
    otherwise: {
      says: "a saver that drops what it does not like",
      world: () => folding((id) => id.replace(/\W/g, "")),
    },
    async run(saver) {
      const chat = rowOf(["answer"], saver);
      const back: unknown[] = [];
      for (const id of STRANGE) await chat.invoke({ list: ["hello"] }, onThread(id));
      for await (const { config, metadata } of saver.list({}))
        if (metadata?.step === -1) back.unshift(config.configurable?.thread_id);
      return { holds: JSON.stringify(back) === JSON.stringify(STRANGE), seen: { given: STRANGE, stored: back } };
    },
  }),
  claim({
    id: "other-keys-do-not-separate",
    says: "A user_id or a tenant beside the thread_id separates nothing: with the same thread_id, everybody is in one thread.",
    sources: [{ source: "002", says: "The same thread_id for different users is a mistake.", verdict: "agrees" }],
    world: () => (user: string) => ({ configurable: { thread_id: "chat-1", user_id: user, tenant: `of ${user}` } }),
    otherwise: {
      says: "a user_id that is part of the thread_id",
      world: () => (user: string) => ({ configurable: { thread_id: `chat-1 of ${user}`, user_id: user } }),
    },
    async run(configFor) {
      const reads = await sees(await buildChat(), configFor("ada"), configFor("grace"));
      return { holds: reads, seen: { configOfGrace: configFor("grace"), graceReadsWhatAdaSaid: reads } };
    },
  }),
  claim({
    id: "namespace-does-not-separate",
    says: "A checkpoint_ns that you pass separates nothing either: it is dropped, and the call goes on in the thread.",
    sources: [
      {
        source: "000",
        says: "checkpoint_ns keeps histories of several assistants apart in one thread.",
        verdict: "wrong",
      },
    ],
    world: (): ConfigFor => (tenant) => ({ configurable: { thread_id: "chat-1", checkpoint_ns: tenant } }),
    otherwise: { says: "tenants with threads of their own", world: (): ConfigFor => (tenant) => onThread(tenant) },
    async run(configFor) {
      const chat = await buildChat();
      const reads = await sees(chat, configFor("acme"), configFor("globex"));
      const namespaces = new Set<unknown>();
      for (const { config } of await historyOf(chat, onThread("chat-1")))
        namespaces.add(config.configurable?.checkpoint_ns);
      return { holds: reads, seen: { globexReadsWhatAcmeSaid: reads, namespacesInTheThread: [...namespaces] } };
    },
  }),
  claim({
    id: "history-without-thread-is-everybodys",
    says: "getStateHistory without a thread_id is no error: it hands out the checkpoints of all threads.",
    sources: [{ source: "000", says: "The history holds the checkpoints of one thread.", verdict: "differs" }],
    world: () => ({}),
    otherwise: { says: "a call that names its thread", world: () => onThread("acme") },
    async run(config) {
      const seen: Record<string, string[]> = {};
      for (const saver of [await SqlJsSaver.open(), new MemorySaver()]) {
        const chat = rowOf(["answer"], saver);
        for (const tenant of ["acme", "globex"])
          await chat.invoke({ list: [`a secret of ${tenant}`] }, onThread(tenant));
        const threads = (await historyOf(chat, config)).map((row) => String(row.config.configurable?.thread_id));
        seen[saver instanceof MemorySaver ? "MemorySaver" : "SqlJsSaver"] = [...new Set(threads)].sort();
      }
      return { holds: Object.values(seen).every((threads) => threads.join() === "acme,globex"), seen };
    },
  }),
];
