// Wrong: names the other fields too, with undefined.
import type { Pregel } from "@langchain/langgraph";

/** Name of a field → what its reducer does with what is written to it; account.ts says it in full. */
type Fields = Readonly<Record<string, Kind>>;
type Kind = "replace" | "add" | "append" | "merge";

/**
 * Afterwards each field named in `wanted` reads what `wanted` says, and the others read what they did.
 * Refuses what the reducers cannot bring about with a RangeError.
 */
export async function setTo(app: Pregel<any, any>, fields: Fields, thread: string, wanted: Record<string, any>) {
  const config = { configurable: { thread_id: thread } };
  const { values } = await app.getState(config);

  // The whole patch is worked out before anything is written, so that a wish is refused as a whole.
  const patch: Record<string, unknown> = Object.fromEntries(
    Object.keys(fields)
      .filter((name) => fields[name] === "replace")
      .map((name) => [name, wanted[name]]),
  );
  for (const [name, goal] of Object.entries(wanted)) {
    // updateState would drop a name that it does not know, and say nothing.
    if (!Object.hasOwn(fields, name)) throw new RangeError(`the account has no field ${name}`);
    if (same(values[name], goal)) continue;
    patch[name] = whatToSend(name, fields[name]!, values[name], goal);
  }
  // An empty update writes a checkpoint, too.
  if (Object.keys(patch).length > 0) await app.updateState(config, patch);
}

/** What the reducer has to be given so that `now` becomes `goal`. */
function whatToSend(name: string, kind: Kind, now: any, goal: any): unknown {
  switch (kind) {
    case "replace":
      return goal;
    case "add":
      return goal - now;
    case "append":
      if (!same(goal.slice(0, now.length), now)) throw new RangeError(`${name} can only grow: entries are missing`);
      return goal.slice(now.length);
    case "merge": {
      const missing = Object.keys(now).find((key) => !Object.hasOwn(goal, key));
      if (missing !== undefined) throw new RangeError(`${name} cannot lose a key: ${missing} is missing`);
      return goal;
    }
  }
}

/** State is plain data here, and the order of keys does not matter to anybody. */
function same(a: any, b: any): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}
