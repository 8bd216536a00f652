// Two checkpoints beside each other: where their lineages meet, what their channels hold, what ran since.
import { diffValues, isEqual } from "./diff-values.ts";
import { commonAncestor, lineageOf, since } from "./lineage.ts";
import { type Step, ranNodes } from "./ran-nodes.ts";
import { readable } from "./open-database.ts";
import type { FileContents } from "./read-checkpoints.ts";
import { formsOf, isInternal, requireStored, showForm } from "./read-state.ts";
import { type StoredCheckpoint, keyText } from "./read-stored.ts";
import type { StoredForm, StoredValues } from "./read-values.ts";
import type { ChannelDiff, CheckpointKey, Comparison } from "./saver-file.ts";
import type { Shown } from "./show-value.ts";

/** Throws NO_CHECKPOINT. */
export function compareCheckpoints(contents: FileContents, left: CheckpointKey, right: CheckpointKey): Comparison {
  return readable(() => {
    const [before, after] = [requireStep(contents, left), requireStep(contents, right)];
    const lines = { left: lineage(contents, before), right: lineage(contents, after) };
    const ancestor = commonAncestor(lines.left, lines.right);
    return {
      left: keyOf(before.stored),
      right: keyOf(after.stored),
      ancestor: ancestor === null ? null : keyOf(ancestor),
      channels: diffChannels(contents.values, before.stored, after.stored, ancestor),
      ran: {
        left: ranSince(contents, lines.left, ancestor),
        right: ranSince(contents, lines.right, ancestor),
      },
      next: { left: before.row.next, right: after.row.next },
      bytes: { left: before.row.valueBytes, right: after.row.valueBytes },
    };
  });
}

function requireStep(contents: FileContents, key: CheckpointKey): Step {
  const stored = requireStored(contents, key);
  return { stored, row: contents.rowOf.get(keyText(stored))! };
}

function lineage({ stored }: FileContents, step: Step): StoredCheckpoint[] {
  return lineageOf(step.stored, stored);
}

function ranSince(contents: FileContents, line: readonly StoredCheckpoint[], ancestor: CheckpointKey | null): string[] {
  return since(line, ancestor).flatMap((stored) => {
    const { thread, namespace, parent } = stored;
    const above = parent === null ? undefined : stepAt(contents, { thread, namespace, id: parent });
    return ranNodes(requireStep(contents, stored), above);
  });
}

function stepAt({ stored, rowOf }: FileContents, key: CheckpointKey): Step | undefined {
  const [checkpoint, row] = [stored.get(keyText(key)), rowOf.get(keyText(key))];
  return checkpoint && row && { stored: checkpoint, row };
}

type Sides<Value> = readonly [left: Value, right: Value];

function diffChannels(
  values: StoredValues,
  left: StoredCheckpoint,
  right: StoredCheckpoint,
  ancestor: StoredCheckpoint | null,
): ChannelDiff[] {
  const [before, after] = [formsOf(left, values), formsOf(right, values)];
  const diffs = [...new Set([...before.keys(), ...after.keys()])].map((name): ChannelDiff => {
    const versions = [left, right, ancestor].map((checkpoint) => checkpoint?.versions.get(name));
    const isUnwritten = ancestor !== null && new Set(versions).size === 1;
    return { name, internal: isInternal(name), ...diffForms([before.get(name), after.get(name)], isUnwritten) };
  });
  return [...diffs.filter(({ internal }) => !internal), ...diffs.filter(({ internal }) => internal)];
}

/** `isUnwritten`: neither side has written to the channel since their lineages met. */
function diffForms(
  [before, after]: Sides<StoredForm | undefined>,
  isUnwritten: boolean,
): Omit<ChannelDiff, "name" | "internal"> {
  const shown = [before && showForm(before), after && showForm(after)] as const;
  const sides = { left: shown[0]?.value ?? null, right: shown[1]?.value ?? null };
  if (!before || !after) return { change: before ? "removed" : "added", ...sides, parts: [] };
  if (before.is === "delta" || after.is === "delta")
    return { change: isUnwritten ? "same" : "changed", ...sides, parts: [] };
  const [left, right] = shown as Sides<Shown>;
  // What was left out of either may differ, although what is shown does not.
  const looksSame = !left.isCut && !right.isCut && isEqual(left.value, right.value);
  if (looksSame || isSame(before, after)) return { change: "same", ...sides, parts: [] };
  return { change: "changed", ...sides, ...diffValues(left.value, right.value) };
}

function isSame(left: StoredForm, right: StoredForm): boolean {
  if (left.is === "json" && right.is === "json") return left.text === right.text;
  if (left.is !== "bytes" || right.is !== "bytes" || left.bytes.length !== right.bytes.length) return false;
  return left.bytes.every((byte, at) => byte === right.bytes[at]);
}

function keyOf({ thread, namespace, id }: CheckpointKey): CheckpointKey {
  return { thread, namespace, id };
}
