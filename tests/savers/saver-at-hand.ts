// What the saver tests begin with: sql.js loaded once, savers that close themselves, small questions to the database.
import initSqlJs, { type SqlValue } from "sql.js";
import { onTestFinished } from "vitest";
import { SqlJsSaver, type OpenOptions } from "@forkpoint/savers";

export const sqlJs = await initSqlJs();

export async function openSaver(options: OpenOptions = {}): Promise<SqlJsSaver> {
  const saver = await SqlJsSaver.open({ sqlJs, ...options });
  onTestFinished(() => saver.close());
  return saver;
}

/** What is in the file, read as anyone could read it. */
export function query(bytes: Uint8Array, sql: string): SqlValue[][] {
  const database = new sqlJs.Database(bytes);
  try {
    return database.exec(sql)[0]?.values ?? [];
  } finally {
    database.close();
  }
}

export function countRows(saver: SqlJsSaver): Record<"checkpoints" | "blobs" | "writes", number> {
  const [[checkpoints, blobs, writes]] = query(
    saver.export(),
    "SELECT (SELECT count(*) FROM checkpoints), (SELECT count(*) FROM blobs), (SELECT count(*) FROM writes)",
  ) as [[number, number, number]];
  return { checkpoints, blobs, writes };
}

export async function codeOf(act: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof act === "function" ? act() : act);
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return "no error";
}
