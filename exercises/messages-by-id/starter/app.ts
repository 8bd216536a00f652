// The chat that main.ts uses, for the lab too. The model is a script. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildChat } from "./chat.ts";

/** What the model was given, one list for each time that it was asked. */
export const asked: string[][] = [];

export const app = buildChat(await SqlJsSaver.open(), async (lines) => {
  asked.push(lines);
  return `I have read ${lines.length} messages.`;
});

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => app;
