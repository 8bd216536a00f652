// (e) Savers in a chat of 10, 100 and 1,000 turns, all in one run, and a thread of 40,000 checkpoints.
import {
  BYTES,
  BYTES_HALF,
  chatOf,
  INVOKE,
  LATEST_COLD,
  LIST_COLD,
  NO_SAVER,
  TURN,
  TURN_KEPT,
} from "./savers/chat-of.ts";
import { MEMORY, OFFICIAL, OURS } from "./savers/contenders.ts";
import { LATEST_OF_MANY, longThread } from "./savers/long-thread.ts";
import { printGoal, printTimeGoal, type Samples } from "./savers/table.ts";

const ROUNDS = 9;

/** `quick` leaves out the longest chat and most of the long thread; its ratios say nothing about the goals. */
export async function bench({ quick = false } = {}): Promise<void> {
  const lengths = quick ? [10, 100] : [10, 100, 1_000];
  let last: Samples | undefined;
  for (const turns of lengths) last = await chatOf(turns, ROUNDS);
  const checkpoints = quick ? 4_000 : 40_000;
  const many = await longThread(checkpoints, ROUNDS);

  console.log(`\n(e) ${OURS} against ${OFFICIAL} at ${lengths.at(-1)} turns${quick ? " (goals are for 1,000)" : ""}`);
  const chat = last!;
  printGoal("stored bytes", chat.median(OURS, BYTES) / chat.median(OFFICIAL, BYTES), 1 / 250);
  printGoal("bytes when turns double", chat.median(OURS, BYTES) / chat.median(OURS, BYTES_HALF), 2.1);
  const official = { over: OURS, under: OFFICIAL };
  printTimeGoal("all saver calls of a turn", chat, { ...official, figure: TURN, goal: 1 / 15 });
  printTimeGoal("the same, messages kept as objects", chat, { ...official, figure: TURN_KEPT, goal: 1 / 15 });
  printTimeGoal("graph.invoke", chat, { ...official, figure: INVOKE, goal: 1 / 8 });
  printTimeGoal("graph.invoke against no saver", chat, { figure: INVOKE, over: OURS, under: NO_SAVER, goal: 4 });
  printTimeGoal("getTuple latest, cold", chat, { ...official, figure: LATEST_COLD, goal: 1 / 8 });
  printTimeGoal("list(limit 10), cold", chat, { ...official, figure: LIST_COLD, goal: 1 / 12 });
  const ofMany = { figure: LATEST_OF_MANY, over: OURS, under: MEMORY, goal: 1 / 500 };
  printTimeGoal(`getTuple latest of ${checkpoints} against ${MEMORY}`, many, ofMany);
}
