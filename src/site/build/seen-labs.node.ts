// The trees that the labs' programs left when they were run for this build. Nothing here runs a lab.
import { readFile } from "node:fs/promises";
import path from "node:path";
import initSqlJs, { type SqlJsStatic } from "sql.js";
import { type ForkTree, forkTree } from "../../inspect/fork-tree.ts";
import { readCheckpoints } from "../../inspect/read-checkpoints.ts";

const FOLDER = path.join(process.cwd(), ".build/labs");

let sqlJs: Promise<SqlJsStatic> | null = null;

/** Throws for a lab that left no checkpoints: there would be nothing to look at. */
export async function treeOf(lesson: string): Promise<ForkTree> {
  const index = JSON.parse(await readFile(path.join(FOLDER, "index.json"), "utf8")) as Record<string, string>;
  const name = index[lesson];
  if (name === undefined) throw new Error(`the lab of "${lesson}" was not run for this build`);
  const bytes = await readFile(path.join(FOLDER, name));
  const rows = readCheckpoints(await (sqlJs ??= initSqlJs()), bytes);
  if (rows.length === 0) throw new Error(`the lab of "${lesson}" left no checkpoints`);
  return forkTree(rows);
}
