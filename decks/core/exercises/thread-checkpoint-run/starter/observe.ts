// Ada writes, Ben writes, Ada writes again: the table of the form is what that leaves.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildDesk, COLUMNS, readRows } from "./desk.ts";

export async function rows() {
  const saver = await SqlJsSaver.open();
  const desk = buildDesk(saver);
  const requests = [
    ["ada", "Where is my parcel?"],
    ["ben", "I want a refund."],
    ["ada", "It has come."],
  ] as const;
  for (const [thread, text] of requests) await desk.invoke({ said: [text] }, { configurable: { thread_id: thread } });
  const found = await readRows(saver, ["ada", "ben"]);
  return { columns: COLUMNS, rows: found.map(({ id, cells }) => ({ id, cells })) };
}

/** Nothing is predicted here. */
export async function observe(): Promise<Record<string, string>> {
  return {};
}
