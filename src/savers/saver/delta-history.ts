// The writes from which channels stored as differences are made: along the parents of one checkpoint, in few statements.
import type { CheckpointPendingWrite, DeltaChannelHistory, SerializerProtocol } from "@langchain/langgraph-checkpoint";
import type { Database } from "../database/database.ts";
import { type Ref, originalText, storedText } from "../schema.ts";
import { readRefs } from "./blob-rows.ts";
import { type Refs, type StoredCheckpoint, refsOf, refsText } from "./checkpoint-rows.ts";
import { decode, type Stored } from "./codec.ts";
import { storedValue } from "./read-tuple.ts";
import { readWritesOf } from "./write-rows.ts";

interface Ancestor {
  readonly id: string;
  readonly refs: Refs;
}

interface Seed {
  readonly channel: string;
  readonly ref: Ref;
  readonly ancestor: string;
}

const PAGE = 512;

// Through stubs too: they are what pruning left of the ancestors.
const ANCESTORS = `
  WITH RECURSIVE line (depth, id, before, refs) AS (
    SELECT 0, c.id, coalesce(c.via, c.parent), c.refs FROM checkpoints c WHERE c.sid = ?1 AND c.id = ?2
    UNION ALL SELECT 0, s.id, s.parent, s.refs FROM stubs s WHERE s.sid = ?1 AND s.id = ?2
    UNION ALL SELECT depth + 1, c.id, coalesce(c.via, c.parent), c.refs
      FROM line CROSS JOIN checkpoints c ON c.sid = ?1 AND c.id = line.before WHERE depth < ${PAGE - 1}
    UNION ALL SELECT depth + 1, s.id, s.parent, s.refs
      FROM line CROSS JOIN stubs s ON s.sid = ?1 AND s.id = line.before WHERE depth < ${PAGE - 1})
  SELECT id, before, refs FROM line ORDER BY depth`;

/**
 * For each channel the writes of the checkpoint's ancestors, oldest first, back to the nearest one that has a value (`seed`),
 * that one's writes included; the checkpoint's own are not among them.
 */
export async function readDeltaHistory(
  database: Database,
  serde: SerializerProtocol,
  checkpoint: StoredCheckpoint | undefined,
  channels: readonly string[],
): Promise<Record<string, DeltaChannelHistory>> {
  const { reach, seeds, ids } = walk(database, checkpoint, channels);
  // All rows before the first await.
  const sid = checkpoint?.sid ?? -1;
  const writes = ids.length > 0 ? readWritesOf(database, sid, ids, channels) : undefined;
  const seedRefs = new Map(seeds.map(({ channel, ref }) => [channel, ref]));
  const rows = readRefs(database, refsText(seedRefs));
  const seedValues = new Map<string, Stored>(
    seeds.map(({ channel, ref, ancestor }) => [channel, storedValue(ref, (id) => rows.get(id), channel, ancestor)]),
  );

  const histories = channels.map(async (channel): Promise<[string, DeltaChannelHistory]> => {
    const found: CheckpointPendingWrite[] = [];
    for (const id of ids.slice(0, reach.get(channel) ?? ids.length).toReversed())
      for (const write of writes?.get(id) ?? [])
        if (write.channel === channel) found.push([write.taskId, channel, await decode(serde, write.value)]);
    const seed = seedValues.get(channel);
    return [channel, { writes: found, ...(seed !== undefined && { seed: await decode(serde, seed) }) }];
  });
  // `fromEntries`, because assigning to a key named "__proto__" would set the prototype instead.
  return Object.fromEntries(await Promise.all(histories));
}

/** Ancestors, nearest first, until every channel has a seed; for each channel how many of them it reaches to. */
function walk(database: Database, checkpoint: StoredCheckpoint | undefined, channels: readonly string[]) {
  const reach = new Map<string, number>();
  const seeds: Seed[] = [];
  const ids: string[] = [];
  const open = new Set(channels);
  for (const { id, refs } of checkpoint === undefined ? [] : ancestorsOf(database, checkpoint)) {
    if (open.size === 0) break;
    ids.push(id);
    for (const channel of open) {
      const ref = refs.get(channel);
      if (ref === undefined) continue;
      seeds.push({ channel, ref, ancestor: id });
      reach.set(channel, ids.length);
      open.delete(channel);
    }
  }
  return { reach, seeds, ids };
}

/** Nearest first. A file changed by hand may go in a circle; each ancestor comes once. */
function* ancestorsOf(database: Database, { sid, before }: StoredCheckpoint): Generator<Ancestor> {
  const seen = new Set<string>();
  let next = before === undefined ? null : storedText(before);
  while (next !== null) {
    const rows = database.rows(ANCESTORS, [sid, next]) as [id: string, before: string | null, refs: string][];
    if (rows.length === 0) return;
    for (const [id, before, refs] of rows) {
      if (seen.has(id)) return;
      seen.add(id);
      yield { id: originalText(id), refs: refsOf(refs) };
      next = before;
    }
  }
}
