// Finds out where things stand in a snapshot: orders are placed, and their parts are searched.
import { onThread, orders, placeAll } from "./app.ts";

/** The first part of a snapshot that holds this text. */
function partWith(snapshot: Record<string, unknown>, text: string): string {
  const part = ["values", "metadata", "tasks"].find((name) => JSON.stringify(snapshot[name])?.includes(text));
  return part === undefined ? "nowhere" : `in the ${part}`;
}

export async function observe(): Promise<Record<string, string>> {
  await placeAll();
  const missing = await orders.getState(onThread("order-5")).catch(() => null);
  const paused: any = await orders.getState(onThread("order-2"));
  const rows: any[] = [];
  for await (const row of orders.getStateHistory(onThread("order-1"))) rows.unshift(row);
  const behind = rows.findIndex(({ values }) => values.counted !== undefined);
  const inMetadata = JSON.stringify(rows[behind].metadata).includes("3 lamps");
  const inTasks = JSON.stringify(rows[behind - 1].tasks).includes("3 lamps");
  return {
    "never-placed": missing === null ? "getState throws" : Array.isArray(missing.next) ? "an empty list" : "undefined",
    question: partWith(paused, "Take the last lamps?"),
    returned: inMetadata
      ? "in the metadata of the checkpoint behind count"
      : inTasks
        ? "in the tasks of the checkpoint before it"
        : "in neither",
  };
}
