// A saver as simple as can be, in memory: every checkpoint whole, parents by reference. What the real one is compared with.
import type { CheckpointMetadata } from "@langchain/langgraph-checkpoint";

export interface ModelCheckpoint {
  readonly thread: string;
  readonly namespace: string;
  readonly id: string;
  /** As `put` was told; pruned ones stay reachable here, for the history of channels. */
  parent: ModelCheckpoint | undefined;
  values: Record<string, unknown>;
  versions: Record<string, number>;
  metadata: CheckpointMetadata & Record<string, unknown>;
  writes: [task: string, channel: string, value: unknown][];
  isPruned: boolean;
}

export class SaverModel {
  checkpoints: ModelCheckpoint[] = [];

  /** Newest first. */
  of(thread: string, namespace?: string): ModelCheckpoint[] {
    return this.checkpoints
      .filter((each) => each.thread === thread && (namespace === undefined || each.namespace === namespace))
      .toSorted((a, b) => (a.id < b.id ? 1 : -1));
  }

  remove(goes: (checkpoint: ModelCheckpoint) => boolean): void {
    for (const checkpoint of this.checkpoints) checkpoint.isPruned ||= goes(checkpoint);
    this.checkpoints = this.checkpoints.filter(({ isPruned }) => !isPruned);
  }

  keepLatest(thread: string, keep: number): void {
    const namespaces = new Set(this.of(thread).map(({ namespace }) => namespace));
    const stays = new Set([...namespaces].flatMap((namespace) => this.of(thread, namespace).slice(0, keep)));
    this.remove((checkpoint) => checkpoint.thread === thread && !stays.has(checkpoint));
  }

  copy(from: string, to: string): void {
    const copies = new Map<ModelCheckpoint, ModelCheckpoint>();
    const copyOf = (original: ModelCheckpoint): ModelCheckpoint => {
      const before = copies.get(original);
      if (before) return before;
      const parent = original.parent && copyOf(original.parent);
      const copy = { ...structuredClone({ ...original, parent: undefined }), parent, thread: to };
      copies.set(original, copy);
      return copy;
    };
    this.checkpoints.push(...this.of(from).map(copyOf));
  }

  /** What `parentConfig` should name. */
  static shownParent({ parent }: ModelCheckpoint): string | undefined {
    let shown = parent;
    while (shown?.isPruned) shown = shown.parent;
    return shown?.id;
  }

  static history({ parent }: ModelCheckpoint, channel: string): { writes: unknown[]; seed?: unknown } {
    const writes: unknown[] = [];
    for (let at = parent; at !== undefined; at = at.parent) {
      writes.unshift(...at.writes.filter(([, written]) => written === channel));
      if (Object.hasOwn(at.values, channel)) return { writes, seed: at.values[channel] };
    }
    return { writes };
  }
}
