// SQLite for the workers of a page: the same files that a guest is made of, fetched with the first database and not before.
import type { InitSqlJsStatic, SqlJsStatic } from "sql.js";
import type { SqliteUrls } from "./protocol.ts";

export async function loadSqlJs({ sqlJs, wasm }: SqliteUrls): Promise<SqlJsStatic> {
  const { default: init } = (await import(/* @vite-ignore */ sqlJs)) as { default: InitSqlJsStatic };
  return init({ locateFile: () => wasm });
}
