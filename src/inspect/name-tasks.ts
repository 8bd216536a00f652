// Whose task a pending write is. Only ids are stored, so every way is tried in which a node's task can have come by its id.
import { nodesOfTasks } from "./next-tasks.ts";
import { type FileContents, stepOf } from "./read-checkpoints.ts";
import type { StoredCheckpoint } from "./read-stored.ts";
import type { Write } from "./read-writes.ts";
import { fieldOf } from "./tell-writes.ts";

/** Gives the node of a task, or of a question by the question's id, under which an answer to it is stored. */
export function namesTasks(
  checkpoint: StoredCheckpoint,
  writes: readonly Write[],
  contents: FileContents,
): (task: string) => string | null {
  const ofThisStep = nodesOfTasks(stepOf(checkpoint, writes, contents));
  const ofSubgraphs = nodesOfSubgraphs(checkpoint, contents);
  const nodeOf = (task: string): string | null => ofThisStep.get(task) ?? ofSubgraphs.get(task) ?? null;
  const askers = new Map(
    writes.flatMap(({ task, channel, value }) =>
      channel === "__interrupt__" ? [[fieldOf(value, "id"), task] as const] : [],
    ),
  );
  return (task) => nodeOf(task) ?? nodeOf(askers.get(task) ?? "");
}

/** A subgraph's namespace names the task that it ran in: "node:task". */
function nodesOfSubgraphs({ thread, namespace }: StoredCheckpoint, { stored }: FileContents): Map<string, string> {
  const prefix = namespace === "" ? "" : `${namespace}|`;
  const nodes = new Map<string, string>();
  for (const other of stored.values()) {
    if (other.thread !== thread || !other.namespace.startsWith(prefix)) continue;
    const [node, task] = other.namespace.slice(prefix.length).split("|", 1)[0]!.split(":");
    if (node !== undefined && task !== undefined) nodes.set(task, node);
  }
  return nodes;
}
