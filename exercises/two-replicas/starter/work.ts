// What the nodes do outside of the graph, and patience. Given: it is put back before grading.

/** Told what happens. A test hands in its own, and kills the process in the middle of one of these. */
export interface Watcher {
  /** A node does its work for an order, and the customer notices. Fails when this rejects. */
  works?(task: string, thread: string, order: string): unknown;
  /** The saver is about to write. The disk has it some time later. */
  writes?(): unknown;
  /** Somebody waits for the database. */
  waits?(): unknown;
}

let watcher: Watcher = {};

export function watch(own: Watcher): void {
  watcher = own;
}

export async function work(task: string, thread: string, order: string): Promise<void> {
  if (!watcher.works) console.log(`  ${task}: ${order}, of ${thread}`);
  await watcher.works?.(task, thread, order);
}

export async function writes(): Promise<void> {
  await watcher.writes?.();
}

/** A moment of patience, for whoever finds the database in use. */
export async function pause(): Promise<void> {
  await watcher.waits?.();
  await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Does nothing. Whoever calls it from outside knows afterwards that this process has had a turn. */
export const turn = async (): Promise<void> => {};
