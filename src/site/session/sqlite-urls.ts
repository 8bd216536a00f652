// Where SQLite is. Known to the page only: a worker is built apart, and its own address would be another file of the same bytes.
import type { SqliteUrls } from "./protocol.ts";
import sqlJs from "../../../.build/vendor/sql-js.js?url";
import wasm from "../../../.build/vendor/sql-wasm.wasm?url";

export const sqliteUrls: SqliteUrls = { sqlJs, wasm };
