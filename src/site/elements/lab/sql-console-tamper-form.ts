// Which checkpoint of the copy is broken, and how: choices that the file itself offers.
import type { ForkTree, TreeNode } from "../../../inspect/fork-tree.ts";
import type { CheckpointKey, QueryResult } from "../../../inspect/saver-file.ts";
import { type TamperChoice, choicesQuery, readChoices } from "../../../inspect/tamper-choices.ts";
import { TAMPER_KINDS, tamperWords } from "../../../inspect/tamper-words.ts";
import type { Tampering } from "../../../inspect/tamper.ts";
import { sameKey } from "../../session/lab/lab-state.ts";
import { h } from "../h.ts";

/** Older ones are chosen in the tree. */
const MOST_OPTIONS = 200;
const MOST_LABEL = 70;

let forms = 0;

export class TamperForm {
  readonly element: HTMLElement;
  readonly #query: (sql: string) => Promise<QueryResult>;
  readonly #changed: () => void;
  readonly #where = h("select", { class: "tamper-select", change: () => this.#loadChoices() });
  readonly #radios: readonly HTMLInputElement[];
  readonly #what = h("select", { class: "tamper-select", change: () => this.#offerJson() });
  readonly #whatLabel = h("span", { class: "label" });
  readonly #whatField = h("label", { class: "tamper-field", hidden: true }, this.#whatLabel, this.#what);
  readonly #json = h("textarea", { class: "sql-text", rows: 3, spellcheck: "false" });
  readonly #jsonField = h(
    "label",
    { class: "tamper-field", hidden: true },
    h("span", { class: "label" }, "Its new value, as JSON"),
    this.#json,
  );
  #nodes: readonly TreeNode[] = [];
  #tree: ForkTree | null = null;
  #selected: CheckpointKey | null = null;
  #choices: readonly TamperChoice[] = [];
  #asked = 0;

  constructor(query: (sql: string) => Promise<QueryResult>, changed: () => void) {
    this.#query = query;
    this.#changed = changed;
    const group = `tamper${++forms}`;
    this.#radios = TAMPER_KINDS.map((kind, at) =>
      h("input", { type: "radio", name: group, value: kind, checked: at === 0, change: () => this.#kindChanged() }),
    );
    this.element = h(
      "div",
      { class: "tamper-form" },
      h("label", { class: "tamper-field" }, h("span", { class: "label" }, "Checkpoint"), this.#where),
      h("fieldset", {}, h("legend", { class: "label" }, "What to break"), ...this.#radios.map(drawRadio)),
      this.#whatField,
      this.#jsonField,
    );
  }

  get kind(): Tampering["kind"] {
    return TAMPER_KINDS.find((_, at) => this.#radios[at]?.checked) ?? TAMPER_KINDS[0]!;
  }

  focus(): void {
    this.#where.focus();
    this.#loadChoices();
  }

  /** A checkpoint that is newly selected in the tree is taken over here. */
  update(tree: ForkTree, selected: CheckpointKey | null): void {
    const moved = !sameKey(selected, this.#selected);
    this.#selected = selected;
    if (tree === this.#tree && !moved) return;
    const before = moved ? selected : this.#at();
    if (tree !== this.#tree || this.#indexOf(before) === -1) this.#drawOptions(tree, selected);
    this.#tree = tree;
    this.#where.value = String(Math.max(0, this.#indexOf(before)));
    this.#loadChoices();
  }

  /** What to do, or why that is not enough to do anything. */
  read(): Tampering | string {
    const at = this.#at();
    if (at === null) return "There is no checkpoint to break.";
    const { kind } = this;
    if (kind === "break-parent" || kind === "remove-checkpoint") return { kind, at };
    const choice = this.#choices[Number(this.#what.value)];
    if (choice === undefined) return `This checkpoint has nothing of that kind. Choose another one, or another change.`;
    if (kind === "remove-writes") return { kind, at, task: choice.name };
    if (kind === "remove-value") return { kind, at, channel: choice.name };
    return { kind, at, channel: choice.name, json: this.#json.value };
  }

  /** "s2·b of thread-1". */
  nameOf(at: CheckpointKey): string {
    const node = this.#nodes[this.#indexOf(at)];
    return node ? `${node.name} of ${at.thread}` : at.id;
  }

  #at(): CheckpointKey | null {
    const row = this.#nodes[Number(this.#where.value)]?.row;
    return row ? { thread: row.thread, namespace: row.namespace, id: row.id } : null;
  }

  #indexOf(key: CheckpointKey | null): number {
    return key === null ? -1 : this.#nodes.findIndex(({ row }) => sameKey(row, key));
  }

  #drawOptions(tree: ForkTree, selected: CheckpointKey | null): void {
    const all = nodesOf(tree);
    const newest = all.slice(0, MOST_OPTIONS);
    const chosen = all.find(({ row }) => selected !== null && sameKey(row, selected));
    this.#nodes = chosen && !newest.includes(chosen) ? [...newest, chosen] : newest;
    this.#where.replaceChildren(...this.#nodes.map((node, at) => h("option", { value: at }, optionText(node))));
  }

  #kindChanged(): void {
    this.#changed();
    this.#loadChoices();
  }

  #loadChoices(): void {
    void this.#askChoices(++this.#asked);
  }

  async #askChoices(own: number): Promise<void> {
    const [at, { kind }] = [this.#at(), this];
    const sql = at && choicesQuery(kind, at);
    this.#whatField.hidden = sql === null;
    this.#jsonField.hidden = kind !== "change-value";
    this.#choices = [];
    if (sql === null || this.element.closest("[hidden]")) return;
    this.#whatLabel.textContent = kind === "remove-writes" ? "Task, by what it wrote to" : "Channel";
    const choices = await this.#query(sql).then(
      (result) => readChoices(kind, result),
      () => [],
    );
    if (own !== this.#asked) return;
    this.#choices = choices;
    const none = kind === "remove-writes" ? "No task has left a write beside it" : "It holds no value";
    this.#what.replaceChildren(
      ...(choices.length === 0
        ? [h("option", { value: -1 }, none)]
        : choices.map((choice, index) => h("option", { value: index }, choiceText(kind, choice)))),
    );
    this.#offerJson();
  }

  #offerJson(): void {
    this.#json.value = this.#choices[Number(this.#what.value)]?.about ?? "";
  }
}

