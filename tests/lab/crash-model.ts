// What a crash must lead to, worked out from the rules of the three durabilities with sums of times alone: no clock, no
// queue, no LangGraph. For times at which nothing but cause and effect fall together.
import type { Durability } from "../../src/lab/model.ts";

export interface Expected {
  readonly steps: readonly number[];
  /** Nodes whose result lies with the last checkpoint. */
  readonly finished: readonly string[];
  readonly ran: readonly string[];
  readonly effects: Readonly<Record<string, number>>;
}

const NODES = ["reserve", "charge", "send"];

interface Times {
  /** When node 1, 2, 3 begins. */
  readonly begins: readonly number[];
  /** Step → when its put begins. */
  readonly puts: ReadonlyMap<number, number>;
  /** Are results of nodes stored as they end? */
  readonly writes: boolean;
}

/** `sync` waits for the disk between steps; `async` does not, but puts one checkpoint after the other; `exit` puts once. */
function timesOf(durability: Durability, put: number, node: number): Times {
  if (durability === "exit") return { begins: [0, node, 2 * node], puts: new Map([[3, 3 * node]]), writes: false };
  if (durability === "sync") {
    const begins = [0, 1, 2].map((before) => 2 * put + before * (node + put));
    return {
      begins,
      puts: new Map([[-1, 0], [0, put], ...begins.map((at, n) => [n + 1, at + node] as const)]),
      writes: true,
    };
  }
  const puts = new Map([[-1, 0]]);
  for (const step of [0, 1, 2, 3]) puts.set(step, Math.max(puts.get(step - 1)! + put, step * node));
  return { begins: [0, node, 2 * node], puts, writes: true };
}

/** `killPoint` is an id of the table. */
export function expectedOutcome(durability: Durability, putMs: number, nodeMs: number, killPoint: string): Expected {
  const { begins, puts, writes } = timesOf(durability, putMs, nodeMs);
  const first = durability === "exit" ? 3 : -1;
  const killMs: Readonly<Record<string, number>> = {
    "before-first-put": puts.get(first)!,
    "after-first-put": puts.get(first)! + putMs,
    "in-reserve": begins[0]! + nodeMs / 2,
    "before-charge": begins[1]!,
    "in-charge": begins[1]! + nodeMs / 2,
    "after-charge": begins[1]! + nodeMs,
    "before-send": begins[2]!,
    "in-send": begins[2]! + nodeMs / 2,
    "before-last-put": puts.get(3)!,
    "after-last-put": puts.get(3)! + putMs,
  };
  const killedMs = killMs[killPoint]!;
  // What has been stored at that very time is what led to the moment.
  const steps = [...puts].filter(([, began]) => began + putMs <= killedMs).map(([step]) => step);
  const isStored = (n: number) => writes && begins[n]! + nodeMs + putMs <= killedMs;
  const last = steps.at(-1);
  const effects = (firstAgain: number) =>
    Object.fromEntries(
      NODES.map((name, n) => [name, Number(begins[n]! + nodeMs / 2 <= killedMs) + Number(n >= firstAgain)]),
    );
  if (last === undefined) return { steps, finished: [], ran: [], effects: effects(3) };

  // The checkpoint of step n is followed by node n + 1, that of step −1 by the input.
  const next = Math.max(last, 0);
  const finished = last >= 0 && last < 3 && isStored(last);
  const from = finished ? next + 1 : next;
  return { steps, finished: finished ? [NODES[next]!] : [], ran: NODES.slice(from), effects: effects(from) };
}
