// Stands in for sql.js inside a language machine, which has no WebAssembly: real sql.js runs in the process around it. Offers
// what the guest and the savers use of it (savers/database/sql-js-driver.ts); there is no way to register a function.
import type { QueryExecResult, SqlJsStatic, SqlValue } from "sql.js";
import type { MachineHost } from "./machine-host.ts";
import { type Packed, Packer, type SqlAnswer, type SqlRequest, unpack } from "./sql-messages.ts";

type Ask = (make: (packer: Packer) => SqlRequest) => unknown;
type Unpack = (rows: Packed[][]) => SqlValue[][];

export function standInForSqlJs(host: MachineHost): SqlJsStatic {
  const { parse, stringify } = JSON;
  const ask: Ask = (make) => {
    const packer = new Packer();
    const request = stringify(make(packer));
    const answer = parse(host.sql(request, packer.bytes())) as SqlAnswer;
    if ("error" in answer) throw new Error(answer.error);
    return answer.ok;
  };
  const unpackRows: Unpack = (rows) => {
    const bytes = host.sqlBytes();
    return rows.map((row) => row.map((value) => unpack(value, bytes)));
  };

  class Database {
    /** Null once it is closed, as in sql.js. */
    db: number | null;

    constructor(data?: Uint8Array | null) {
      this.db = ask((packer) => ({ do: "open", bytes: data ? packer.pack(data) : null })) as number;
    }

    /** Any number of statements, without parameters. */
    run(sql: string): this {
      ask(() => ({ do: "run", database: this.#id(), sql }));
      return this;
    }

    exec(sql: string): QueryExecResult[] {
      const results = ask(() => ({ do: "exec", database: this.#id(), sql }));
      const bytes = host.sqlBytes();
      return (results as { columns: string[]; values: Packed[][] }[]).map(({ columns, values }) => ({
        columns,
        values: values.map((row) => row.map((value) => unpack(value, bytes))),
      }));
    }

    prepare(sql: string): Statement {
      return new Statement(ask(() => ({ do: "prepare", database: this.#id(), sql })) as number);
    }

    getRowsModified(): number {
      return ask(() => ({ do: "modified", database: this.#id() })) as number;
    }

    export(): Uint8Array {
      ask(() => ({ do: "export", database: this.#id() }));
      return new Uint8Array(host.sqlBytes());
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
      this.#rows ??= unpackRows(
        ask((packer) => ({
          do: "all",
          statement: this.#id,
          params: packAll(this.#params, packer),
        })) as Packed[][],
      ).reverse();
      const row = this.#rows.pop();
      this.#row = row ?? [];
      return row !== undefined;
    }

    get(): SqlValue[] {
      return this.#row;
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

function packAll(params: readonly SqlValue[], packer: Packer): Packed[] {
  return params.map((value) => packer.pack(value));
}
