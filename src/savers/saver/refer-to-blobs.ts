// Decides which blob holds each channel of a new checkpoint. Sharing goes by the checkpoint's own parent alone: a channel
// version says nothing about the value, since two branches count to the same version with different values.
import type { Checkpoint, ChannelVersions } from "@langchain/langgraph-checkpoint";
import type { Database } from "../database/database.ts";
import { type Typed, blobHolds, channelIsStored, findCheckpoint, insertBlob } from "./checkpoint-rows.ts";
import type { Scope } from "./config.ts";

export interface NewValues {
  readonly versions: ChannelVersions;
  /** Channels that the caller says are new in this checkpoint. */
  readonly changed: ReadonlySet<string>;
  readonly values: readonly (readonly [channel: string, value: Typed])[];
}

/** Channel → blob id, as JSON; writes the blobs that are not there yet. */
export function referToBlobs(database: Database, scope: Scope, parentId: string | undefined, put: NewValues): string {
  const parent = parentId === undefined ? undefined : findCheckpoint(database, scope, parentId);
  // Maps, because a channel may be called "__proto__".
  const before = {
    blobs: new Map(parent && Object.entries(JSON.parse(parent.refs) as Record<string, number>)),
    versions: new Map(parent && Object.entries((JSON.parse(parent.head) as Checkpoint).channel_versions ?? {})),
  };
  const versions = new Map(Object.entries(put.versions));
  const refs: [channel: string, blobId: number][] = [];

  for (const [channel, value] of put.values) {
    const version = versions.get(channel);
    const blobBefore = before.blobs.get(channel);
    const isNew = put.changed.has(channel);
    // Some channels have a value from the beginning and get a version only when they are first written to.
    const isSame =
      version === undefined
        ? blobBefore !== undefined && blobHolds(database, blobBefore, value)
        : !isNew && before.versions.get(channel) === version;

    if (isSame && blobBefore !== undefined) refs.push([channel, blobBefore]);
    // The savers' contract leaves out what is said to be unchanged and was never stored. But LangGraph says "unchanged" too
    // when it copies a checkpoint beside the original, under a parent that never had the value, or under none.
    else if (isNew || version === undefined || parentId !== undefined || channelIsStored(database, scope, channel))
      refs.push([channel, insertBlob(database, scope, channel, value)]);
  }
  return JSON.stringify(Object.fromEntries(refs));
}
