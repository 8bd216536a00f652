// Run this: the history of one incident, newest first, and what your functions make of it. Given.
import type { StateSnapshot } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import { changed, firstBad, mend } from "./answer.ts";
import { buildDesk, happen } from "./incident.ts";

const desk = buildDesk(await SqlJsSaver.open());
await happen(desk, "desk-1", [2, 3, 4, 5], 10, -10);
const rows: StateSnapshot[] = [];
for await (const row of desk.getStateHistory({ configurable: { thread_id: "desk-1" } })) rows.push(row);
const nameOf = (id: string | undefined) =>
  rows.length - rows.findIndex(({ config }) => config.configurable?.checkpoint_id === id);
for (const { config, parentConfig, metadata, next, values } of rows)
  console.log(
    nameOf(config.configurable?.checkpoint_id),
    `from ${parentConfig ? nameOf(parentConfig.configurable?.checkpoint_id) : "–"}, ${metadata?.source}, next ${next.join()}`,
    `rate ${values.rate}, price ${values.price}, answers ${values.answers?.length}`,
  );

const old = (await desk.getState({ configurable: { thread_id: "desk-1" } })).values;
console.log("first bad:", nameOf(await firstBad(desk, "desk-1")));
const mended = await mend(desk, "desk-1", 10);
console.log("changed:", changed(old, mended));
