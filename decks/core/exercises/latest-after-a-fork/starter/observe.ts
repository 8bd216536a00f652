// The story of the form: a run, and an edit of its past.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildStory, COLUMNS, readRows, runAndEdit } from "./story.ts";

export async function rows() {
  const nodes = ["plan", "write", "check", "send"];
  const app = buildStory(await SqlJsSaver.open(), nodes);
  await runAndEdit(app, "story", nodes, "shorter");
  const found = await readRows(app, "story");
  return { columns: COLUMNS, rows: found.map(({ id, cells }) => ({ id, cells })) };
}

/** Nothing is predicted here. */
export async function observe(): Promise<Record<string, string>> {
  return {};
}
