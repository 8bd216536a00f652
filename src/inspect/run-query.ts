// One question to an open database: at most one statement, which may only read. What it must not do is decided by SQLite
// (`query_only`), and by its first word where SQLite would act before it is asked to run.
import type { Database, SqlValue } from "sql.js";
import { InspectError } from "./inspect-error.ts";
import { hintFor } from "./run-query-hint.ts";
import { firstWords, skipBlanks } from "./run-query-words.ts";
import type { QueryResult } from "./saver-file.ts";

export const MOST_ROWS = 500;
/** Of one text; the rest is counted, not shown. */
export const MOST_CHARACTERS = 2_000;
/** Of all texts together; no row is read after that. */
const MOST_CHARACTERS_IN_ALL = 2_000_000;
const MOST_BLOB_BYTES = 16;

type Cell = QueryResult["rows"][number][number];

/**
 * Runs one statement that reads; the database stays as it is. Integers beyond 2^53 and blobs come as text.
 * Throws QUERY_WRITES for what would change the file, the connection or another file, QUERY_FAILED for all that SQLite cannot run.
 */
export function runQuery(database: Database, sql: string): QueryResult {
  const start = requireReader(sql);
  try {
    return readOnly(database, () => run(database, sql.slice(start)));
  } catch (error) {
    if (error instanceof InspectError) throw error;
    const words = error instanceof Error ? error.message : String(error);
    if (/attempt to write a readonly database/.test(words)) throw refused("this statement would change the file");
    throw new InspectError("QUERY_FAILED", sentence(words) + hintFor(database, sql, words), { cause: error });
  }
}

const READS = ["SELECT", "WITH", "VALUES"];

// PRAGMA, ATTACH, VACUUM INTO and BEGIN change the connection or other files, not this one, so `query_only` lets them pass;
// and some pragmas act while they are compiled, even under EXPLAIN.
const ACTS = [
  ...["ALTER", "ANALYZE", "ATTACH", "BEGIN", "COMMIT", "CREATE", "DELETE", "DETACH", "DROP", "END", "INSERT", "PRAGMA"],
  ...["REINDEX", "RELEASE", "REPLACE", "ROLLBACK", "SAVEPOINT", "UPDATE", "VACUUM"],
];

/** Where the statement begins, after blanks and comments. */
function requireReader(sql: string): number {
  if (sql.includes("\0"))
    throw new InspectError("QUERY_FAILED", "There is a NUL character in this text, and SQLite stops reading there.");
  const start = skipBlanks(sql, 0, ";");
  if (start === sql.length) throw new InspectError("QUERY_FAILED", "There is no statement here. Write a SELECT.");
  const [first, ...rest] = firstWords(sql.slice(start), 4);
  const explained = rest[0] === "QUERY" && rest[1] === "PLAN" ? rest[2] : rest[0];
  const word = (first === "EXPLAIN" ? explained : first) ?? "";
  if (READS.includes(word)) return start;
  if (word === "PRAGMA") throw refused("a PRAGMA can change how the file is read", PRAGMA_HINT);
  if (ACTS.includes(word)) throw refused(`${word} does not only read`);
  throw new InspectError(
    "QUERY_FAILED",
    `SQLite knows no query that begins so: ${JSON.stringify(sql.slice(start, start + 20))}. A query begins with SELECT, WITH or VALUES, or with EXPLAIN before one of them.`,
  );
}

const PRAGMA_HINT =
  " What a PRAGMA tells can be selected, too: SELECT * FROM pragma_table_info('checkpoints'), SELECT * FROM pragma_table_list.";

function refused(why: string, hint = ""): InspectError {
  return new InspectError(
    "QUERY_WRITES",
    `Queries here only read, and ${why}. Use Tamper to change a copy of the file.${hint}`,
  );
}

function readOnly<Result>(database: Database, act: () => Result): Result {
  const before = Number(database.exec("PRAGMA query_only")[0]?.values[0]?.[0]);
  database.run("PRAGMA query_only = 1");
  try {
    return act();
  } finally {
    database.run(`PRAGMA query_only = ${before}`);
  }
}

function run(database: Database, sql: string): QueryResult {
  const statements = database.iterateStatements(sql);
  const { value: statement } = statements.next();
  // The rest is looked at, never compiled: compiling is when some pragmas act.
  const rest = statements.getRemainingSQL();
  try {
    if (skipBlanks(rest, 0, ";") < rest.length)
      throw new InspectError(
        "QUERY_FAILED",
        `One statement at a time: after the first one comes ${JSON.stringify(rest.slice(skipBlanks(rest, 0, ";")).slice(0, 40))}.`,
      );
    const rows: Cell[][] = [];
    let characters = 0;
    let cut = false;
    while (statement.step()) {
      cut = rows.length === MOST_ROWS || characters > MOST_CHARACTERS_IN_ALL;
      if (cut) break;
      // Without `useBigInt`, an integer beyond 2^53 would come as another one.
      const row = readRow(statement).map(cell);
      for (const value of row) if (typeof value === "string") characters += value.length;
      rows.push(row);
    }
    return { columns: statement.getColumnNames(), rows, cut };
  } finally {
    statement.free();
  }
}

type Statement = ReturnType<Database["prepare"]>;

function readRow(statement: Statement): (SqlValue | bigint)[] {
  const withBigInt = statement as unknown as {
    get(parameters: null, config: { readonly useBigInt: true }): (SqlValue | bigint)[];
  };
  return withBigInt.get(null, { useBigInt: true });
}

function cell(value: SqlValue | bigint): Cell {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "string") return shortened(value);
  return value instanceof Uint8Array ? blobText(value) : value;
}

function shortened(text: string): string {
  const left = text.length - MOST_CHARACTERS;
  return left <= 0 ? text : `${text.slice(0, MOST_CHARACTERS)}… (${left} more characters)`;
}

function blobText(bytes: Uint8Array): string {
  const hex = [...bytes.subarray(0, MOST_BLOB_BYTES)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const more = bytes.length > MOST_BLOB_BYTES ? "…" : "";
  return `x'${hex}${more}' (${bytes.length} ${bytes.length === 1 ? "byte" : "bytes"})`;
}

function sentence(words: string): string {
  return `SQLite says: ${words}${/[.!?]$/.test(words) ? "" : "."}`;
}
