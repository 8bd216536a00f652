// A thread with some thirty checkpoints: turns, two forks of colleagues, and the incident. Given: it is put back before
// grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

const State = Annotation.Root({
  amount: Annotation<number>,
  rate: Annotation<number>,
  price: Annotation<number>,
  /** Every answer is appended. */
  answers: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

export type Values = typeof State.State;

/** START → read → count → answer → END. */
export function buildDesk(saver: BaseCheckpointSaver) {
  return new StateGraph(State)
    .addNode("read", () => ({}))
    .addNode("count", ({ amount, rate }) => ({ price: amount * rate }))
    .addNode("answer", ({ price }) => ({ answers: [`That makes ${price}.`] }))
    .addEdge(START, "read")
    .addEdge("read", "count")
    .addEdge("count", "answer")
    .addEdge("answer", END)
    .compile({ checkpointer: saver });
}

export type Desk = ReturnType<typeof buildDesk>;

/** A price is never below zero. */
export const isBad = ({ price }: Partial<Values>): boolean => price !== undefined && price < 0;

/** Turns with these amounts and a good rate, until the incident: an input that brings the rate `wrong`, which is below zero. */
export async function happen(desk: Desk, thread: string, amounts: readonly number[], right: number, wrong: number) {
  const config = { configurable: { thread_id: thread } };
  const tip = async () => (await desk.getState(config)).config;
  const beforeCount = async (price: (price: number | undefined) => boolean) => {
    for await (const row of desk.getStateHistory(config))
      if (row.next[0] === "count" && price(row.values.price)) return row.config;
    throw new RangeError("no turn yet");
  };
  const [first = 1, second = 1, third = 1, fourth = 1] = amounts;
  await desk.invoke({ amount: first, rate: right }, config);
  await desk.invoke({ amount: second }, config);
  let main = await tip();
  // A colleague has tried a wrong rate on purpose, before the incident, and left it.
  await desk.invoke(null, await desk.updateState(await beforeCount(() => true), { rate: wrong }));
  await desk.invoke({ amount: third }, main);
  main = await tip();
  // 14:03.
  await desk.invoke({ amount: fourth, rate: wrong }, main);
  main = await tip();
  // Another has looked at what a larger order would have cost before, with a good result.
  const before = await beforeCount((price) => price === first * right);
  await desk.invoke(null, await desk.updateState(before, { amount: second + 1 }));
  await desk.invoke({ amount: first }, main);
}
