// What came true: the three messages, said to the chat as it was handed out.
import { chat, saver } from "./app.ts";
import { send } from "./chat.ts";

const SAID = [
  ["ticket-1", "Hello, my name is Ada."],
  ["ticket-2", "Hello, my name is Grace."],
  ["ticket-1", "What is my name?"],
] as const;

export async function observe(): Promise<Record<string, string>> {
  let answer = "";
  for (const [conversation, text] of SAID)
    answer = await send(chat, conversation, text).catch(() => "nothing, there is an error");

  let rows = 0;
  for await (const _ of saver.list({})) rows += 1;
  const perMessage = new Map([
    [0, "none"],
    [1, "one for each message"],
    [3, "three for each message"],
  ]);
  return { answer, rows: perMessage.get(rows / SAID.length) ?? `${rows} in all` };
}
