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
import { printGoal, type Samples } from "./savers/table.ts";

const ROUNDS = 9;

/** `quick` leaves out the longest chat and most of the long thread; its ratios say nothing about the goals. */
export async function bench({ quick = false } = {}): Promise<void> {
  const lengths = quick ? [10, 100] : [10, 100, 1_000];
  let last: Samples | undefined;
  for (const turns of lengths) last = await chatOf(turns, ROUNDS);
  const checkpoints = quick ? 4_000 : 40_000;
  const many = await longThread(checkpoints, ROUNDS);

  console.log(`\n(e) ${OURS} against ${OFFICIAL} at ${lengths.at(-1)} turns${quick ? " (goals are for 1,000)" : ""}`);
  const ratio = (samples: Samples, figure: string, under = OFFICIAL) =>
    samples.median(OURS, figure) / samples.median(under, figure);
  printGoal("stored bytes", ratio(last!, BYTES), 1 / 250);
  printGoal("bytes when turns double", last!.median(OURS, BYTES) / last!.median(OURS, BYTES_HALF), 2.1);
  printGoal("all saver calls of a turn", ratio(last!, TURN), 1 / 15);
  printGoal("the same with messages kept as objects between turns", ratio(last!, TURN_KEPT), 1 / 15);
  printGoal("graph.invoke", ratio(last!, INVOKE), 1 / 8);
  printGoal("graph.invoke against no saver", ratio(last!, INVOKE, NO_SAVER), 4);
  printGoal("getTuple latest, cold", ratio(last!, LATEST_COLD), 1 / 8);
  printGoal("list(limit 10), cold", ratio(last!, LIST_COLD), 1 / 12);
  printGoal(`getTuple latest of ${checkpoints} against ${MEMORY}`, ratio(many, LATEST_OF_MANY, MEMORY), 1 / 500);
}
