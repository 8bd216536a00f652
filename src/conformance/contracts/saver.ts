// What a checkpoint saver must do beyond what LangGraph's own validation suite looks at. Plain data and method calls only,
// so that the saver may live in another worker or process.
import { deleting, legacy } from "./saver/deletes.ts";
import { fork, get } from "./saver/forks.ts";
import { list } from "./saver/lists.ts";
import type { SaverTest } from "./saver/saver-calls.ts";
import { putting, values } from "./saver/values.ts";
import { writes } from "./saver/writes.ts";

export type { SaverSubject } from "./saver/saver-calls.ts";

/** Run on every saver; where one differs on purpose, its own test names the ids. */
export const saverContract: readonly SaverTest[] = [
  ...fork,
  ...get,
  ...list,
  ...writes,
  ...values,
  ...putting,
  ...deleting,
  ...legacy,
];
