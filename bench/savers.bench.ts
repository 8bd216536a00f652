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
  const against = (
    what: string,
    samples: Samples,
    [figure, under, goal]: [figure: string, under: string, goal: number],
  ) =>
    printGoal(
      what,
      samples.median(OURS, figure) / samples.median(under, figure),
      goal,
      samples.min(OURS, figure) / samples.min(under, figure),
    );
  printGoal("stored bytes", last!.median(OURS, BYTES) / last!.median(OFFICIAL, BYTES), 1 / 250);
  printGoal("bytes when turns double", last!.median(OURS, BYTES) / last!.median(OURS, BYTES_HALF), 2.1);
  against("all saver calls of a turn", last!, [TURN, OFFICIAL, 1 / 15]);
  against("the same with messages kept as objects between turns", last!, [TURN_KEPT, OFFICIAL, 1 / 15]);
  against("graph.invoke", last!, [INVOKE, OFFICIAL, 1 / 8]);
  against("graph.invoke against no saver", last!, [INVOKE, NO_SAVER, 4]);
  against("getTuple latest, cold", last!, [LATEST_COLD, OFFICIAL, 1 / 8]);
  against("list(limit 10), cold", last!, [LIST_COLD, OFFICIAL, 1 / 12]);
  against(`getTuple latest of ${checkpoints} against ${MEMORY}`, many, [LATEST_OF_MANY, MEMORY, 1 / 500]);
}
