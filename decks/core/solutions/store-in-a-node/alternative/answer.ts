// The same, with an item for each text.
import type { LangGraphRunnableConfig } from "@langchain/langgraph";

interface Desk {
  readonly customer: string;
  readonly says: string;
}

/** The node: adds what the customer says to what the store knows, and returns all of it as `known`. */
export async function remember(
  { customer, says }: Desk,
  config: LangGraphRunnableConfig,
): Promise<{ known: string[] }> {
  if (!config.store) return { known: [says] };
  const namespace = ["customers", customer, "said"];
  const before = await config.store.search(namespace, { limit: 1_000 });
  // An item for each text: its key is its place.
  await config.store.put(namespace, String(before.length).padStart(4, "0"), { says });
  const sorted = before.sort((one, other) => (one.key < other.key ? -1 : 1));
  return { known: [...sorted.map(({ value }) => value.says as string), says] };
}

/** Steps after which the colleague's desk has put something into the wrong store. */
export const counterExample: ("build-one" | "build-two" | "call-one" | "call-two")[] = [
  "build-two",
  "call-two",
  "build-one",
  "call-two",
];