function drawRadio(radio: HTMLInputElement, at: number): HTMLElement {
  const { title, does } = tamperWords(TAMPER_KINDS[at]!);
  return h("label", { class: "choice-card" }, radio, h("span", {}, h("strong", {}, title), h("span", {}, does)));
}

/** Newest first, whatever the thread. Without recursion: a thread may be thousands of steps long. */
function nodesOf({ threads }: ForkTree): TreeNode[] {
  const found: TreeNode[] = [];
  const open = threads.flatMap(({ namespaces }) => namespaces.flatMap(({ roots }) => roots));
  for (let node = open.pop(); node; node = open.pop()) {
    found.push(node);
    open.push(...node.children);
  }
  return found.sort((left, right) => (left.row.id < right.row.id ? 1 : -1));
}

function optionText({ row, name, isLatest }: TreeNode): string {
  const where = row.namespace === "" ? row.thread : `${row.thread} / ${row.namespace}`;
  return short(`${name} · ${row.source ?? "?"} · ${where}${isLatest ? " · latest" : ""}`);
}

function choiceText(kind: Tampering["kind"], { name, about }: TamperChoice): string {
  return short(
    kind === "remove-writes" ? `${about ?? "?"} · ${name}` : `${name}${about === null ? "" : ` = ${about}`}`,
  );
}

function short(text: string): string {
  return text.length > MOST_LABEL ? `${text.slice(0, MOST_LABEL)}…` : text;
}
