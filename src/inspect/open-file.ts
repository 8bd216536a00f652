// The bytes of a saver's file, open for any number of questions. Nothing that is asked changes them.
import type { SqlJsStatic } from "sql.js";
import { compareCheckpoints } from "./compare.ts";
import { readGrowth } from "./growth.ts";
import { openDatabase } from "./open-database.ts";
import { readContents } from "./read-checkpoints.ts";
import { readState } from "./read-state.ts";
import { runQuery } from "./run-query.ts";
import type { SaverFile } from "./saver-file.ts";

/** Throws FILE_UNREADABLE, FILE_NOT_OURS, FILE_NEWER, FILE_OLDER. Whoever opens it disposes of it. */
export function openFile(sqlJs: SqlJsStatic, bytes: Uint8Array): SaverFile {
  const database = openDatabase(sqlJs, bytes);
  try {
    const contents = readContents(database);
    return {
      checkpoints: () => contents.rows,
      state: (key) => readState(database, contents, key),
      compare: (left, right) => compareCheckpoints(contents, left, right),
      query: (sql) => runQuery(database, sql),
      growth: () => readGrowth(database, contents.rows),
      [Symbol.dispose]: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}
