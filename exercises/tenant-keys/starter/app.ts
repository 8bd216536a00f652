// The assistant that main.ts talks to, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildChat } from "./chat.ts";

export const saver = await SqlJsSaver.open();
export const chat = buildChat(saver);

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => chat;

/** Three people, and how the program of the story made their ids. */
export const people = [
  { tenant: "miller", user: "sons:office", conversation: "1" },
  { tenant: "miller:sons", user: "office", conversation: "1" },
  { tenant: "miller", user: "sons", conversation: "office:1" },
] as const;

export const joined = (names: { tenant: string; user: string; conversation: string }) =>
  `${names.tenant}:${names.user}:${names.conversation}`;
