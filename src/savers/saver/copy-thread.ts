// A thread once more under another name: rows of its own, so that each may go on, be pruned and be deleted.
import type { Database } from "../database/database.ts";
import { SaverError } from "../errors.ts";
import { type Ref, storedText } from "../schema.ts";
import { BLOBS_OF_SCOPE } from "./blob-rows.ts";
import { refsOf, refsText } from "./checkpoint-rows.ts";
import { addScope, scopesOfThread } from "./scopes.ts";

export function copyThreadRows(database: Database, from: string, to: string): void {
  if (scopesOfThread(database, to).length > 0)
    throw new SaverError(
      "THREAD_EXISTS",
      `copyThread() got a thread to copy to that has checkpoints: delete ${JSON.stringify(to)} first, or name a new one`,
    );
  for (const { sid, namespace } of scopesOfThread(database, from))
    copyScope(database, sid, addScope(database, storedText(to), storedText(namespace)));
}

function copyScope(database: Database, from: number, to: number): void {
  // Above all blobs there are, by one distance: so references among the copies stay in order.
  const [distance] = database.row("SELECT coalesce(max(bid), 0) FROM blobs") as [number];
  database.run(
    `INSERT INTO blobs (bid, type, n, base, skip, keep, stamp, data)
      SELECT bid + ?2, type, n, base + ?2, skip, keep, stamp, data FROM blobs WHERE bid IN (${BLOBS_OF_SCOPE})`,
    [from, distance],
  );
  // Not by SQLite's own JSON functions: its names end at a NUL.
  const moved = (refs: string): string =>
    refsText(new Map([...refsOf(refs)].map(([channel, ref]): [string, Ref] => [channel, moveRef(ref, distance)])));
  for (const [id, refs] of database.rows("SELECT id, refs FROM checkpoints WHERE sid = ?", [from]))
    database.run(
      `INSERT INTO checkpoints (sid, id, parent, via, step, source, shape, head, refs, metadata_type, metadata)
        SELECT ?1, id, parent, via, step, source, shape, head, ?2, metadata_type, metadata
        FROM checkpoints WHERE sid = ?3 AND id = ?4`,
      [to, moved(String(refs)), from, id!],
    );
  for (const [id, parent, refs] of database.rows("SELECT id, parent, refs FROM stubs WHERE sid = ?", [from]))
    database.run("INSERT INTO stubs (sid, id, parent, refs) VALUES (?, ?, ?, ?)", [
      ...[to, id!, parent!],
      moved(String(refs)),
    ]);
  database.run("INSERT INTO writes SELECT ?1, id, task, idx, channel, type, value FROM writes WHERE sid = ?2", [
    to,
    from,
  ]);
}

function moveRef(ref: Ref, distance: number): Ref {
  return typeof ref === "number" ? ref + distance : ref;
}
