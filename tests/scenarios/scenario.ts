// What the scenarios share. They are programs like a learner's: compiled by our compiler for the kernel, and run as they
// stand in Node. Each returns what it saw; `observe` makes that text which is equal wherever it ran.
import { SqlJsSaver } from "@forkpoint/savers";

export type Scenarios = Readonly<Record<string, () => Promise<unknown>>>;

let opened = 0;

/** Over a database of its own: in a guest, the same name means the same file. */
export const openSaver = (): Promise<SqlJsSaver> => SqlJsSaver.open({ name: `scenario ${++opened}` });

export const thread = (id: string) => ({ configurable: { thread_id: id } });

export const pause = (ms = 1): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** What `run` throws is part of what is observed. */
export async function attempt(run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    return { threw: error };
  }
}

export async function observe(run: () => Promise<unknown>): Promise<string> {
  const seen = await attempt(run);
  const ids = new Map<string, string>();
  return (JSON.stringify(plain(seen, [])) ?? "undefined")
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b/g, (id) => {
      if (!ids.has(id)) ids.set(id, `‹id ${ids.size + 1}›`);
      return ids.get(id)!;
    })
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, "‹time›");
}

function plain(value: any, path: readonly unknown[]): unknown {
  if (value === undefined) return "‹undefined›";
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (typeof value === "function") return "‹function›";
  if (typeof value !== "object" || value === null) return value;
  if (path.includes(value)) return "‹circular›";
  const inside = [...path, value];
  if (value instanceof Error) return { error: value.name, message: value.message };
  if (value instanceof Map) return { map: [...value].map((entry) => plain(entry, inside)) };
  if (value instanceof Set) return { set: [...value].map((item) => plain(item, inside)) };
  if (value instanceof Uint8Array) return { bytes: value.length };
  if (Array.isArray(value)) return value.map((item) => plain(item, inside));
  if (typeof value.getType === "function")
    return { type: value.getType(), content: plain(value.content, inside), id: value.id };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, inside)]));
}
