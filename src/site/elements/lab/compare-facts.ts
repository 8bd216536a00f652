// What two checkpoints are, in a few lines: where they stand, what ran since they parted, what is next, how large they are.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { Comparison } from "../../../inspect/saver-file.ts";
import { h } from "../h.ts";
import { isKey, ranWords, sideNames } from "./compare-rows.ts";
import { drawSides, type Sides } from "./compare-sides.ts";
import { stepText } from "./state-words.ts";
import { cut, grouped, sizeText } from "./value-outline.ts";

const MOST_NODES = 40;
const NAME_CHARACTERS = 80;
const NODE_CHARACTERS = 2_000;

export function drawFacts(comparison: Comparison, left: TreeNode, right: TreeNode): HTMLElement {
  const sides: Sides = sideNames(left, right);
  const { ran, next, bytes } = comparison;
  const since = comparison.ancestor === null ? "ran" : "ran since";
  const heavier = bytes.right - bytes.left;
  return h(
    "div",
    { class: "compare-facts" },
    h("p", { class: "fact-heads", "aria-hidden": "true" }, ...sides.map((name) => h("span", {}, name))),
    fact("checkpoint", sides, [sourceOf(left), sourceOf(right)]),
    fact(since, sides, [
      nodes(ran.left, atAncestor(comparison, left)),
      nodes(ran.right, atAncestor(comparison, right)),
    ]),
    fact("next", sides, [
      nodes(next.left, "nothing: it is at its end"),
      nodes(next.right, "nothing: it is at its end"),
    ]),
    fact("values", sides, [
      sizeText(bytes.left),
      heavier === 0 ? `${sizeText(bytes.right)}, the same` : `${sizeText(bytes.right)}, ${difference(heavier)}`,
    ]),
  );
}

function fact(label: string, sides: Sides, [left, right]: readonly [Node | string, Node | string]): HTMLElement {
  return h("div", { class: "fact" }, h("p", { class: "label" }, label), drawSides(sides, left, right));
}

function nodes(names: readonly string[], nothing: string): Node | string {
  const words = ranWords(names);
  if (words.length === 0) return h("span", { class: "nothing" }, nothing);
  const more = words.length - MOST_NODES;
  return h(
    "span",
    {},
    h("code", {}, cut(words.slice(0, MOST_NODES).join(", "), NODE_CHARACTERS)),
    more > 0 && ` + ${grouped(more)} more`,
  );
}

function atAncestor({ ancestor }: Comparison, node: TreeNode): string {
  return ancestor !== null && isKey(ancestor, node) ? "nothing: the other comes from it" : "nothing";
}

function sourceOf({ row }: TreeNode): string {
  const place = [row.thread, row.namespace].filter((part) => part !== "").map((part) => cut(part, NAME_CHARACTERS));
  return `${stepText(row)} of ${place.join(" / ")}`;
}

function difference(bytes: number): string {
  return `${sizeText(Math.abs(bytes))} ${bytes > 0 ? "more" : "less"}`;
}
