// From rows to what LangGraph calls a tuple.
import { TASKS, maxChannelVersion } from "@langchain/langgraph-checkpoint";
import type {
  Checkpoint,
  CheckpointMetadata,
  CheckpointPendingWrite,
  CheckpointTuple,
  SerializerProtocol,
} from "@langchain/langgraph-checkpoint";
import type { Database } from "../database/database.ts";
import { SaverError } from "../errors.ts";
import { type Ref, type RowOf, joinHead } from "../schema.ts";
import { parsableText } from "../schema/values.ts";
import { type ReadRows, readRefsBut } from "./blob-rows.ts";
import { type StoredCheckpoint, refsOf } from "./checkpoint-rows.ts";
import { type Stored, decode, storedOf } from "./codec.ts";
import { type Scope, configOf } from "./config.ts";
import { readWrites } from "./write-rows.ts";

/** Rows of the tuple that was read before: neighbours have most of their segments in common. */
export interface Neighbour {
  rows: ReadRows;
}

/** The parts of a saver that reading asks: a subclass may count versions in its own way. */
export interface Reader {
  readonly serde: SerializerProtocol;
  getNextVersion(current: undefined): number;
}

/** All rows are read before the first await, so that a tuple never mixes two states of the database. */
export async function readTuple(
  database: Database,
  reader: Reader,
  scope: Scope,
  stored: StoredCheckpoint,
  neighbour: Neighbour = { rows: new Map() },
): Promise<CheckpointTuple> {
  const { serde } = reader;
  const { sid, id, parentId, before } = stored;
  const values = readValues(database, stored, neighbour);
  const writes = readWrites(database, sid, id);
  const head = joinHead(stored) as Omit<Checkpoint, "channel_values" | "id">;
  // Before format 4, what a step sent to nodes was kept among the parent's writes instead of in a channel.
  const sends = head.v < 4 && before !== undefined ? readWrites(database, sid, before, TASKS) : undefined;

  const channelValues = await eachDecoded(serde, values, ([, value]) => value);
  const writeValues = await eachDecoded(serde, writes, ({ value }) => value);
  const checkpoint: Checkpoint = {
    ...head,
    id,
    // `fromEntries`, because assigning to a key named "__proto__" would set the prototype instead.
    channel_values: Object.fromEntries(values.map(([channel], at) => [channel, channelValues[at]])),
  };
  if (sends !== undefined) addPendingSends(reader, checkpoint, await eachDecoded(serde, sends, ({ value }) => value));
  return {
    config: configOf(scope, id),
    checkpoint,
    metadata: (await decode(serde, stored.metadata)) as CheckpointMetadata,
    pendingWrites: writes.map(({ taskId, channel }, at): CheckpointPendingWrite => [taskId, channel, writeValues[at]]),
    ...(parentId !== undefined && { parentConfig: configOf(scope, parentId) }),
  };
}

function addPendingSends(reader: Reader, checkpoint: Checkpoint, sends: unknown[]): void {
  const versions = Object.values(checkpoint.channel_versions ?? {});
  checkpoint.channel_values[TASKS] = sends;
  checkpoint.channel_versions = {
    ...checkpoint.channel_versions,
    [TASKS]: versions.length > 0 ? maxChannelVersion(...versions) : reader.getNextVersion(undefined),
  };
}

/** In the order in which they were stored. */
function readValues(
  database: Database,
  { id, refs }: StoredCheckpoint,
  neighbour: Neighbour,
): [channel: string, value: Stored][] {
  const rows = readRefsBut(database, refs, neighbour.rows);
  neighbour.rows = rows;
  const rowOf: RowOf = (blobId) => rows.get(blobId);
  return [...refsOf(refs)].map(([channel, ref]) => [channel, storedValue(ref, rowOf, channel, id)]);
}

/** The value behind a reference, as the serializer gave it. */
export function storedValue(ref: Ref, rowOf: RowOf, channel: string, id: string): Stored {
  const text = parsableText(ref, rowOf);
  if (text !== undefined) return { type: null, data: text };
  const row = typeof ref === "number" ? rowOf(ref) : undefined;
  if (row === undefined || row.type === null)
    throw new SaverError(
      "DATABASE_DAMAGED",
      `the value of channel "${channel}" at checkpoint ${id} is gone: a row of the table blobs was deleted by hand`,
    );
  return storedOf(row.type, row.data);
}

/** Waits only for what is a promise: most values are there at once, and a promise for each would cost more than they do. */
export async function eachDecoded<Item>(
  serde: SerializerProtocol,
  items: readonly Item[],
  storedIn: (item: Item) => Stored,
): Promise<unknown[]> {
  const values = items.map((item) => decode(serde, storedIn(item)));
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : values;
}
