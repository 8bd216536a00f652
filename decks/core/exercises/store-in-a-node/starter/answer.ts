// The node, and steps that break the colleague's.
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
  void customer;
  void config;
  return { known: [says].slice(1) };
}

/** Steps after which the colleague's desk has put something into the wrong store. */
export const counterExample: ("build-one" | "build-two" | "call-one" | "call-two")[] = [];
