// What came of the predictions, by running the given graph.
import { HumanMessage, RemoveMessage } from "@langchain/core/messages";
import { app, asked } from "./app.ts";

const onThread = (thread: string) => ({ configurable: { thread_id: thread } });

/** The same message, sent twice: what the client has in the thread then, and how often the model was asked. */
async function sentTwice(thread: string, id: string | undefined): Promise<string> {
  const before = asked.length;
  for (let time = 1; time <= 2; time++)
    await app.invoke({ messages: [new HumanMessage({ id, content: "Hello?" })] }, onThread(thread));
  const { values } = await app.getState(onThread(thread));
  const mine = values.messages.filter((message: { type: string }) => message.type === "human").length;
  return `${mine} in the thread, the model was asked ${asked.length - before} times`;
}

export async function observe(): Promise<Record<string, string>> {
  const withId = await sentTwice("observed with ids", "m1");
  const withoutId = await sentTwice("observed without ids", undefined);
  let error = false;
  try {
    await app.updateState(onThread("observed with ids"), { messages: [new RemoveMessage({ id: "m7" })] });
  } catch {
    error = true;
  }
  return { "with-id": withId, "without-id": withoutId, "remove-unknown": error ? "It throws" : "Nothing happens" };
}
