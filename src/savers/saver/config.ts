// Reads what callers pass in a RunnableConfig, once, at the edge. What is wrong is refused here, before anything is written.
import { getCheckpointId } from "@langchain/langgraph-checkpoint";
import type { RunnableConfig } from "@langchain/core/runnables";
import { SaverError } from "../errors.ts";

/** Where checkpoints live: a graph's own namespace is "", a subgraph's is its path. */
export interface Scope {
  readonly threadId: string;
  readonly namespace: string;
}

export function requireThreadId(value: unknown, call: string): string {
  if (typeof value === "string" && value !== "") return value;
  const got = value === "" ? "an empty string" : value === null ? "null" : `a value of type ${typeof value}`;
  throw new SaverError(
    "THREAD_ID_MISSING",
    value === undefined
      ? `${call} got no thread_id: a checkpoint without a thread can never be found again. Pass { configurable: { thread_id: "…" } }`
      : `${call} got ${got} as thread_id: 42 and "42" would be two threads to some savers and one to others, so only a ` +
          `non-empty string is taken. Pass { configurable: { thread_id: "…" } }`,
  );
}

/** Undefined when no thread is named; a thread that is named wrongly is refused. */
export function readThreadId(config: RunnableConfig | undefined, call: string): string | undefined {
  const threadId: unknown = config?.configurable?.thread_id;
  return threadId === undefined ? undefined : requireThreadId(threadId, call);
}

/** Undefined when no namespace is named. */
export function readNamespace(config: RunnableConfig | undefined, call: string): string | undefined {
  const namespace: unknown = config?.configurable?.checkpoint_ns ?? undefined;
  if (namespace === undefined || typeof namespace === "string") return namespace;
  throw new SaverError(
    "NAMESPACE_NOT_TEXT",
    `${call} got a checkpoint_ns of type ${typeof namespace}: it is a string, "" for the graph itself. Leave it out if in doubt`,
  );
}

/** Undefined when no checkpoint is named, which means the latest. */
export function readCheckpointId(config: RunnableConfig | undefined, call: string): string | undefined {
  const id: unknown = (config && getCheckpointId(config)) || undefined;
  return id === undefined ? undefined : requireCheckpointId(id, call);
}

export function requireCheckpointId(value: unknown, call: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new SaverError(
    "CHECKPOINT_ID_MISSING",
    value === undefined || value === ""
      ? `${call} got no checkpoint id: pass the config that put() or getTuple() gave back`
      : `${call} got a checkpoint id that is no string: pass the config that put() or getTuple() gave back`,
  );
}

export function requireScope(config: RunnableConfig | undefined, call: string): Scope {
  return {
    threadId: requireThreadId(config?.configurable?.thread_id, call),
    namespace: readNamespace(config, call) ?? "",
  };
}

export function requireTaskId(value: unknown): string {
  if (typeof value === "string" && value !== "") return value;
  throw new SaverError(
    "TASK_ID_MISSING",
    "putWrites() got no task id: writes of different tasks could not be told apart",
  );
}

export function readLimit(limit: unknown): number {
  if (limit === undefined || limit === null) return Infinity;
  if (typeof limit === "number" && !Number.isNaN(limit)) return limit;
  throw new SaverError(
    "LIMIT_NOT_A_NUMBER",
    `list() got a limit of type ${typeof limit}: pass a number, or leave it out for all`,
  );
}

export function configOf({ threadId, namespace }: Scope, checkpointId: string): RunnableConfig {
  return { configurable: { thread_id: threadId, checkpoint_ns: namespace, checkpoint_id: checkpointId } };
}
