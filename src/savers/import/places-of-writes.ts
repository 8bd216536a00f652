// A task's writes as the call that made them: each at the place that its stored index says.
import type { PendingWrite } from "@langchain/langgraph-checkpoint";

interface IndexedWrite {
  /** Below zero for the special channels, which say nothing about their place. */
  readonly index: number;
  readonly write: PendingWrite;
}

/** For `putWrites`, which counts places from 0 on. A gap is where a write to a special channel was. */
export function inPlaces(writes: readonly IndexedWrite[]): PendingWrite[] {
  const special = writes.filter(({ index }) => index < 0).map(({ write }) => write);
  const call: PendingWrite[] = [];
  for (const { index, write } of writes.filter((each) => each.index >= 0)) {
    while (call.length < index && special.length > 0) call.push(special.shift()!);
    call.push(write);
  }
  return [...call, ...special];
}
