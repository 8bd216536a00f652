// The claims of "An update is added up": what updateState does to each kind of field.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, claim, historyOf, onThread } from "../worlds.ts";

const ACCOUNT = onThread("account-7");

const adds = Annotation<number>({ reducer: (before, more) => before + more, default: () => 0 });
const appends = Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] });

/** Name of a field → its channel. */
type Fields = Record<string, any>;

/** An account that was opened: its fields as given, one node that changes none of them. `ran` is told when it runs. */
async function opened(fields: Fields, state: object, ran: string[] = []): Promise<App> {
  const app = new StateGraph(Annotation.Root(fields))
    .addNode("open", () => {
      ran.push("open");
      return {};
    })
    .addEdge(START, "open")
    .addEdge("open", END)
    .compile({ checkpointer: await SqlJsSaver.open() });
  await app.invoke(state as any, ACCOUNT);
  ran.length = 0;
  return app as App;
}

/** The state before an update and after it. */
async function around(app: App, patch: object) {
  const { values: before } = await app.getState(ACCOUNT);
  await app.updateState(ACCOUNT, patch);
  const { values: after } = await app.getState(ACCOUNT);
  return { before, after };
}

export const claims: readonly Claim[] = [
  claim({
    id: "update-goes-through-reducers",
    says: "updateState hands each value to the reducer of its field: where the reducer adds, updating 150 with 100 makes 250.",
    sources: [
      { source: "002", says: "Updates go through reducers.", verdict: "agrees" },
      { source: "004", says: "update_state passes through the reducers.", verdict: "agrees" },
    ],
    world: (): Fields => ({ balance: adds }),
    otherwise: { says: "a field without a reducer", world: (): Fields => ({ balance: Annotation<number> }) },
    async run(fields) {
      const { before, after } = await around(await opened(fields, { balance: 150 }), { balance: 100 });
      return { holds: before.balance === 150 && after.balance === 250, seen: { before, after } };
    },
  }),
  claim({
    id: "update-appends-to-a-list",
    says: "A list whose reducer appends keeps everything it had: the values of the update come behind it.",
    sources: [
      { source: "002", says: "A list with a reducer is appended to by an update.", verdict: "agrees" },
      { source: "004", says: "Updating a list with a reducer appends to it.", verdict: "agrees" },
      {
        source: "004",
        says: "To fork with an edited message, update the messages with a list of the edited one.",
        verdict: "differs",
      },
    ],
    world: (): Fields => ({ notes: appends }),
    otherwise: { says: "a list without a reducer", world: (): Fields => ({ notes: Annotation<string[]> }) },
    async run(fields) {
      const { before, after } = await around(await opened(fields, { notes: ["calls a lot"] }), { notes: ["moved"] });
      return { holds: after.notes.join() === "calls a lot,moved", seen: { before, after } };
    },
  }),
  claim({
    id: "without-reducer-update-replaces",
    says: "A field without a reducer takes the value of the update in place of its own.",
    sources: [
      { source: "002", says: "A field without a reducer is overwritten by an update.", verdict: "agrees" },
      {
        source: "001",
        says: "A missing reducer makes an update of the messages erase the earlier ones.",
        verdict: "agrees",
      },
    ],
    world: (): Fields => ({ notes: Annotation<string[]> }),
    otherwise: { says: "a field whose reducer appends", world: (): Fields => ({ notes: appends }) },
    async run(fields) {
      const { before, after } = await around(await opened(fields, { notes: ["calls a lot"] }), { notes: ["moved"] });
      return { holds: after.notes.join() === "moved", seen: { before, after } };
    },
  }),
  claim({
    id: "fields-not-named-stay",
    says: "A field that the update does not name keeps its value.",
    world: () => ({ plan: "pro" }),
    otherwise: { says: "an update that names the other field too", world: () => ({ plan: "pro", region: undefined }) },
    async run(patch) {
      const app = await opened(
        { plan: Annotation<string>, region: Annotation<string> },
        { plan: "free", region: "eu" },
      );
      const { before, after } = await around(app, patch);
      return { holds: after.plan === "pro" && after.region === "eu", seen: { before, after } };
    },
  }),
  claim({
    id: "undefined-is-written",
    says: "A field that the update names with undefined loses its value: undefined is written like any other.",
    world: () => ({ plan: undefined }),
    otherwise: { says: "an update that does not name the field", world: () => ({}) },
    async run(patch) {
      const { before, after } = await around(await opened({ plan: Annotation<string> }, { plan: "free" }), patch);
      return { holds: before.plan === "free" && after.plan === undefined, seen: { before, after } };
    },
  }),
  claim({
    id: "unknown-fields-are-dropped",
    says: "A field that the graph does not have is dropped without an error, and a checkpoint is written all the same.",
    world: (): Fields => ({ balance: adds }),
    otherwise: { says: "a graph that has the field", world: () => ({ balance: adds, ballance: adds }) },
    async run(fields) {
      const app = await opened(fields, { balance: 150 });
      const rows = (await historyOf(app, ACCOUNT)).length;
      const { after } = await around(app, { ballance: 100 });
      const written = (await historyOf(app, ACCOUNT)).length - rows;
      return {
        holds: written === 1 && after.balance === 150 && !("ballance" in after),
        seen: { after, checkpointsWritten: written },
      };
    },
  }),
  claim({
    id: "update-runs-no-node",
    says: "updateState runs no node: it writes one checkpoint, whose source is update.",
    sources: [{ source: "002", says: "State can be changed from outside, without a run.", verdict: "agrees" }],
    world: () => (app: App) => app.updateState(ACCOUNT, { balance: 100 }),
    otherwise: {
      says: "a call of invoke with the same values",
      world: () => (app: App) => app.invoke({ balance: 100 }, ACCOUNT),
    },
    async run(act: (app: App) => Promise<unknown>) {
      const ran: string[] = [];
      const app = await opened({ balance: adds }, { balance: 150 }, ran);
      const rows = (await historyOf(app, ACCOUNT)).length;
      await act(app);
      const all = await historyOf(app, ACCOUNT);
      const written = all.slice(0, all.length - rows).map(({ metadata }) => metadata?.source);
      return { holds: ran.length === 0 && written.join() === "update", seen: { nodesThatRan: [...ran], written } };
    },
  }),
];
