// One checkpoint into its rows, in one transaction.
import type { Database } from "../database/database.ts";
import { originalText, storedText } from "../schema.ts";
import type { StoredHead } from "../schema/head.ts";
import { collectOrphans } from "./blob-rows.ts";
import { type Kin, blobsIn, deleteStub, findKin, saveCheckpoint } from "./checkpoint-rows.ts";
import type { Stored } from "./codec.ts";
import type { Scope } from "./config.ts";
import { type PutValues, referToBlobs } from "./refer-to-blobs.ts";
import { requireScopeRow } from "./scopes.ts";

export interface PutCheckpoint extends PutValues {
  readonly id: string;
  /** Undefined: none is named. */
  readonly parentId: string | undefined;
  readonly step: number | null;
  readonly source: string | null;
  readonly head: StoredHead;
  readonly metadata: Stored;
}

/** Inserts, or replaces the checkpoint of that id together with the blobs that only it used. */
export function putCheckpoint(database: Database, scope: Scope, put: PutCheckpoint): void {
  database.transaction(() => {
    const sid = requireScopeRow(database, scope);
    const { id, step, source, head, metadata } = put;
    const kin = findKin(database, sid, put.parentId, id);
    const line = lineage(put.parentId, kin.self);
    // Saved again without its parent's name, it is stored relative to that parent all the same.
    const parent =
      put.parentId === undefined && line.parent !== null
        ? findKin(database, sid, originalText(line.parent), id).parent
        : kin.parent;
    const refs = referToBlobs(database, sid, { isNamed: line.parent !== null, row: parent }, put);
    saveCheckpoint(database, sid, { id, ...line, step, source, ...head, refs, metadata });
    if (kin.stub !== undefined) deleteStub(database, sid, id);
    collectOrphans(
      database,
      sid,
      [kin.self?.refs, kin.stub].flatMap((before) => (before ? blobsIn(before) : [])),
    );
  });
}

/** A checkpoint is never its own parent, and saving it again without naming its parent does not cut it off. */
function lineage(parentId: string | undefined, self: Kin | undefined) {
  const parent = parentId === undefined ? (self?.parent ?? null) : storedText(parentId);
  return { parent, via: parent === self?.parent ? self.via : null };
}
