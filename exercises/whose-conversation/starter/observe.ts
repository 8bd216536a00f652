// Finds out what the saver's own database tells of conversations.
import { chat, saver } from "./app.ts";

export async function observe(): Promise<Record<string, string>> {
  const config = { configurable: { thread_id: "7f3a", owner: "ada", title: "Holidays" }, metadata: { owner: "ada" } };
  await chat.invoke({ said: ["Off we go."] }, config);
  await chat.invoke({ said: ["Are we there?"] }, config);
  const threads = new Set<unknown>();
  let owners = 0;
  for await (const { config, metadata } of saver.list({})) {
    threads.add(config.configurable?.thread_id);
    if (JSON.stringify(metadata).includes("ada")) owners += 1;
  }
  await saver.deleteThread("7f3a");
  const said = (await chat.invoke({ said: ["Hello."] }, config)).said.length;
  return {
    owner: owners > 0 ? "in the metadata of its checkpoints" : "nowhere",
    unopened: threads.size === 1 ? "no" : "yes",
    late: said === 1 ? "it starts from nothing" : "it goes on with what was said",
  };
}
