// The form of the support team: says what fields are to be, and makes them so.
import type { Pregel } from "@langchain/langgraph";

/** Name of a field → what its reducer does with what is written to it; account.ts says it in full. */
type Fields = Readonly<Record<string, Kind>>;
type Kind = "replace" | "add" | "append" | "merge";

/**
 * Afterwards each field named in `wanted` reads what `wanted` says, and the others read what they did.
 * Refuses what the reducers cannot bring about with a RangeError.
 */
export async function setTo(app: Pregel<any, any>, fields: Fields, thread: string, wanted: Record<string, any>) {
  // As support got it. Look at what Run prints.
  await app.updateState({ configurable: { thread_id: thread } }, wanted);
}
