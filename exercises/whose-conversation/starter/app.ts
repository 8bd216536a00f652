// The chat that main.ts talks to, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildChat } from "./chat.ts";

export const saver = await SqlJsSaver.open();
export const chat = buildChat(saver);

/** The lab asks for the graph of a thread. Here all conversations have the same. */
export const graphOf = () => chat;
