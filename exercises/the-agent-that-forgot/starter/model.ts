// The language model of this exercise: a script, so it costs nothing and answers the same every time.
// Given: read it; it is put back before grading.
import type { BaseMessage } from "@langchain/core/messages";

/** It knows what it is given and nothing else, exactly like a real one. */
export async function scriptedModel(messages: BaseMessage[]): Promise<string> {
  const said = messages.filter((message) => message.type === "human").map((message) => String(message.content));
  const name = said.map((text) => /my name is (\w+)/i.exec(text)?.[1]).findLast((found) => found !== undefined);
  const asked = said.at(-1) ?? "";

  if (/what is my name/i.test(asked)) return name ? `You are ${name}.` : "I do not know your name yet.";
  if (/how often/i.test(asked)) return `Messages from you so far: ${said.length}.`;
  return name ? `Thank you, ${name}.` : "Hello! Who are you?";
}
