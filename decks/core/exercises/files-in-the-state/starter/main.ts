// Run this: eight turns with a file each; the third is pinned. Given.
import { SqlJsSaver } from "@forkpoint/savers";
import { holders } from "./answer.ts";
import { buildDesk } from "./desk.ts";

const saver = await SqlJsSaver.open();
const config = { configurable: { thread_id: "desk-1" } };
for (let turn = 1; turn <= 8; turn++) {
  const paper = { text: "a page ".repeat(50), turn, isPinned: turn === 3 };
  const { files } = await buildDesk(saver).invoke({ files: { [`paper-${turn}`]: paper } }, config);
  console.log(`turn ${turn}: ${Object.keys(files).join(", ")}; ${JSON.stringify(files).length} characters`);
}
console.log("checkpoints that hold paper-1:", await holders(saver, "desk-1", "paper-1"));
