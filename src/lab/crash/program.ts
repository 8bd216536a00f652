// The program that the crash lab runs, kills and resumes, as the text that a guest compiles. Learners read it too.
import type { Files } from "../../course/model.ts";

/** The file that is asked for; it exports `run` and `resume`. */
export const CRASH_ENTRY = "order.ts";

/** In the order in which they happen. */
export const CRASH_NODES = ["reserve", "charge", "send"] as const;

const ORDER = `// An order in three steps. Each does something in the world outside that no crash takes back.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SlowSaver } from "./slow-saver.ts";
import { World, type Outside, type Setup } from "./world.ts";

const Order = Annotation.Root({
  order: Annotation<string>,
  done: Annotation<string[]>({ reducer: (before, more) => [...before, ...more], default: () => [] }),
});

async function graphOver(world: World) {
  const work = (node: string) => async () => {
    await world.reach("node-began", node, node + " begins");
    await world.sleep(world.nodeMs / 2);
    await world.effect(node);
    await world.sleep(world.nodeMs / 2);
    await world.reach("node-ended", node, node + " ends");
    return { done: [node] };
  };
  return new StateGraph(Order)
    .addNode("reserve", work("reserve"))
    .addNode("charge", work("charge"))
    .addNode("send", work("send"))
    .addEdge(START, "reserve")
    .addEdge("reserve", "charge")
    .addEdge("charge", "send")
    .addEdge("send", END)
    .compile({ checkpointer: await SlowSaver.over(world) });
}

/** The first worker: it may be killed at any moment of this. */
export async function run(setup: Setup, outside: Outside) {
  const graph = await graphOver(new World(setup, outside));
  const thread = { configurable: { thread_id: "order-17" } };
  await graph.invoke({ order: "17" }, { ...thread, durability: setup.durability });
}

/** The second worker, over the bytes that survived. */
export async function resume(setup: Setup, outside: Outside) {
  const graph = await graphOver(new World(setup, outside));
  const thread = { configurable: { thread_id: "order-17" } };
  await graph.invoke(null, { ...thread, durability: setup.durability });
}
`;

const SLOW_SAVER = `// The saver of the course over a slow disk: what it is given is stored putMs later.
import { SqlJsSaver } from "@forkpoint/savers";
import type { World } from "./world.ts";

type Put = Parameters<SqlJsSaver["put"]>;
type PutWrites = Parameters<SqlJsSaver["putWrites"]>;

export class SlowSaver extends SqlJsSaver {
  world!: World;

  static async over(world: World) {
    const saver = (await SlowSaver.open()) as SlowSaver;
    saver.world = world;
    return saver;
  }

  override async put(...[config, checkpoint, metadata, versions]: Put) {
    const step = String(metadata.step);
    await this.world.reach("put-began", step, "before put of step " + step);
    await this.world.sleep(this.world.putMs);
    const stored = await super.put(config, checkpoint, metadata, versions);
    await this.world.reach("put-stored", step, "after put of step " + step);
    return stored;
  }

  override async putWrites(...[config, writes, task]: PutWrites) {
    const node = nodeOf(writes);
    await this.world.reach("writes-began", node, "before writes of " + node);
    await this.world.sleep(this.world.putMs);
    await super.putWrites(config, writes, task);
    await this.world.reach("writes-stored", node, "after writes of " + node);
  }
}

/** Each node writes its own name to the channel "done"; the input does not. */
function nodeOf(writes: PutWrites[1]) {
  const [, done] = writes.find(([channel]) => channel === "done") ?? [];
  return Array.isArray(done) && done.length > 0 ? String(done[0]) : "__start__";
}
`;

const WORLD = `// The experiment's own clock, and its contact with the world outside. Nobody waits in real time, so that a result repeats.
export interface Setup {
  durability: "sync" | "async" | "exit";
  putMs: number;
  nodeMs: number;
  /** The moment at which this worker is killed. */
  killAt: string | null;
}

/** What is not in this worker, and outlives it. */
export interface Outside {
  effect(node: string): void;
  event(event: { atMs: number; kind: string; of: string; moment: string }): void;
}

/** So many turns of timers without anything new mean that all who could go on have done so. */
const QUIET_TURNS = 3;

export class World {
  readonly putMs: number;
  readonly nodeMs: number;
  readonly #killAt: string | null;
  readonly #outside: Outside;
  readonly #sleepers: { until: number; wake: () => void }[] = [];
  #nowMs = 0;
  #dead = false;
  #quietTurns = 0;
  #ticking = false;

  constructor(setup: Setup, outside: Outside) {
    this.putMs = setup.putMs;
    this.nodeMs = setup.nodeMs;
    this.#killAt = setup.killAt;
    this.#outside = outside;
  }

  /** Tells of a moment. From the one at which the worker is to be killed, nobody goes on. */
  async reach(kind: string, of: string, moment: string) {
    if (this.#dead) await never();
    this.#outside.event({ atMs: this.#nowMs, kind, of, moment });
    if (moment !== this.#killAt) return this.#stir();
    this.#dead = true;
    await never();
  }

  /** Reserving, charging, sending: it has happened, whatever becomes of this worker. */
  async effect(node: string) {
    if (this.#dead) await never();
    this.#outside.effect(node);
    await this.reach("effect", node, "effect of " + node);
  }

  /** Resolves when the clock is so much further. Who is due at the same time wakes in the order of falling asleep. */
  sleep(ms: number) {
    return new Promise<void>((wake) => {
      this.#sleepers.push({ until: this.#nowMs + ms, wake });
      this.#sleepers.sort((one, other) => one.until - other.until);
      this.#stir();
    });
  }

  #stir() {
    this.#quietTurns = 0;
    if (this.#ticking) return;
    this.#ticking = true;
    setTimeout(() => this.#tick(), 0);
  }

  /** Time moves on only when nothing else can happen, and wakes one sleeper at a time. */
  #tick() {
    if (this.#dead) return;
    this.#quietTurns += 1;
    if (this.#quietTurns < QUIET_TURNS) return void setTimeout(() => this.#tick(), 0);
    this.#ticking = false;
    const next = this.#sleepers.shift();
    if (!next) return;
    this.#nowMs = next.until;
    this.#stir();
    next.wake();
  }
}

function never() {
  return new Promise<never>(() => {});
}
`;

export const CRASH_PROGRAM: Files = { [CRASH_ENTRY]: ORDER, "slow-saver.ts": SLOW_SAVER, "world.ts": WORLD };
