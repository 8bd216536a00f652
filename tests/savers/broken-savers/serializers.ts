// Savers that cannot do with a serializer of the caller's.
import type { RunnableConfig } from "@langchain/core/runnables";
import type { CheckpointListOptions, PendingWrite } from "@langchain/langgraph-checkpoint";
import { ReferenceSaver, type Typed, type WriteRow } from "./reference-saver.ts";
import { type BrokenSavers, throughText } from "./breaking.ts";

const asText = ([type, bytes]: Typed): Typed => [type, throughText(bytes) as Uint8Array];

export const brokenSerializers: BrokenSavers = {
  "serde/binary-values": class extends ReferenceSaver {
    protected override load(typed: Typed) {
      return super.load(asText(typed));
    }
  },
  "serde/binary-writes": class extends ReferenceSaver {
    protected override loadWrites(writes: readonly WriteRow[]) {
      return super.loadWrites(writes.map((write) => ({ ...write, value: asText(write.value) })));
    }
  },
  "serde/type-is-given-back": class extends ReferenceSaver {
    protected override load([, bytes]: Typed) {
      return super.load(["json", bytes]);
    }
  },
  // Looks into the stored metadata for the text that JSON would have.
  "serde/filter-still-works": class extends ReferenceSaver {
    override async *list(config: RunnableConfig, { filter = {}, ...options }: CheckpointListOptions = {}) {
      for await (const tuple of super.list(config, options)) {
        const stored = new Map(this.find(tuple.config)!.metadata);
        const text = (key: string) => new TextDecoder().decode(stored.get(key)?.[1]);
        if (Object.entries(filter).every(([key, value]) => text(key) === JSON.stringify(value))) yield tuple;
      }
    }
  },
  "serde/failing-put-leaves-nothing": class extends ReferenceSaver {
    override async put(...[config, checkpoint, metadata, newVersions]: Parameters<ReferenceSaver["put"]>) {
      await super.put(config, { ...checkpoint, channel_values: {} }, metadata, newVersions);
      return super.put(config, checkpoint, metadata, newVersions);
    }
  },
  "serde/failing-writes-leave-nothing": class extends ReferenceSaver {
    override async putWrites(config: RunnableConfig, writes: PendingWrite[], task: string) {
      for (const place of writes.keys()) await super.putWrites(config, writes.slice(0, place + 1), task);
    }
  },
};
