// The same form, built another way: one table of kinds, each with what to send and what would come of it; the wish is
// refused when what would come of it is not what is wanted.
import type { Pregel } from "@langchain/langgraph";

/** Name of a field → what its reducer does with what is written to it; account.ts says it in full. */
type Fields = Readonly<Record<string, Kind>>;
type Kind = "replace" | "add" | "append" | "merge";

const KINDS = {
  replace: { send: (_now: any, goal: any) => goal, reduce: (_now: any, sent: any) => sent },
  add: { send: (now: number, goal: number) => goal - now, reduce: (now: number, sent: number) => now + sent },
  append: {
    send: (now: unknown[], goal: unknown[]) => goal.slice(now.length),
    reduce: (now: unknown[], sent: unknown[]) => now.concat(sent),
  },
  merge: {
    send: (now: any, goal: any) =>
      Object.fromEntries(Object.entries(goal).filter(([key, value]) => text(now[key]) !== text(value))),
    reduce: (now: any, sent: any) => ({ ...now, ...sent }),
  },
};

export async function setTo(app: Pregel<any, any>, fields: Fields, thread: string, wanted: Record<string, any>) {
  const config = { configurable: { thread_id: thread } };
  const { values } = await app.getState(config);
  const changes = Object.entries(wanted)
    .filter(([name, goal]) => text(values[name]) !== text(goal))
    .map(([name, goal]) => {
      if (!Object.hasOwn(fields, name)) throw new RangeError(`${name}: no such field`);
      const { send, reduce } = KINDS[fields[name]!];
      const sent = send(values[name], goal);
      if (text(reduce(values[name], sent)) !== text(goal)) throw new RangeError(`${name} cannot become that`);
      return [name, sent];
    });
  if (changes.length === 0) return;
  await app.updateState(config, Object.fromEntries(changes));
}

/** As JSON with its keys in order, so that equal values read the same. */
function text(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner) =>
      inner && typeof inner === "object" && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? "undefined"
  );
}
