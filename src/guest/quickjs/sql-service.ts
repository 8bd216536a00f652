// Answers the SQL of a language machine with real sql.js, in the process around it. A request may be learner code's: it can name
// only what was opened for the machine, and sql.js has no files but its own, in memory.
import type { Database, SqlJsStatic, SqlValue, Statement } from "sql.js";
import { type Packed, Packer, type SqlAnswer, type SqlRequest, unpack } from "./sql-messages.ts";

export class SqlService {
  readonly #sqlJs: SqlJsStatic;
  readonly #databases = new Map<number, Database>();
  readonly #statements = new Map<number, { readonly of: number; readonly statement: Statement }>();
  #lastId = 0;
  #bytes = new ArrayBuffer(0);

  constructor(sqlJs: SqlJsStatic) {
    this.#sqlJs = sqlJs;
  }

  /** The bytes that the last answer refers to. */
  get bytes(): ArrayBuffer {
    return this.#bytes;
  }

  answer(request: string, bytes: ArrayBuffer): string {
    const packer = new Packer();
    let answer: SqlAnswer;
    try {
      const ok = this.#carryOut(JSON.parse(request) as SqlRequest, bytes, packer) ?? null;
      answer = { ok, bytes: packer.length };
    } catch (error) {
      answer = { error: error instanceof Error ? error.message : String(error) };
    }
    this.#bytes = packer.bytes();
    return JSON.stringify(answer);
  }

  #carryOut(request: SqlRequest, bytes: ArrayBuffer, packer: Packer): unknown {
    switch (request.do) {
      case "open": {
        const data = request.bytes === null ? null : unpack(request.bytes, bytes);
        this.#databases.set(++this.#lastId, new this.#sqlJs.Database(data instanceof Uint8Array ? data : null));
        return this.#lastId;
      }
      case "run":
        return void this.#database(request.database).run(request.sql);
      case "exec":
        return this.#database(request.database)
          .exec(request.sql)
          .map(({ columns, values }) => ({ columns, values: values.map((row) => packAll(row, packer)) }));
      case "prepare": {
        const statement = this.#database(request.database).prepare(request.sql);
        this.#statements.set(++this.#lastId, { of: request.database, statement });
        return this.#lastId;
      }
      case "all":
        return this.#all(request.statement, unpackAll(request.params, bytes), packer);
      case "free":
        this.#statements.get(request.statement)?.statement.free();
        return void this.#statements.delete(request.statement);
      case "modified":
        return this.#database(request.database).getRowsModified();
      case "export":
        packer.pack(this.#database(request.database).export());
        return null;
      case "close":
        return this.#close(request.database);
      default:
        throw new Error("there is no such request");
    }
  }

  #all(id: number, params: SqlValue[], packer: Packer): Packed[][] {
    const { statement } = this.#statements.get(id) ?? {};
    if (!statement) throw new Error("Statement closed");
    try {
      statement.bind(params);
      const rows: Packed[][] = [];
      while (statement.step()) rows.push(packAll(statement.get(), packer));
      return rows;
    } finally {
      statement.reset();
    }
  }

  #close(id: number): void {
    this.#database(id).close();
    this.#databases.delete(id);
    for (const [statement, { of }] of this.#statements) if (of === id) this.#statements.delete(statement);
  }

  #database(id: number): Database {
    const database = this.#databases.get(id);
    if (!database) throw new Error("Database closed");
    return database;
  }
}

function packAll(row: readonly SqlValue[], packer: Packer): Packed[] {
  return row.map((value) => packer.pack(value));
}

function unpackAll(params: readonly Packed[], bytes: ArrayBuffer): SqlValue[] {
  return params.map((value) => unpack(value, bytes));
}
