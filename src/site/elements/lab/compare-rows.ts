// Two checkpoints beside each other, decided without a DOM: which lines there are, and what stands in them.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { ChannelDiff, CheckpointKey, Comparison, ShownMessage, ShownValue } from "../../../inspect/saver-file.ts";
import { cut, isMessage, showsAlike } from "./value-outline.ts";

export interface MessageRow {
  readonly kind: "same" | "only-left" | "only-right" | "changed" | "moved";
  readonly left: ShownMessage | null;
  readonly right: ShownMessage | null;
}

/** Null where a value is no list of messages: such are compared as values are. */
export function messageRows(left: ShownValue, right: ShownValue): MessageRow[] | null {
  const [ours, theirs] = [messagesIn(left), messagesIn(right)];
  return ours && theirs && ours.length + theirs.length > 0 ? align(ours, theirs) : null;
}

function messagesIn(value: ShownValue): readonly ShownMessage[] | null {
  // A channel that one side does not have is a list without messages.
  if (value === null) return [];
  if (typeof value !== "object" || value.is !== "list") return null;
  return value.items.every(isMessage) ? value.items : null;
}

/** By id. Both sides keep their order; a message that stands elsewhere on the other side is told as moved. */
function align(left: readonly ShownMessage[], right: readonly ShownMessage[]): MessageRow[] {
  const [ours, theirs] = [namesOf(left), namesOf(right)];
  const [onLeft, onRight] = [new Set(ours), new Set(theirs)];
  const rows: MessageRow[] = [];
  let [x, y] = [0, 0];
  while (x < left.length || y < right.length) {
    const [mine, other] = [left[x] ?? null, right[y] ?? null];
    if (mine && other && ours[x] === theirs[y]) {
      rows.push({ kind: showsAlike(mine, other) ? "same" : "changed", left: mine, right: other });
      [x, y] = [x + 1, y + 1];
    } else if (mine && !onRight.has(ours[x]!)) {
      rows.push({ kind: "only-left", left: mine, right: null });
      x++;
    } else if (other && !onLeft.has(theirs[y]!)) {
      rows.push({ kind: "only-right", left: null, right: other });
      y++;
    } else if (mine) {
      rows.push({ kind: "moved", left: mine, right: null });
      x++;
    } else {
      rows.push({ kind: "moved", left: null, right: other });
      y++;
    }
  }
  return rows;
}

/** The n-th of those with the same id or, where there is none, with the same words. */
function namesOf(messages: readonly ShownMessage[]): string[] {
  const seen = new Map<string, number>();
  return messages.map(({ id, role, text }) => {
    const name = JSON.stringify(id === null ? [role, text] : [id]);
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return JSON.stringify([name, before]);
  });
}

/** Neighbours of one kind stand together, so that what differs is seen. A message that changed or moved stands alone. */
export type RowGroup =
  | { readonly kind: "same" | "only-left" | "only-right"; readonly messages: readonly ShownMessage[] }
  | { readonly kind: "pair"; readonly row: MessageRow };

export function groupRows(rows: readonly MessageRow[]): RowGroup[] {
  const groups: RowGroup[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const { kind } = row;
    if (kind === "changed" || kind === "moved") {
      groups.push({ kind: "pair", row });
      continue;
    }
    const from = at;
    while (rows[at + 1]?.kind === kind) at++;
    groups.push({ kind, messages: rows.slice(from, at + 1).map(({ left, right }) => (left ?? right)!) });
  }
  return groups;
}

/** Left becomes right. */
export function swapped(comparison: Comparison): Comparison {
  const { left, right, ran, next, bytes, channels } = comparison;
  return {
    ...comparison,
    left: right,
    right: left,
    ran: { left: ran.right, right: ran.left },
    next: { left: next.right, right: next.left },
    bytes: { left: bytes.right, right: bytes.left },
    channels: channels.map(swapChannel),
  };
}

const OTHER_WAY = { same: "same", added: "removed", removed: "added", changed: "changed" } as const;

function swapChannel(diff: ChannelDiff): ChannelDiff {
  const parts = diff.parts.map((part) => ({
    path: part.path,
    change: OTHER_WAY[part.change],
    left: part.right,
    right: part.left,
  }));
  return { ...diff, change: OTHER_WAY[diff.change], left: diff.right, right: diff.left, parts };
}

/** Names of the two, told apart by their place where the names are the same. */
export function sideNames(left: TreeNode, right: TreeNode): readonly [left: string, right: string] {
  if (left.name !== right.name || left.row.id === right.row.id) return [left.name, right.name];
  const isSameThread = left.row.thread === right.row.thread;
  const placed = ({ name, row }: TreeNode) => `${name} of ${cut(isSameThread ? laneWords(row) : row.thread, 40)}`;
  return [placed(left), placed(right)];
}

function laneWords({ namespace }: TreeNode["row"]): string {
  return namespace === "" ? "the graph" : namespace;
}

/** How the two are related, in a sentence or two. `left` and `right` as they are shown. */
export function ancestorWords({ ancestor }: Comparison, left: TreeNode, right: TreeNode): string {
  if (ancestor === null) return noAncestorWords(left, right);
  const names = sideNames(left, right);
  if (isKey(ancestor, left) && isKey(ancestor, right)) return "Both sides are the same checkpoint.";
  if (isKey(ancestor, left)) return `${names[1]} comes from ${names[0]}: one lineage, seen at two moments.`;
  if (isKey(ancestor, right)) return `${names[0]} comes from ${names[1]}: one lineage, seen at two moments.`;
  const name = ancestorName(ancestor, left) ?? ancestorName(ancestor, right) ?? ancestor.id;
  return `Both come from ${name}: that is where they part.`;
}

function noAncestorWords(left: TreeNode, right: TreeNode): string {
  const begins = "They have no common ancestor in this file";
  if (left.row.thread !== right.row.thread)
    return `${begins}: threads share nothing, even if one was copied from the other. All that ran on each side is listed.`;
  if (left.row.namespace !== right.row.namespace)
    return `${begins}: a subgraph keeps a lineage of its own. All that ran on each side is listed.`;
  const [leftEnd, rightEnd] = [rootOf(left), rootOf(right)];
  return leftEnd.danglingBecause !== null || rightEnd.danglingBecause !== null
    ? `${begins}: a lineage ends early, because a parent is missing. What ran is listed as far as the file goes.`
    : `${begins}: the thread has two beginnings, as when two runs started at once. All that ran on each side is listed.`;
}

function ancestorName(ancestor: CheckpointKey, node: TreeNode): string | null {
  for (let at: TreeNode | null = node; at !== null; at = at.parent) if (isKey(ancestor, at)) return at.name;
  return null;
}

function rootOf(node: TreeNode): TreeNode {
  let root = node;
  while (root.parent !== null) root = root.parent;
  return root;
}

export function isKey(key: CheckpointKey, { row }: TreeNode): boolean {
  return key.id === row.id && key.thread === row.thread && key.namespace === row.namespace;
}

/** "draft, review" with how often where a node ran more than once in a row; [] says nothing. */
export function ranWords(nodes: readonly string[]): string[] {
  const runs: { node: string; times: number }[] = [];
  for (const node of nodes) {
    const last = runs.at(-1);
    if (last?.node === node) last.times++;
    else runs.push({ node, times: 1 });
  }
  return runs.map(({ node, times }) => (times === 1 ? node : `${node} ×${times}`));
}
