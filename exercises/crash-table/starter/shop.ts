// The shop of this exercise, over a database in a folder. Given: read it; it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import { fileJournal } from "@forkpoint/savers/node";

export type Durability = "sync" | "async" | "exit";

/** Told what happens. Whoever listens can keep a station working, let it fail, and make the disk slow. */
export interface Listener {
  /** A station has begun. It goes on when this resolves, and fails when this rejects. */
  begins(station: string): unknown;
  /** The saver begins to write what `stations` of them have done. The disk has it only behind this. */
  writes(stations: number | null): unknown;
  /** The disk has it. */
  written(): unknown;
}

const State = Annotation.Root({
  /** Each input and each station appends. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** START → charge → ship → END. */
export function buildShop(saver: BaseCheckpointSaver, listener: Listener) {
  const station = (name: string) => async () => {
    await listener.begins(name);
    return { log: [name] };
  };
  return new StateGraph(State)
    .addNode("charge", station("charge"))
    .addNode("ship", station("ship"))
    .addEdge(START, "charge")
    .addEdge("charge", "ship")
    .addEdge("ship", END)
    .compile({ checkpointer: slowed(saver, listener) });
}

/** The same saver, with the listener before and behind each write. */
function slowed<Saver extends BaseCheckpointSaver>(saver: Saver, { writes, written }: Listener): Saver {
  const put = saver.put.bind(saver);
  const putWrites = saver.putWrites.bind(saver);
  saver.put = async (...given) => {
    await writes(Math.max(0, given[2].step));
    const stored = await put(...given);
    await written();
    return stored;
  };
  saver.putWrites = async (...given) => {
    await writes(null);
    await putWrites(...given);
    await written();
  };
  return saver;
}

const THREAD = { configurable: { thread_id: "order-1" } };

/** Sells one teapot. Says how that ended, if it does. */
export async function sell(folder: string, durability: Durability, listener: Listener): Promise<"done" | "failed"> {
  const saver = await SqlJsSaver.open({ name: folder, journal: fileJournal(folder) });
  try {
    await buildShop(saver, listener).invoke({ log: ["one teapot"] }, { ...THREAD, durability });
    return "done";
  } catch {
    return "failed";
  }
}

/** What the next process does about it: `invoke(null)`. The stations that run, or null when it throws. */
export async function goOn(folder: string): Promise<readonly string[] | null> {
  const saver = await SqlJsSaver.open({ name: folder, journal: fileJournal(folder) });
  const ran: string[] = [];
  const listener = { begins: (station: string) => ran.push(station), writes: () => {}, written: () => {} };
  try {
    await buildShop(saver, listener).invoke(null, THREAD);
    return ran;
  } catch {
    return null;
  } finally {
    saver.close();
  }
}

/** Does nothing. Whoever calls it from outside knows afterwards that this process has had a turn. */
export const turn = async (): Promise<void> => {};
