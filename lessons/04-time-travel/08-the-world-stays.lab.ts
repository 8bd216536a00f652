// An order that charges a card. The card is a variable outside of the graph: go back to where `charge` is next, run on, and read it.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Order = Annotation.Root({
  amount: Annotation<number>,
  /** What the card's statement said when the node had run. */
  statement: Annotation<string>,
});

/** The world: nothing of it is in the database of the graph. */
const card: number[] = [];

const shop = new StateGraph(Order)
  .addNode("price", () => ({ amount: 20 }))
  .addNode("charge", ({ amount }) => {
    card.push(amount);
    return { statement: `${card.length} × charged: ${card.join(" + ")}` };
  })
  .addNode("thank", () => ({}))
  .addEdge(START, "price")
  .addEdge("price", "charge")
  .addEdge("charge", "thank")
  .addEdge("thank", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph that the lab goes back in. */
export const graphOf = () => shop;

export async function main(): Promise<void> {
  await shop.invoke({}, { configurable: { thread_id: "order-7" } });
}
