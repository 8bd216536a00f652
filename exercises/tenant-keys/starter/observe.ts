// Finds out who meets whom: three people write under ids that are joined with colons.
import { chat, joined, people, saver } from "./app.ts";
import { say } from "./chat.ts";

export async function observe(): Promise<Record<string, string>> {
  let reads: string[] = [];
  for (const [n, names] of people.entries()) reads = await say(chat, joined(names), `person ${n + 1}`);
  const threads = new Set<string>();
  for await (const { config } of saver.list({})) threads.add(config.configurable?.thread_id);
  await say(chat, "Miller", "in capitals");
  const small = await say(chat, "miller", "in small letters");
  return {
    threads: `${threads.size}`,
    last: ["only that", "what one other said", "what two others said"][reads.length - 1] ?? "something else",
    capitals: small.includes("in capitals") ? "yes" : "no",
  };
}
