// A thin layer over a sql.js database: rows as objects, statements that never outlive a call, nestable transactions.
// Everything here is synchronous: a transaction that awaited would let another call's statements in.
import type { Database, SqlValue } from "sql.js";
import { SaverError } from "./errors.ts";

export class Sql {
  readonly database: Database;
  readonly name: string;
  #depth = 0;

  constructor(database: Database, name: string) {
    this.database = database;
    this.name = name;
  }

  all<Row>(sql: string, params: readonly SqlValue[] = []): Row[] {
    this.#requireOpen();
    const statement = this.database.prepare(sql);
    try {
      statement.bind([...params]);
      const rows: Row[] = [];
      while (statement.step()) rows.push(statement.getAsObject() as Row);
      return rows;
    } finally {
      statement.free();
    }
  }

  first<Row>(sql: string, params: readonly SqlValue[] = []): Row | undefined {
    return this.all<Row>(sql, params)[0];
  }

  run(sql: string, params: readonly SqlValue[] = []): void {
    this.all(sql, params);
  }

  /** Several statements, without parameters. */
  script(sql: string): void {
    this.#requireOpen();
    this.database.run(sql);
  }

  /** All of `act` or nothing. A savepoint, so that it also works inside a transaction that the database's owner began. */
  transaction<Result>(act: () => Result): Result {
    const name = `forkpoint_${this.#depth}`;
    this.script(`SAVEPOINT ${name}`);
    this.#depth += 1;
    try {
      const result = act();
      this.script(`RELEASE ${name}`);
      return result;
    } catch (error) {
      this.#rollBack(name, error);
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  #rollBack(name: string, because: unknown): void {
    try {
      this.script(`ROLLBACK TO ${name}; RELEASE ${name}`);
    } catch (error) {
      // SQLite itself ends the transaction on some errors (a full disk, no memory); then there is no savepoint to go back
      // to, and `because` is the error to report. Any other failure to roll back is worse than the error that led here.
      if (!String(error).includes("no such savepoint"))
        throw new AggregateError([error, because], "could not roll back", { cause: error });
    }
  }

  #requireOpen(): void {
    // sql.js answers "out of memory" for a statement on a closed database.
    if ((this.database as { db?: unknown }).db === null)
      throw new SaverError("SAVER_CLOSED", `the database "${this.name}" was closed: open it again to use this saver`);
  }
}
