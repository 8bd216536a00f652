// The store of the run is in the config of the node.
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
  const { store } = config;
  const item = await store?.get(["known"], customer);
  const known = [...(item?.value.said ?? []), says];
  await store?.put(["known"], customer, { said: known });
  return { known };
}

/** Steps after which the colleague's desk has put something into the wrong store. */
export const counterExample: ("build-one" | "build-two" | "call-one" | "call-two")[] = [
  "build-one",
  "build-two",
  "call-one",
];
