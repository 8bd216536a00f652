// Run this: two turns of each chat. Given.
import { SqlJsSaver } from "@forkpoint/savers";
import { first, second, third } from "./answer.ts";
import { remembers } from "./chat.ts";

for (const [name, open] of Object.entries({ remembers, first, second, third })) {
  const turn = open(await SqlJsSaver.open({ name }), "talk-1");
  await turn("I am Ada.");
  console.log(name, "is shown:", (await turn("Who am I?")).join(" "));
}
