// The story of the form: one run and two forks.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildStory, COLUMNS, forkTwice, readRows } from "./story.ts";

export async function rows() {
  const nodes = ["plan", "write", "check"];
  const app = buildStory(await SqlJsSaver.open(), nodes);
  await forkTwice(app, "story", nodes, ["shorter", "longer"]);
  const found = await readRows(app, "story");
  return { columns: COLUMNS, rows: found.map(({ id, cells }) => ({ id, cells })) };
}

/** Nothing is predicted here. */
export async function observe(): Promise<Record<string, string>> {
  return {};
}
