// What a checkpoint holds: its values, the writes that wait beside it, and how it differs from another. Announces nothing.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { CheckpointState, Comparison } from "../../../inspect/saver-file.ts";
import { h, icon } from "../h.ts";
import { tabList, type TabList } from "../tab-list.ts";
import { CompareSection } from "./compare-section.ts";
import { StateHead } from "./state-head.ts";
import { StateSection } from "./state-section.ts";
import type { Reading } from "../../session/lab/lab-state.ts";
import type { StateView } from "./state-view.ts";
import { Waiting } from "./state-waiting.ts";
import { WritesSection } from "./state-writes.ts";
import { Folds } from "./value-folds.ts";
import { grouped } from "./value-outline.ts";
import "./state-panel.css";

const TABS = { state: "State", writes: "Pending writes", compare: "Compare" } as const;
type Tab = keyof typeof TABS;

const NOTHING = "Choose a checkpoint in the tree. What was stored then is shown here.";
const NO_SECOND =
  "Choose a second checkpoint, with “Compare with …” below the tree or the key d on it. Then the two stand beside each other.";

let panels = 0;

export class StatePanel {
  readonly element = h("section", { class: "state-panel", "aria-label": "State", tabindex: -1 });
  readonly #folds = new Folds();
  readonly #head = new StateHead();
  readonly #state = new StateSection(this.#folds);
  readonly #writes = new WritesSection(this.#folds);
  readonly #compare = new CompareSection(this.#folds);
  readonly #writeCount = h("span", { class: "tab-count" });
  readonly #panels: Readonly<Record<Tab, HTMLElement>>;
  readonly #tabs: TabList;
  readonly #blank = h("div", { class: "state-blank" });
  readonly #shownOnce: HTMLElement;
  readonly #waiting = new Waiting(this.element);
  #compared: string | null = null;

  constructor() {
    const id = `state-panel-${++panels}`;
    const tab = (name: Tab, ...more: Node[]) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `${id}-tab-${name}`,
          "data-tab": name,
          "aria-controls": `${id}-${name}`,
          "aria-selected": String(name === "state"),
          tabindex: name === "state" ? 0 : -1,
        },
        TABS[name],
        ...more,
      );
    const panel = (name: Tab, content: Node) =>
      h("div", { role: "tabpanel", id: `${id}-${name}`, "aria-labelledby": `${id}-tab-${name}` }, content);
    this.#panels = {
      state: panel("state", this.#state.element),
      writes: panel("writes", this.#writes.element),
      compare: panel("compare", h("p", { class: "empty" }, NO_SECOND)),
    };
    const tabs = h(
      "div",
      { class: "state-tabs", role: "tablist", "aria-label": "About this checkpoint" },
      tab("state"),
      tab("writes", this.#writeCount),
      tab("compare"),
    );
    this.#tabs = tabList(tabs, (name) => this.#open(name as Tab));
    this.#shownOnce = h("div", { hidden: true }, this.#head.element, tabs, ...Object.values(this.#panels));
    const note = h("p", { class: "reading reading-note" }, "Reading …");
    this.#shownOnce.prepend(note);
    this.element.append(this.#blank, this.#shownOnce);
    this.#open("state");
    this.#drawBlank(h("p", { class: "empty" }, NOTHING));
  }

  update(view: StateView): void {
    const hadFocus = this.element.contains(document.activeElement);
    if (this.#draw(view)) this.#waiting.end();
    else this.#waiting.begin();
    // What was focused may be gone with what was shown; the way must not begin again at the top of the page.
    if (hadFocus && !this.element.contains(document.activeElement)) this.element.focus({ preventScroll: true });
  }

  /** False: something is still being read, and what was shown before stays. */
  #draw({ selected, state, changes, compared, comparison }: StateView): boolean {
    if (selected === null) return this.#drawBlank(h("p", { class: "empty" }, NOTHING));
    if (state.phase === "failed") return this.#drawBlank(failure(`${selected.name} could not be read`, state.why));
    if (state.phase === "loading" || changes?.phase === "loading") {
      if (this.#shownOnce.hidden) this.#drawBlank(h("p", { class: "reading" }, `Reading ${selected.name} …`));
      return false;
    }
    this.#blank.hidden = true;
    this.#shownOnce.hidden = false;
    this.#drawState(selected, state.value, changes);
    return this.#drawComparison(selected, compared, comparison);
  }

  #drawState(node: TreeNode, state: CheckpointState, changes: Reading<Comparison> | null): void {
    this.#head.update(node, state);
    const diffs = changes?.phase === "ready" ? changes.value.channels : null;
    const unread = changes?.phase === "failed" ? changes.why : null;
    this.#state.update({ node, state, changes: diffs, unread });
    this.#writes.update(state.writes, node);
    this.#writeCount.textContent = state.writes.length === 0 ? "" : grouped(state.writes.length);
  }

  #drawComparison(selected: TreeNode, compared: TreeNode | null, comparison: Reading<Comparison> | null): boolean {
    const key = compared && JSON.stringify([compared.row.thread, compared.row.namespace, compared.row.id]);
    const isNew = key !== this.#compared;
    this.#compared = key;
    if (isNew && key !== null) this.#tabs.select("compare");
    if (isNew && key === null && this.#tabs.selected === "compare") this.#tabs.select("state");
    const panel = this.#panels.compare;
    if (compared === null || comparison === null) return show(panel, h("p", { class: "empty" }, NO_SECOND));
    if (comparison.phase === "failed") return show(panel, failure("The two could not be compared", comparison.why));
    if (comparison.phase === "loading") {
      if (panel.firstElementChild !== this.#compare.element)
        show(panel, h("p", { class: "reading" }, "Reading both …"));
      return false;
    }
    this.#compare.update({ comparison: comparison.value, left: compared, right: selected });
    return show(panel, this.#compare.element);
  }

  #open(name: Tab): void {
    for (const [each, panel] of Object.entries(this.#panels)) panel.hidden = each !== name;
  }

  #drawBlank(content: HTMLElement): true {
    this.#blank.hidden = false;
    this.#shownOnce.hidden = true;
    return show(this.#blank, content);
  }
}

function failure(title: string, why: string): HTMLElement {
  return h("div", { class: "state-failure" }, icon("problem"), h("div", {}, h("strong", {}, title), h("p", {}, why)));
}

function show(panel: HTMLElement, content: HTMLElement): true {
  const shown = panel.firstElementChild;
  if (shown !== content && shown?.textContent !== content.textContent) panel.replaceChildren(content);
  return true;
}
