// What came true: main.ts with the node as it was handed out.
import { app, statement } from "./app.ts";

const ada = { configurable: { thread_id: "ada" } };

export async function observe(): Promise<Record<string, string>> {
  await app.invoke({ order: 1, pieces: 4, address: "1 Elm Street" }, ada);
  const history = [];
  for await (const snapshot of app.getStateHistory(ada)) history.push(snapshot);
  const beforeCharge = history.find(({ next }) => next[0] === "charge")!;

  const first = statement().length;
  await app.invoke(null, await app.updateState(beforeCharge.config, { address: "11 Elm Street" }, "price"));
  const corrected = statement().length - first;
  await app.invoke({ order: 2, pieces: 4, address: "11 Elm Street" }, ada);
  const second = statement().length - first - corrected;

  const times = (count: number) => ["not at all", "once more", "twice more"][count] ?? `${count} times more`;
  return { corrected: times(corrected), second: times(second) };
}
