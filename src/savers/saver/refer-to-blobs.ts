// Decides where each channel value of a new checkpoint is stored. Sharing goes by the checkpoint's own parent alone: a channel
// version says nothing about the value, since two branches count to the same version with different values.
import type { ChannelVersions } from "@langchain/langgraph-checkpoint";
import type { Database } from "../database/database.ts";
import { type Ref, joinHead } from "../schema.ts";
import { type Kin, type Refs, channelIsStored } from "./checkpoint-rows.ts";

/** Stores a value, sharing what it can with the parent's value of the channel; gives where it is. */
export type StoreValue = (before: Ref | undefined) => Ref;

export interface PutValues {
  readonly versions: ChannelVersions;
  /** Channels that the caller says are new in this checkpoint. */
  readonly changed: ReadonlySet<string>;
  readonly values: readonly (readonly [channel: string, store: StoreValue])[];
}

/** Channel → where its value is; stores the values that are not there yet. */
export function referToBlobs(
  database: Database,
  sid: number,
  parent: { readonly isNamed: boolean; readonly row: Kin | undefined },
  put: PutValues,
): Refs {
  const before = parent.row?.refs;
  const versionsBefore = versionsOf(parent.row);
  const versions = new Map(Object.entries(put.versions));
  const refs = new Map<string, Ref>();

  for (const [channel, store] of put.values) {
    const version = versions.get(channel);
    const refBefore = before?.get(channel);
    const isNew = put.changed.has(channel);
    // Some channels have a value from the beginning and get a version only when they are first written to.
    const isUnchanged = !isNew && version !== undefined && versionsBefore.get(channel) === version;

    if (isUnchanged && refBefore !== undefined) refs.set(channel, refBefore);
    // The savers' contract leaves out what is said to be unchanged and was never stored. But LangGraph says "unchanged" too
    // when it copies a checkpoint beside the original, under a parent that never had the value, or under none.
    else if (isNew || version === undefined || parent.isNamed || channelIsStored(database, sid, channel))
      refs.set(channel, store(refBefore));
  }
  return refs;
}

function versionsOf(row: Kin | undefined): ReadonlyMap<string, unknown> {
  return new Map(row && Object.entries(joinHead(row).channel_versions ?? {}));
}
