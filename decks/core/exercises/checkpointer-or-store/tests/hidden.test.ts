// Each sentence is tried out in both places at once, with random notes.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

type Note = Record<string, string> | null;
type Seen = { readonly state: boolean; readonly store: boolean };

async function openNotes(t: TestContext) {
  const { buildNotes } = await t.guest.module("notes.ts");
  const saver = await t.guest.saver();
  const store = await t.guest.create("@langchain/langgraph", "InMemoryStore");
  let failing = false;
  const app = await buildNotes(saver, store, async () => failing);
  const thread = t.random.id("thread");
  const on = (name: string) => ({ configurable: { thread_id: name } });
  const inState = async (name = thread): Promise<Note> => (await app.getState(on(name))).values.note ?? null;
  const inStore = async (): Promise<Note> => (await store.get(["notes"], "note"))?.value ?? null;
  const note = (what: Record<string, string>, fails = false) => {
    failing = fails;
    return app.invoke({ told: what }, on(thread));
  };
  return { app, saver, thread, on, note, inState, inStore };
}

async function compare(subject: any, t: TestContext, fact: string, seen: Seen): Promise<void> {
  const answer: any = await subject.answer;
  for (const place of ["state", "store"] as const) {
    const happened = seen[place] ? "yes" : "no";
    const cell: unknown = answer?.[fact]?.[place];
    const said = cell === "yes" || cell === "no" ? cell : "no answer";
    if (said !== happened) t.fail(`“${fact}”, of the ${place}, said to be: ${said}`, happened, said);
  }
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/thread",
    rule: "the row about another thread is as a run shows it",
    points: 1,
    async run(subject, t) {
      const { note, inState, inStore } = await openNotes(t);
      await note({ a: t.random.word() });
      await compare(subject, t, "thread", {
        state: (await inState(t.random.id("other"))) !== null,
        store: (await inStore()) !== null,
      });
    },
  },
  {
    id: "answer/time",
    rule: "the rows about going back and about a node that fails are as runs show them",
    points: 2,
    async run(subject, t) {
      const { app, thread, on, note, inState, inStore } = await openNotes(t);
      const failed = await note({ a: t.random.word() }, true).then(
        () => false,
        () => true,
      );
      t.ok(failed, "the node has failed");
      const kept = { state: (await inState()) !== null, store: (await inStore()) !== null };
      await compare(subject, t, "failed", kept);
      await note({ a: t.random.word() });
      let first: any;
      for await (const row of app.getStateHistory(on(thread))) first = row;
      const back = await app.getState(first.config);
      await compare(subject, t, "rewound", {
        state: back.values.note === undefined,
        store: (await inStore()) === null,
      });
    },
  },
  {
    id: "answer/writes",
    rule: "the rows about deleting and about a second note are as runs show them",
    points: 2,
    async run(subject, t) {
      const { saver, thread, note, inState, inStore } = await openNotes(t);
      await note({ a: t.random.word() });
      await note({ b: t.random.word() });
      const hasBoth = (found: Note) => found !== null && "a" in found && "b" in found;
      await compare(subject, t, "merged", { state: hasBoth(await inState()), store: hasBoth(await inStore()) });
      await saver.deleteThread(thread);
      const gone = { state: (await inState()) === null, store: (await inStore()) === null };
      await compare(subject, t, "deleted", gone);
    },
  },
];
