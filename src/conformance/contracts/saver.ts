// What a checkpoint saver must do, beyond what LangGraph's own validation suite looks at. Plain data and method calls only,
// so that the saver may live in another worker or process.
import { concurrency } from "./saver/concurrency.ts";
import { copies } from "./saver/copies.ts";
import { deleting, legacy } from "./saver/deletes.ts";
import { deltaHistory } from "./saver/delta-history.ts";
import { fork } from "./saver/forks.ts";
import { get } from "./saver/gets.ts";
import { graphRules } from "./saver/graph-rules.ts";
import { instances } from "./saver/instances.ts";
import { filters } from "./saver/list-filters.ts";
import { listReading } from "./saver/list-reading.ts";
import { list } from "./saver/lists.ts";
import { pruning } from "./saver/pruning.ts";
import { putting } from "./saver/puts.ts";
import { reopening } from "./saver/reopening.ts";
import { runs } from "./saver/runs.ts";
import type { SaverTest } from "./saver/saver-calls.ts";
import { serializers } from "./saver/serializers.ts";
import { changing, values } from "./saver/values.ts";
import { versions } from "./saver/versions.ts";
import { writeValues } from "./saver/write-values.ts";
import { writes } from "./saver/writes.ts";

export type { Saver, SaverCapability, SaverSubject, SaverTest } from "./saver/saver-calls.ts";
export type { Graph, SaverGraphs } from "./saver/saver-graphs.ts";

/** Run with `runDeclared`; where a saver differs on purpose, its own test names the ids. */
export const saverContract: readonly SaverTest[] = [
  ...values,
  ...changing,
  ...putting,
  ...versions,
  ...fork,
  ...get,
  ...list,
  ...filters,
  ...listReading,
  ...writes,
  ...writeValues,
  ...deleting,
  ...legacy,
  ...concurrency,
  ...instances,
  ...reopening,
  ...serializers,
  ...deltaHistory,
  ...copies,
  ...pruning,
  ...runs,
  ...graphRules,
];
