// Whole threads, all but the latest of them, or all of some runs: what is removed, and in which scopes.
import type { SerializerProtocol } from "@langchain/langgraph-checkpoint";
import type { Database } from "../database/database.ts";
import { SaverError } from "../errors.ts";
import { BLOBS_OF_SCOPE } from "./blob-rows.ts";
import { decode, storedOf } from "./codec.ts";
import { removeCheckpoints } from "./remove-checkpoints.ts";
import { scopesOfThread } from "./scopes.ts";

export interface PruneOptions {
  /** "keep-latest" (as if not given): the latest checkpoints of each namespace stay; "delete": nothing stays. */
  readonly strategy?: "keep-latest" | "delete";
  /** How many of the latest stay in each namespace; 1 if not given. */
  readonly keep?: number;
}

export function readPruneOptions({ strategy = "keep-latest", keep = 1 }: PruneOptions): Required<PruneOptions> {
  if (strategy !== "keep-latest" && strategy !== "delete")
    throw new SaverError(
      "STRATEGY_UNKNOWN",
      `prune() got the strategy ${JSON.stringify(strategy)}: pass "keep-latest" or "delete"`,
    );
  if (!Number.isInteger(keep) || keep < 1)
    throw new SaverError(
      "LIMIT_NOT_A_NUMBER",
      `prune() got keep: ${String(keep)}: pass a whole number from 1 on, or the strategy "delete"`,
    );
  return { strategy, keep };
}

export function pruneThread(database: Database, threadId: string, { strategy, keep }: Required<PruneOptions>): void {
  if (strategy === "delete") return deleteThreadRows(database, threadId);
  for (const { sid } of scopesOfThread(database, threadId)) {
    const latest = database.rows("SELECT id FROM checkpoints WHERE sid = ? ORDER BY id DESC LIMIT ?", [sid, keep]);
    const stays = new Set(latest.map(([id]) => String(id)));
    removeCheckpoints(database, sid, (id) => !stays.has(id));
  }
}

export function deleteThreadRows(database: Database, threadId: string): void {
  for (const { sid } of scopesOfThread(database, threadId)) {
    database.run(`DELETE FROM blobs WHERE bid IN (${BLOBS_OF_SCOPE})`, [sid]);
    for (const table of ["checkpoints", "stubs", "writes", "scopes"])
      database.run(`DELETE FROM ${table} WHERE sid = ?`, [sid]);
  }
}

/** The checkpoints of these runs: sid → ids as stored. All rows are read before the first await. */
export async function findRuns(
  database: Database,
  serde: SerializerProtocol,
  runIds: ReadonlySet<string>,
): Promise<Map<number, Set<string>>> {
  const rows = database.rows(
    `SELECT c.sid, c.id, c.metadata_type, c.metadata FROM checkpoints c WHERE c.metadata_type IS NOT NULL
      OR EXISTS (SELECT 1 FROM json_each(c.metadata) m WHERE m.key = 'run_id'
        AND m.atom IN (SELECT value FROM json_each(?)))`,
    [JSON.stringify([...runIds])],
  ) as [sid: number, id: string, type: string | null, metadata: string | Uint8Array][];
  const found = new Map<number, Set<string>>();
  for (const [sid, id, type, data] of rows) {
    const metadata: unknown = await decode(serde, storedOf(type, data));
    const runId: unknown = Object(metadata).run_id;
    if (typeof runId === "string" && runIds.has(runId)) found.set(sid, (found.get(sid) ?? new Set()).add(id));
  }
  return found;
}

export function deleteRuns(database: Database, runs: ReadonlyMap<number, ReadonlySet<string>>): void {
  for (const [sid, ids] of runs) removeCheckpoints(database, sid, (id) => ids.has(id));
}
