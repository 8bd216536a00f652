// Edit and fork: a form over the state of one checkpoint. Only what was changed is written.
import type { Verb } from "../../../lab/model.ts";
import { type ChannelEdit, composeEdit } from "../../../lab/verb-edit.ts";
import { findNamespace } from "../../../inspect/find-node.ts";
import { nodesNamed, START, writersOf } from "../../../lab/verb-tree.ts";
import { h } from "../h.ts";
import { makeField, NewChannel } from "./fork-form-fields.ts";
import type { ChannelField } from "./fork-form-parts.ts";
import type { VerbForm, VerbTarget } from "./verb-form.ts";
import "./fork-form.css";

const MOST_FIELDS = 60;
const REDUCERS =
  "What you write goes through each channel’s reducer, as the work of a node does. Where a channel has none, it takes the place of the old value. Only what you change is written.";

export class ForkForm implements VerbForm {
  readonly element: HTMLElement;
  readonly #target: VerbTarget;
  readonly #fields: readonly ChannelField[];
  readonly #asNode: HTMLSelectElement;

  constructor(target: VerbTarget, changed: () => void) {
    this.#target = target;
    const channels = (target.state?.channels ?? []).filter(({ internal }) => !internal);
    const shown = channels.slice(0, MOST_FIELDS);
    const isOneValue = channels.some(({ name }) => name === "__root__");
    const other = target.state && !isOneValue ? [new NewChannel(changed)] : [];
    this.#fields = isOneValue ? [] : [...shown.map((channel) => makeField(channel, changed)), ...other];
    this.#asNode = this.#drawNodes(changed);
    this.element = h(
      "div",
      { class: "fork-form" },
      target.state === null && h("p", { class: "note" }, "Reading the state…"),
      isOneValue &&
        h(
          "p",
          { class: "note" },
          "The state of this graph is one value, without channels. The lines below show where it is written.",
        ),
      this.#fields.length > 0 && h("p", { class: "note" }, REDUCERS),
      ...this.#fields.map(({ element }) => element),
      channels.length > shown.length &&
        h("p", { class: "note" }, `+ ${channels.length - shown.length} more channels, which can be written by name.`),
      h("label", { class: "verb-field" }, h("span", { class: "label" }, "As the work of"), this.#asNode),
      h("p", { class: "note" }, explainNode(target)),
    );
  }

  get isDirty(): boolean {
    return this.#fields.some(({ isDirty }) => isDirty);
  }

  verb(): Verb | null {
    const edits = this.#edits();
    if (edits === null) return null;
    const { thread, namespace, id } = this.#target.node.row;
    const asNode = this.#asNode.value === "" ? null : this.#asNode.value;
    return { kind: "fork", at: { thread, namespace, id }, ...composeEdit(edits), asNode };
  }

  problem(): string | null {
    const edits = this.#edits();
    if (edits === null) return "One field says something that cannot be written yet.";
    return edits.length === 0 ? "Nothing is changed yet." : null;
  }

  focus(): boolean {
    const field = this.#fields.find((each) => each.edit() === "wrong") ?? this.#fields[0];
    field?.focus();
    return field !== undefined;
  }

  /** Null: one of them is wrong. */
  #edits(): ChannelEdit[] | null {
    const edits = this.#fields.map((field) => field.edit());
    if (edits.includes("wrong")) return null;
    return edits.filter((edit): edit is ChannelEdit => edit !== null && edit !== "wrong");
  }

  #drawNodes(changed: () => void): HTMLSelectElement {
    const { node, tree } = this.#target;
    const found = findNamespace(tree, node.row.thread, node.row.namespace);
    const writers = writersOf(node);
    const known = found ? nodesNamed(found) : [];
    const unchosen = writers.length > 1 ? "choose a node" : "whoever wrote last";
    const select = h(
      "select",
      { class: "verb-input narrow", change: changed },
      writers.length !== 1 && h("option", { value: "" }, unchosen),
      ...known.map((name) => h("option", { value: name }, name === START ? "the input (__start__)" : name)),
    );
    select.value = writers.length === 1 ? writers[0]! : "";
    return select;
  }
}

function explainNode({ node }: VerbTarget): string {
  const writers = writersOf(node);
  const decides = "It decides what runs next: whatever follows that node.";
  if (writers.length === 1)
    return writers[0] === START
      ? `${node.name} was written by the input, so your edit counts as part of it. ${decides}`
      : `${node.name} was written by ${writers[0]}, so your edit counts as its work. ${decides}`;
  if (writers.length > 1)
    return `${writers.join(" and ")} wrote ${node.name} together, so one has to be named. ${decides}`;
  return `The file does not tell who wrote ${node.name}; LangGraph takes the node that ran last. ${decides}`;
}
