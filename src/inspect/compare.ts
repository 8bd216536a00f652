// Two checkpoints beside each other: where their lineages meet, what their channels hold, what ran since.
import { type Difference, diffValues, isEqual } from "./diff-values.ts";
import { commonAncestor, lineageOf, since } from "./lineage.ts";
import { type Step, ranNodes } from "./ran-nodes.ts";
import { readable } from "./open-database.ts";
import type { FileContents } from "./read-checkpoints.ts";
import { isInternal, requireStored, showForm } from "./read-state.ts";
import { type StoredCheckpoint, keyText } from "./read-stored.ts";
import type { StoredForm, StoredValues } from "./read-values.ts";
import type { ChannelDiff, CheckpointKey, Comparison } from "./saver-file.ts";

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
      channels: diffChannels(contents.values, before.stored, after.stored),
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

function diffChannels(values: StoredValues, left: StoredCheckpoint, right: StoredCheckpoint): ChannelDiff[] {
  const names = [...new Set([...left.refs.keys(), ...right.refs.keys()])];
  const diffs = names.map((name) => diffChannel(values, name, left.refs, right.refs));
  return [...diffs.filter(({ internal }) => !internal), ...diffs.filter(({ internal }) => internal)];
}

function diffChannel(
  values: StoredValues,
  name: string,
  left: ReadonlyMap<string, unknown>,
  right: ReadonlyMap<string, unknown>,
): ChannelDiff {
  const internal = isInternal(name);
  const nothing: Difference = { parts: [] };
  const [before, after] = [formAt(values, left, name), formAt(values, right, name)];
  const shown = { left: before && showForm(before), right: after && showForm(after) };
  const sides = { left: shown.left?.value ?? null, right: shown.right?.value ?? null };
  if (!shown.left || !shown.right)
    return { name, internal, change: shown.left ? "removed" : "added", ...sides, ...nothing };
  // What was left out of either may differ, although what is shown does not.
  const isCut = shown.left.isCut || shown.right.isCut;
  if (isSame(before!, after!) || (!isCut && isEqual(shown.left.value, shown.right.value)))
    return { name, internal, change: "same", ...sides, ...nothing };
  return { name, internal, change: "changed", ...sides, ...diffValues(shown.left.value, shown.right.value) };
}

function formAt(values: StoredValues, refs: ReadonlyMap<string, unknown>, name: string): StoredForm | undefined {
  return refs.has(name) ? values.form(refs.get(name)) : undefined;
}

function isSame(left: StoredForm, right: StoredForm): boolean {
  if (left.is === "json" && right.is === "json") return left.text === right.text;
  if (left.is !== "bytes" || right.is !== "bytes" || left.bytes.length !== right.bytes.length) return false;
  return left.bytes.every((byte, at) => byte === right.bytes[at]);
}

function keyOf({ thread, namespace, id }: CheckpointKey): CheckpointKey {
  return { thread, namespace, id };
}
