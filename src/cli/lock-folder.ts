// One command at a time writes into a folder. The lock is the operating system's on an open file, so it cannot outlive the
// process that holds it, however that process ends; the file itself stays, and means nothing.
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { UsageError } from "./open-course.ts";

const LOCK = ".lock";
const SQLITE_BUSY = 5;

/** Throws `UsageError` when another process, or another call, holds it. */
export function lockFolder(folder: string): Disposable {
  const database = new DatabaseSync(path.join(folder, LOCK), { timeout: 0 });
  try {
    database.exec("PRAGMA journal_mode = MEMORY");
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new UsageError(`another command is writing into ${folder}: wait for it, or choose another --out`);
  }
  return { [Symbol.dispose]: () => database.close() };
}
