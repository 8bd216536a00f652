// One card of the tree: a row of the tree-grid. Its words are written again only when they change.
import { listNames } from "../../../inspect/narrate.ts";
import { type Card, type Granularity, ownErrors, toldWrites } from "../../../inspect/fold-tree.ts";
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import { h, icon } from "../h.ts";
import { hasBadges, type PlacedCard } from "./tree-layout.ts";
import { shapeOf } from "./tree-shapes.ts";
import "./tree-card.css";

/** What a card is besides its checkpoint. */
export interface CardMarks {
  readonly isSelected: boolean;
  readonly isCompared: boolean;
  readonly leadsToLatest: boolean;
  /** The one that Tab leads to. */
  readonly isActive: boolean;
}

export class TreeCard {
  readonly element = h("div", { role: "row", class: "tree-card" });
  #words = "";

  update(placed: PlacedCard, sentence: string, granularity: Granularity, marks: CardMarks): void {
    const { card, x, y, height, level, index, position, siblings } = placed;
    const { style } = this.element;
    style.transform = `translate(${x / 16}rem, ${y / 16}rem)`;
    style.height = `${height / 16}rem`;
    setAll(this.element, {
      "aria-level": String(level),
      "aria-posinset": String(position),
      "aria-setsize": String(siblings),
      "aria-rowindex": String(index + 1),
      "aria-selected": String(marks.isSelected),
      "aria-expanded": expanded(card),
      "aria-label": marks.isCompared ? `${sentence}; compared` : sentence,
      "data-kind": card.kind,
      "data-latest": String(marks.leadsToLatest),
      "data-compared": String(marks.isCompared),
      "data-dangling": String(card.nodes[0]?.danglingBecause != null),
      "data-source": card.nodes[0]?.row.source ?? "",
      tabindex: marks.isActive ? "0" : "-1",
    });
    const words = JSON.stringify([card.turn, cardWords(card, granularity)]);
    if (words === this.#words) return;
    this.#words = words;
    this.element.replaceChildren(...(card.kind === "more" ? moreCells(card) : cells(card, granularity)));
  }
}

/** All that a card's words depend on. */
function cardWords({ kind, nodes }: Card, granularity: Granularity): unknown {
  const told = kind === "more" ? [] : nodes;
  return [
    kind,
    nodes.length,
    told.map((node) => [node.row, node.name, node.turn, node.danglingBecause, toldWrites(node, granularity)]),
  ];
}

function expanded({ kind, turn, nodes }: Card): string | null {
  if (kind === "more") return String(nodes.length === 0);
  return turn && String(!turn.isFolded);
}

function cells(card: Card, granularity: Granularity): Node[] {
  const { kind, nodes, turn } = card;
  const first = nodes[0]!;
  const last = nodes.at(-1)!;
  const source = first.row.source ?? "unknown";
  const next = last.row.next.length > 0 ? listNames(last.row.next, 3) : null;
  const reason = first.danglingBecause;
  return [
    h("span", { role: "gridcell", class: "tree-name" }, shapeOf(source), h("b", {}, last.name)),
    h("span", { role: "gridcell", class: "tree-source" }, source),
    h("span", { role: "gridcell", class: "tree-fold" }, turn && foldButton(turn.isFolded, turn.steps)),
    h(
      "span",
      { role: "gridcell", class: "tree-next", title: next ?? undefined },
      kind === "turn" && `turn ${last.turn}, ${nodes.length} steps`,
      kind === "turn" && next !== null && ", ",
      ...(next !== null ? ["next: ", h("code", {}, next)] : kind === "turn" ? [] : ["next: nothing"]),
    ),
    h(
      "span",
      { role: "gridcell", class: "tree-badges" },
      ...(hasBadges(card, granularity) ? badges(card, granularity) : []),
    ),
    ...(reason === null
      ? []
      : [h("span", { role: "gridcell", class: "tree-reason", title: reason }, icon("problem"), reason)]),
  ];
}

function foldButton(isFolded: boolean, steps: number): Node {
  const label = isFolded ? `show ${steps} steps` : `fold ${steps} steps`;
  return h(
    "button",
    { type: "button", class: "tree-fold-button", tabindex: -1, "data-act": "fold", "aria-label": label, title: label },
    isFolded ? "▸" : "▾",
  );
}

function badges({ nodes }: Card, granularity: Granularity): Node[] {
  const sum = (count: (node: TreeNode) => number) => nodes.reduce((total, node) => total + count(node), 0);
  const interrupts = sum(({ row }) => row.interrupts);
  const errors = sum(({ row }) => ownErrors(row).length);
  const writes = sum((node) => toldWrites(node, granularity));
  const all = [
    interrupts > 0 && badge("waits", shapeOf("waits"), interrupts === 1 ? "waits" : `${interrupts} wait`),
    errors > 0 && badge("error", icon("failed"), errors === 1 ? "error" : `${errors} errors`),
    writes > 0 && badge("writes", null, writes === 1 ? "1 write" : `${writes} writes`),
  ].filter((part) => part !== false);
  // More than two do not fit; the sentence of the card says them all.
  return all.length > 2 ? [...all.slice(0, 2), badge("writes", null, `+ ${all.length - 2}`)] : all;
}

function badge(kind: string, shape: Node | null, text: string): Node {
  return h("span", { class: `tree-badge ${kind}` }, shape, text);
}

function moreCells({ nodes }: Card): Node[] {
  const text = nodes.length > 0 ? `+ ${nodes.length} more` : "show fewer";
  return [h("span", { role: "gridcell", class: "tree-name" }, shapeOf("more"), h("b", {}, text))];
}

/** Null takes the attribute away. */
function setAll(element: Element, attributes: Readonly<Record<string, string | null>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}
