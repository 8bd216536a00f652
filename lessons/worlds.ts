// What the claims of all lessons share: making a claim with the world in which it is not so, and making such worlds.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";
import type { Claim, Evidence, SourceVerdict } from "../src/course/model.ts";

/** A compiled graph, whatever its state. */
export type App = Pregel<any, any>;

interface ClaimIn<World> {
  readonly id: string;
  readonly says: string;
  readonly sources?: readonly SourceVerdict[];
  /** The world as it is: a saver, a graph, a way to call it. Made anew for each run. */
  world(): World | Promise<World>;
  /** A world in which the sentence is not so, and what is different there, as a noun: "a saver that forgets parents". */
  readonly otherwise: { readonly says: string; world(): World | Promise<World> };
  /** Acts and measures. The same code in both worlds, so that it shows that it can fail. */
  run(world: World): Promise<Evidence>;
}

export function claim<World>({ world, otherwise, run, ...about }: ClaimIn<World>): Claim {
  return {
    ...about,
    run: async () => run(await world()),
    otherwise: { says: otherwise.says, run: async () => run(await otherwise.world()) },
  };
}

type Method<Target, Name extends keyof Target> = Target[Name] extends (...args: any[]) => any ? Target[Name] : never;

/**
 * `target`, a graph or a saver, with some methods changed: each is given the original and returns what stands in its
 * place. The rest is the target's own, and what the target calls inside itself is not changed.
 */
export function changed<Target extends object>(
  target: Target,
  methods: { readonly [Name in keyof Target]?: (original: Method<Target, Name>) => Method<Target, Name> },
): Target {
  return new Proxy(target, {
    get(from, name) {
      const value: unknown = Reflect.get(from, name, from);
      if (typeof value !== "function") return value;
      const own = value.bind(from);
      const change = Object.hasOwn(methods, name) ? methods[name as keyof Target] : undefined;
      return change ? change(own) : own;
    },
  });
}

export const onThread = (thread: string, checkpoint?: string) => ({
  configurable: { thread_id: thread, ...(checkpoint === undefined ? {} : { checkpoint_id: checkpoint }) },
});

/** All snapshots of a thread, newest first. */
export async function historyOf(app: App, config: object) {
  const all = [];
  for await (const snapshot of app.getStateHistory(config)) all.push(snapshot);
  return all;
}

/** The id of the checkpoint that a config names. */
export const idOf = (config: { configurable?: Record<string, any> } | undefined): string | undefined =>
  config?.configurable?.checkpoint_id;

/** What kept a call from ending well, as `Name: message`; null when nothing did. */
export async function errorOf(act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

/** `value` replaces, `list` appends. */
export const Notes = Annotation.Root({
  value: Annotation<string>,
  list: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

/** START → the nodes one after another → END. Each node appends its name to `list`; `ran` is told of each that runs. */
export function rowOf(
  names: readonly string[],
  checkpointer: BaseCheckpointSaver | undefined,
  ran: string[] = [],
): App {
  const graph: any = new StateGraph(Notes);
  let last: string = START;
  for (const name of names) {
    graph.addNode(name, () => {
      ran.push(name);
      return { list: [name] };
    });
    graph.addEdge(last, name);
    last = name;
  }
  return graph.addEdge(last, END).compile({ checkpointer });
}

/** The newest checkpoint of a thread at which exactly these nodes come next; none = the newest end of a run. */
export async function whereNext(app: App, thread: string, ...nodes: readonly string[]) {
  const found = (await historyOf(app, onThread(thread))).find(({ next }) => next.join() === nodes.join());
  if (!found) throw new Error(`no checkpoint of ${thread} comes before ${nodes.join() || "nothing"}`);
  return found;
}
