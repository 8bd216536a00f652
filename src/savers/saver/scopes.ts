// Threads and namespaces by number. Looked up each time: a number in memory could be one that was rolled back.
import type { Database } from "../database/database.ts";
import { originalText, storedText } from "../schema.ts";
import type { Scope } from "./config.ts";

export function findScope(database: Database, { threadId, namespace }: Scope): number | undefined {
  const row = database.row("SELECT sid FROM scopes WHERE thread_id = ? AND ns = ?", [
    storedText(threadId),
    storedText(namespace),
  ]) as [number] | undefined;
  return row?.[0];
}

export function requireScopeRow(database: Database, scope: Scope): number {
  return findScope(database, scope) ?? addScope(database, storedText(scope.threadId), storedText(scope.namespace));
}

export function addScope(database: Database, threadId: string, namespace: string): number {
  const [[sid]] = database.run("INSERT INTO scopes (thread_id, ns) VALUES (?, ?) RETURNING sid", [
    threadId,
    namespace,
  ]) as [[number]];
  return sid;
}

/** All namespaces of a thread. */
export function scopesOfThread(database: Database, threadId: string): { sid: number; namespace: string }[] {
  return database
    .rows("SELECT sid, ns FROM scopes WHERE thread_id = ? ORDER BY sid", [storedText(threadId)])
    .map(([sid, namespace]) => ({ sid: Number(sid), namespace: originalText(String(namespace)) }));
}

/** Forgets the scopes among these of which nothing is stored. */
export function dropEmptyScopes(database: Database, sids: readonly number[]): void {
  database.run(
    `DELETE FROM scopes WHERE sid IN (SELECT value FROM json_each(?))
      AND NOT EXISTS (SELECT 1 FROM checkpoints c WHERE c.sid = scopes.sid)
      AND NOT EXISTS (SELECT 1 FROM writes w WHERE w.sid = scopes.sid)`,
    [JSON.stringify(sids)],
  );
}
