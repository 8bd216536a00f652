// One SQLite database as saver and store use it: cached statements, nestable transactions, and a listener that is told each
// commit as the statements that made it. Everything here is synchronous: a transaction that awaited would let another
// call's statements in.
import type { Database as SqlJsDatabase } from "sql.js";
import { SaverError } from "../errors.ts";
import type { DriverStatement, SqliteDriver, SqlValue } from "./driver.ts";
import { isSqlJs, sqlJsDriver } from "./sql-js-driver.ts";

/** One changing statement, as it was run. Running all of them in order on a copy gives the same database. */
export interface Change {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** Where commits go to become durable. */
export interface CommitListener {
  /** Called after each commit, once, with what it changed; must not throw. What it does not copy may change afterwards. */
  committed(changes: readonly Change[]): void;
  /** Resolves when every commit so far is as durable as this listener can make it; rejects when it could not. */
  settled(): Promise<void>;
  /** The database was closed: nothing more will be committed. */
  closed?(): void;
}

const MAX_STATEMENTS = 128;
const known = new WeakMap<object, Database>();

export class Database {
  /** What error messages call it. */
  readonly name: string;
  readonly driver: SqliteDriver;
  /** Statements run so far, transactions included: what a call costs, on any machine. */
  executed = 0;
  /** Counts what undoes or replaces rows (roll-backs, deletes): caches over rows are good for one epoch. */
  epoch = 0;
  readonly #statements = new Map<string, DriverStatement>();
  #depth = 0;
  #changes: Change[] = [];
  #listener: CommitListener | undefined;

  private constructor(driver: SqliteDriver, name: string) {
    this.driver = driver;
    this.name = name;
  }

  /** Over a library's database. The same one gives the same `Database`, so that savers and stores over it share caches. */
  static over(raw: SqlJsDatabase | SqliteDriver, name = "main"): Database {
    const before = known.get(raw);
    if (before) return before;
    const database = new Database(isSqlJs(raw) ? sqlJsDriver(raw) : raw, name);
    known.set(raw, database);
    return database;
  }

  /** From now on; at most one, for the lifetime of the database. */
  listen(listener: CommitListener): void {
    this.#listener = listener;
  }

  /** Resolves when all that was committed is durable; at once where nothing listens. */
  async settled(): Promise<void> {
    await this.#listener?.settled();
  }

  /** For statements that only read. */
  rows(sql: string, params: readonly SqlValue[] = []): SqlValue[][] {
    return this.#execute(sql, params);
  }

  row(sql: string, params: readonly SqlValue[] = []): SqlValue[] | undefined {
    return this.#execute(sql, params)[0];
  }

  /** For a statement that changes something; gives the rows of its RETURNING clause. */
  run(sql: string, params: readonly SqlValue[] = []): SqlValue[][] {
    const rows = this.#execute(sql, params);
    this.#note({ sql, params });
    return rows;
  }

  /** Several changing statements, without parameters. */
  script(sql: string): void {
    this.#requireOpen();
    this.executed += 1;
    this.driver.exec(sql);
    this.#note({ sql, params: [] });
  }

  /** All of `act` or nothing. A savepoint, so that it also works inside a transaction that the database's owner began. */
  transaction<Result>(act: () => Result): Result {
    const name = `forkpoint_${this.#depth}`;
    const before = this.#changes.length;
    this.#execute(`SAVEPOINT ${name}`, []);
    this.#depth += 1;
    try {
      const result = act();
      this.#execute(`RELEASE ${name}`, []);
      this.#depth -= 1;
      this.#tell();
      return result;
    } catch (error) {
      this.#depth -= 1;
      this.#changes.length = before;
      this.epoch += 1;
      this.#rollBack(name, error);
      throw error;
    }
  }

  export(): Uint8Array {
    this.#requireOpen();
    return this.driver.export();
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.free();
    this.#statements.clear();
    if (this.driver.isOpen) this.driver.close();
    this.#listener?.closed?.();
  }

  #execute(sql: string, params: readonly SqlValue[]): SqlValue[][] {
    this.#requireOpen();
    this.executed += 1;
    return this.#prepared(sql).all(params);
  }

  #prepared(sql: string): DriverStatement {
    const before = this.#statements.get(sql);
    if (before) return before;
    if (this.#statements.size >= MAX_STATEMENTS) {
      const [[oldest, statement]] = this.#statements as unknown as [[string, DriverStatement]];
      statement.free();
      this.#statements.delete(oldest);
    }
    const statement = this.driver.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #note(change: Change): void {
    if (this.#listener === undefined) return;
    this.#changes.push(change);
    this.#tell();
  }

  #tell(): void {
    if (this.#depth > 0 || this.#changes.length === 0) return;
    const changes = this.#changes;
    this.#changes = [];
    this.#listener?.committed(changes);
  }

  #rollBack(name: string, because: unknown): void {
    try {
      this.driver.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
    } catch (error) {
      // SQLite itself ends the transaction on some errors (a full disk, no memory); then there is no savepoint to go back
      // to, and `because` is the error to report. Any other failure to roll back is worse than the error that led here.
      if (!String(error).includes("no such savepoint"))
        throw new AggregateError([error, because], "could not roll back", { cause: error });
    }
  }

  #requireOpen(): void {
    if (!this.driver.isOpen)
      throw new SaverError("SAVER_CLOSED", `the database "${this.name}" was closed: open it again to use it`);
  }
}
