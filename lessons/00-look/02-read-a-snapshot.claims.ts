// The claims of "Read a snapshot": how a snapshot tells finished from paused, failed, unfinished and not there.
import { Annotation, END, interrupt, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, changed, claim, errorOf, historyOf, idOf, onThread, rowOf } from "../worlds.ts";

const State = Annotation.Root({
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** `count` and `approve` side by side. `approve` does what it is told to. */
async function buildOrder(approve: () => { log: string[] }): Promise<App> {
  const graph: any = new StateGraph(State);
  return graph
    .addNode("count", () => ({ log: ["3 lamps"] }))
    .addNode("approve", approve)
    .addEdge(START, "count")
    .addEdge(START, "approve")
    .addEdge("count", END)
    .addEdge("approve", END)
    .compile({ checkpointer: await SqlJsSaver.open() });
}

const asks = () => ({ log: [String(interrupt("Deliver on credit?"))] });
const fails = (): { log: string[] } => {
  throw new RangeError("nobody is there");
};
const nods = () => ({ log: ["approved"] });

/** A row of two nodes, run once, and a saver that may be changed. */
const buildRow = (saver: SqlJsSaver): App => rowOf(["plan", "write"], saver);

const NOT_THERE = "1ef663ba-28fe-6528-8002-5a559208592c";

export const claims: readonly Claim[] = [
  claim({
    id: "missing-checkpoint-has-no-metadata",
    says: "A checkpoint_id that the thread does not have reads as empty values and an empty next, without an error; what gives it away is that metadata is undefined.",
    world: () => SqlJsSaver.open(),
    otherwise: {
      says: "a saver that gives the latest checkpoint when it does not have the one asked for",
      world: async () => {
        const saver = await SqlJsSaver.open();
        return changed(saver, {
          getTuple: (original) => async (config) =>
            (await original(config)) ?? (await saver.getTuple(onThread(String(config.configurable?.thread_id)))),
        });
      },
    },
    async run(saver) {
      const app = buildRow(saver);
      await app.invoke({}, onThread("a"));
      const { values, next, metadata } = await app.getState(onThread("a", NOT_THERE));
      return {
        holds: JSON.stringify(values) === "{}" && next.length === 0 && metadata === undefined,
        seen: { values, next, metadata: metadata ?? "undefined" },
      };
    },
  }),
  claim({
    id: "oldest-values-may-be-empty",
    says: "The oldest checkpoint of a thread can have empty values, and is no missing one: its metadata is there.",
    world: (): any => Annotation.Root({ text: Annotation<string> }),
    otherwise: {
      says: "a state whose field has a default",
      world: () => Annotation.Root({ text: Annotation<string>({ reducer: (_, text) => text, default: () => "none" }) }),
    },
    async run(Text) {
      const graph: any = new StateGraph(Text).addNode("write", () => ({ text: "done" }));
      const app: App = graph.addEdge(START, "write").compile({ checkpointer: await SqlJsSaver.open() });
      await app.invoke({ text: "begin" }, onThread("a"));
      const { values, metadata } = (await historyOf(app, onThread("a"))).at(-1)!;
      return {
        holds: Object.keys(values).length === 0 && metadata?.step === -1,
        seen: { values, step: metadata?.step, source: metadata?.source },
      };
    },
  }),
  claim({
    id: "finished-has-an-empty-next",
    says: "When a run has reached the end, next is empty, and metadata is there.",
    sources: [{ source: "002", says: "An empty next stands in the last row of a run.", verdict: "agrees" }],
    world: () => buildOrder(nods),
    otherwise: { says: "a graph whose node asks somebody first", world: () => buildOrder(asks) },
    async run(app) {
      await app.invoke({}, onThread("order"));
      const { next, metadata, values } = await app.getState(onThread("order"));
      return {
        holds: next.length === 0 && metadata !== undefined,
        seen: { next, step: metadata?.step, log: values.log },
      };
    },
  }),
  claim({
    id: "question-is-in-tasks",
    says: "When a node waits for an answer, next names that node, and the question stands in the interrupts of its task.",
    sources: [{ source: "002", says: "Tasks hold what is pending, its interrupts and its errors.", verdict: "agrees" }],
    world: () => buildOrder(asks),
    otherwise: { says: "a graph whose node asks nobody", world: () => buildOrder(nods) },
    async run(app) {
      await app.invoke({}, onThread("order"));
      const { next, tasks } = await app.getState(onThread("order"));
      const questions = tasks.map(({ name, interrupts }) => ({ name, asks: interrupts.map(({ value }) => value) }));
      const approve = questions.find(({ name }) => name === "approve");
      return {
        holds: next.join() === "approve" && approve?.asks.join() === "Deliver on credit?",
        seen: { next, tasks: questions },
      };
    },
  }),
  claim({
    id: "failure-is-in-tasks",
    says: "When a node threw, next still names it, and its task holds the name and the message of the error.",
    sources: [{ source: "002", says: "Tasks hold what is pending, its interrupts and its errors.", verdict: "agrees" }],
    world: () => buildOrder(fails),
    otherwise: { says: "a graph whose node does not fail", world: () => buildOrder(nods) },
    async run(app) {
      const thrown = await errorOf(() => app.invoke({}, onThread("order")));
      const { next, tasks } = await app.getState(onThread("order"));
      const error = tasks.find(({ name }) => name === "approve")?.error as
        { name: string; message: string } | undefined;
      return {
        holds: thrown !== null && next.includes("approve") && error?.message === "nobody is there",
        seen: { thrown, next, errorOfTheTask: error ? `${error.name}: ${error.message}` : null },
      };
    },
  }),
  claim({
    id: "stopped-before-a-node-asks-nothing",
    says: "A run that interruptBefore has stopped holds no interrupt: only next says that something is to come.",
    world: () => ["write"],
    otherwise: { says: "a run that is not stopped", world: () => [] as string[] },
    async run(interruptBefore) {
      const app = buildRow(await SqlJsSaver.open());
      await app.invoke({}, { ...onThread("a"), interruptBefore });
      const { next, tasks } = await app.getState(onThread("a"));
      const questions = tasks.flatMap(({ interrupts }) => interrupts);
      return { holds: next.join() === "write" && questions.length === 0, seen: { next, questions } };
    },
  }),
  claim({
    id: "parent-says-what-ran",
    says: "What a step has run is told by the checkpoint before it: its next names the nodes, and its tasks hold what each returned.",
    sources: [
      { source: "001", says: "Look into the writes in the metadata.", verdict: "wrong" },
      { source: "002", says: "The metadata of a snapshot holds the writes.", verdict: "wrong" },
    ],
    world: () => SqlJsSaver.open(),
    otherwise: {
      says: "a saver that keeps no writes",
      world: async () => changed(await SqlJsSaver.open(), { putWrites: () => async () => {} }),
    },
    async run(saver) {
      const app = buildRow(saver);
      await app.invoke({}, onThread("a"));
      const [last, before] = await historyOf(app, onThread("a"));
      const returned = before!.tasks.map((task) => ({ name: task.name, returned: (task as any).result ?? null }));
      return {
        holds: before!.next.join() === "write" && JSON.stringify(returned[0]?.returned) === '{"list":["write"]}',
        seen: { metadata: last!.metadata, nextOfTheOneBefore: before!.next, tasksOfTheOneBefore: returned },
      };
    },
  }),
  claim({
    id: "latest-state-includes-finished-siblings",
    says: "Asked by thread alone, a paused state includes what nodes beside the waiting one have returned; asked with its checkpoint_id, it does not.",
    world: () => (config: object) => config,
    otherwise: {
      says: "a reader who leaves the checkpoint_id out",
      world: () => (config: object) => onThread(String((config as any).configurable.thread_id)),
    },
    async run(pin) {
      const app = await buildOrder(asks);
      await app.invoke({}, onThread("order"));
      const byThread = await app.getState(onThread("order"));
      const byId = await app.getState(pin(onThread("order", idOf(byThread.config))));
      return {
        holds: byThread.values.log.join() === "3 lamps" && (byId.values.log ?? []).length === 0,
        seen: { byThread: byThread.values.log, byCheckpointId: byId.values.log ?? [] },
      };
    },
  }),
];
