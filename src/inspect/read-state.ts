// One checkpoint in full: what its channels hold, and what its tasks wrote.
import type { Database } from "sql.js";
import { editJson } from "./edit-json.ts";
import { InspectError } from "./inspect-error.ts";
import { readable } from "./open-database.ts";
import type { FileContents } from "./read-checkpoints.ts";
import { type StoredCheckpoint, keyText } from "./read-stored.ts";
import { type StoredForm, type StoredValues, formOf } from "./read-values.ts";
import { type StoredWrite, decodeWrite, readWritesOf } from "./read-writes.ts";
import type { Channel, CheckpointKey, CheckpointState, PendingWrite, ShownValue } from "./saver-file.ts";
import { namesTasks } from "./name-tasks.ts";
import { type Shown, other, showBytes, showValue } from "./show-value.ts";
import { CALLER, updateTaskId } from "./task-id.ts";

/** Throws NO_CHECKPOINT. */
export function readState(database: Database, contents: FileContents, key: CheckpointKey): CheckpointState {
  return readable(() => {
    const checkpoint = requireStored(contents, key);
    const { thread, namespace, id, createdAt, refs, versions } = checkpoint;
    const channels = [...formsOf(checkpoint, contents.values)].map(([name, form]): Channel => {
      return {
        name,
        internal: isInternal(name),
        version: versions.get(name) ?? null,
        bytes: contents.values.bytes(refs.get(name)),
        value: showForm(form).value,
        json: form.is === "json" ? jsonOf(form.text) : null,
      };
    });
    return {
      key: { thread, namespace, id },
      channels: [...channels.filter(({ internal }) => !internal), ...channels.filter(({ internal }) => internal)],
      writes: showWrites(checkpoint, readWritesOf(database, key), contents),
      createdAt,
    };
  });
}

/** Throws NO_CHECKPOINT. */
export function requireStored({ stored }: FileContents, key: CheckpointKey): StoredCheckpoint {
  const checkpoint = stored.get(keyText(key));
  if (checkpoint !== undefined) return checkpoint;
  throw new InspectError(
    "NO_CHECKPOINT",
    `there is no checkpoint ${JSON.stringify(key.id)} in the thread ${JSON.stringify(key.thread)} of this file: it was pruned or deleted, or the file is another one`,
  );
}

/** Channel → what there is of its value, in their order in the file; then channels that are kept as changes. */
export function formsOf({ refs, deltas }: StoredCheckpoint, values: StoredValues): ReadonlyMap<string, StoredForm> {
  const forms = new Map([...refs].map(([name, ref]) => [name, values.form(ref)]));
  for (const [name, steps] of deltas) if (!forms.has(name)) forms.set(name, { is: "delta", steps });
  return forms;
}

/** LangGraph's own bookkeeping. A state that is one value, not an object, is in the channel "__root__". */
export function isInternal(channel: string): boolean {
  if (channel === "__root__") return false;
  return channel.startsWith("__") || channel.startsWith("branch:to:") || channel.startsWith("join:");
}

export function showForm(form: StoredForm): Shown {
  switch (form.is) {
    case "json":
      return showJson(form.text);
    case "bytes":
      return whole(showBytes(form.bytes));
    case "foreign":
      return whole(
        other(`${form.bytes} bytes of another serializer, called ${JSON.stringify(form.type.slice(0, 80))}`),
      );
    case "delta":
      return whole(
        other(`kept as its changes: what was written in the last ${form.steps} super-steps, added to an older value`),
      );
    case "missing":
      return whole(other("not in this file: the row that held it is gone"));
  }
}

function showJson(text: string): Shown {
  const parsed = parse(text);
  if (parsed === undefined) return whole(other("text that is no JSON: it was changed by hand"));
  return showValue(parsed.value);
}

function jsonOf(text: string): string | null {
  const parsed = parse(text);
  return parsed === undefined ? null : editJson(parsed.value);
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function whole(value: ShownValue): Shown {
  return { value, isCut: false };
}

function showWrites(
  checkpoint: StoredCheckpoint,
  writes: readonly StoredWrite[],
  contents: FileContents,
): PendingWrite[] {
  if (writes.length === 0) return [];
  const nodeOf = namesTasks(checkpoint, writes.map(decodeWrite), contents);
  const update = updateTaskId(checkpoint.id);
  return writes.map(({ task, channel, type, data }) => ({
    task,
    node: nodeOf(task),
    ...(task === CALLER && { by: "caller" as const }),
    ...(task === update && { by: "update" as const }),
    channel,
    kind: kindOf(channel),
    value: showForm(formOf(type, data)).value,
  }));
}

function kindOf(channel: string): PendingWrite["kind"] {
  switch (channel) {
    case "__interrupt__":
      return "interrupt";
    case "__resume__":
      return "resume";
    case "__scheduled__":
      return "scheduled";
    case "__error__":
    case "__error_source_node__":
      return "error";
    default:
      return "result";
  }
}
