// Stands in for sql.js inside a language machine, which has no WebAssembly: real sql.js runs in the process around it. Offers
// what the guest and the savers use of it (savers/database/sql-js-driver.ts); there is no way to register a function.
import type { QueryExecResult, SqlJsStatic, SqlValue } from "sql.js";
import type { MachineHost } from "./machine-host.ts";
import { NO_BYTES, type Packed, Packer, type SqlAnswer, type SqlRequest, unpack } from "./sql-messages.ts";

interface Answered {
  readonly ok: unknown;
  /** What it refers to. */
  readonly bytes: ArrayBuffer;
}

export function standInForSqlJs(host: MachineHost): SqlJsStatic {
  const { parse, stringify } = JSON;
  const ask = (make: (packer: Packer) => SqlRequest): Answered => {
    const packer = new Packer();
    const request = stringify(make(packer));
    const answer = parse(host.sql(request, packer.bytes())) as SqlAnswer;
    if ("error" in answer) throw new Error(answer.error);
    // Each way out has its cost, and most answers refer to none.
    return { ok: answer.ok, bytes: answer.bytes === 0 ? NO_BYTES : host.sqlBytes() };
  };

  class Database {
    /** Null once it is closed, as in sql.js. */
    db: number | null;

    constructor(data?: Uint8Array | null) {
      this.db = ask((packer) => ({ do: "open", bytes: data ? packer.pack(data) : null })).ok as number;
    }

    /** Any number of statements, without parameters. */
    run(sql: string): this {
      ask(() => ({ do: "run", database: this.#id(), sql }));
      return this;
    }

    exec(sql: string): QueryExecResult[] {
      const { ok, bytes } = ask(() => ({ do: "exec", database: this.#id(), sql }));
      return (ok as { columns: string[]; values: Packed[][] }[]).map(({ columns, values }) => ({
        columns,
        values: unpackRows(values, bytes),
      }));
    }

    prepare(sql: string): Statement {
      return new Statement(ask(() => ({ do: "prepare", database: this.#id(), sql })).ok as number);
    }

    getRowsModified(): number {
      return ask(() => ({ do: "modified", database: this.#id() })).ok as number;
    }

    export(): Uint8Array {
      return new Uint8Array(ask(() => ({ do: "export", database: this.#id() })).bytes);
    }

    close(): void {
      if (this.db === null) return;
      ask(() => ({ do: "close", database: this.#id() }));
      this.db = null;
    }

    #id(): number {
      if (this.db === null) throw new Error("Database closed");
      return this.db;
    }
  }

  class Statement {
    readonly #id: number;
    #params: readonly SqlValue[] = [];
    /** What is left of the rows of the last run; null = it is to be run at the next step. */
    #rows: SqlValue[][] | null = null;
    #row: SqlValue[] = [];

    constructor(id: number) {
      this.#id = id;
    }

    bind(params: readonly SqlValue[] = []): boolean {
      this.reset();
      this.#params = params;
      return true;
    }

    step(): boolean {
      this.#rows ??= this.#run().reverse();
      const row = this.#rows.pop();
      this.#row = row ?? [];
      return row !== undefined;
    }

    get(): SqlValue[] {
      return this.#row;
    }

    #run(): SqlValue[][] {
      const params = this.#params;
      const { ok, bytes } = ask((packer) => ({ do: "all", statement: this.#id, params: packAll(params, packer) }));
      return unpackRows(ok as Packed[][], bytes);
    }

    reset(): void {
      this.#rows = null;
      this.#row = [];
    }

    free(): boolean {
      ask(() => ({ do: "free", statement: this.#id }));
      return true;
    }
  }

  return { Database, Statement } as unknown as SqlJsStatic;
}

/** In place: without bytes there is little to do for many rows. */
function unpackRows(rows: Packed[][], bytes: ArrayBuffer): SqlValue[][] {
  for (const row of rows) for (let at = 0; at < row.length; at++) row[at] = unpack(row[at]!, bytes) as Packed;
  return rows as SqlValue[][];
}

function packAll(params: readonly SqlValue[], packer: Packer): Packed[] {
  return params.map((value) => packer.pack(value));
}
