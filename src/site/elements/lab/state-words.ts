// Checkpoints in words, decided without a DOM. One place, so that a thing has one name in the whole panel.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { CheckpointRow } from "../../../inspect/read-checkpoints.ts";
import type { Channel } from "../../../inspect/saver-file.ts";
import { cut } from "./value-outline.ts";

/** What "no change" and "changed" are measured against. */
export function parentWords({ parent, row, danglingBecause }: TreeNode): string {
  if (parent !== null) return `Changes are against its parent, ${parent.name}.`;
  if (danglingBecause !== null) return `What changed cannot be told: ${danglingBecause}`;
  return row.parent === null
    ? "The first of its lineage: there is nothing before it to compare with."
    : "What changed cannot be told: its parent is not in this file.";
}

/** Why there is nothing to see, or not yet what one expects; "" where neither is so. */
export function emptyWords(channels: readonly Channel[]): string {
  const isUnread = channels.some(({ name }) => name === "__start__");
  const isEmpty = channels.every(({ internal }) => internal);
  if (isUnread && isEmpty)
    return "No channel has a value yet: the input has not been read. It is in the bookkeeping below, and the next checkpoint has it.";
  if (isUnread)
    return "The input has not been read yet: it is in the bookkeeping below, and the next checkpoint has it.";
  return isEmpty ? "No channel has a value here." : "";
}

export function stepText({ source, step }: CheckpointRow): string {
  return `${cut(source ?? "unknown source", 40)}, step ${step === null ? "?" : String(step).replace("-", "−")}`;
}

/** In the reader's own time; what is no time is shown as it was stored. */
export function timeText(createdAt: string | null): string {
  if (createdAt === null) return "at a time that is not stored";
  const time = new Date(createdAt);
  if (Number.isNaN(time.getTime())) return createdAt.slice(0, 40);
  const two = (number: number, digits = 2) => String(number).padStart(digits, "0");
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${two(time.getMilliseconds(), 3)}`;
}
