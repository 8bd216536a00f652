// The lab: one database, looked at from several sides. Joins the session with its parts; what things mean is theirs.
import type { ForkTree, TreeNode } from "../../../inspect/fork-tree.ts";
import { planVerb } from "../../../lab/plan-verb.ts";
import { findNode, latestOf } from "../../../inspect/find-node.ts";
import type { LabSession } from "../../session/lab/lab-session.ts";
import { LOADING, type LabState } from "../../session/lab/lab-state.ts";
import { h } from "../h.ts";
import { tabList, type TabList } from "../tab-list.ts";
import { GrowthMeter } from "./growth-meter.ts";
import { LabBar } from "./lab-bar.ts";
import { blank } from "./lab-blank.ts";
import { LazySide } from "./lazy-side.ts";
import type { SqlConsoleView } from "./sql-console.ts";
import { StatePanel } from "./state-panel.ts";
import { TreeGrid } from "./tree-grid.ts";
import { VerbBar } from "./verb-bar.ts";
import "../../styles/tabs.css";
import "./lab.css";

export interface LabMeans {
  readonly lab: LabSession;
  /** Name of a file that is saved, without its ending. */
  readonly name: string;
  /** Runs the program whose database is shown; null where there is none. */
  readonly runProgram: (() => void) | null;
  /** Lines for the learner's own code; null where there is no editor. */
  readonly toEditor: ((lines: string) => void) | null;
  /** Makes a link to what is shown; null where there is none to be had. */
  readonly copyLink: (() => Promise<void>) | null;
  /** A file that is no database: the file form of a link. */
  readonly openLinkFile: ((text: string) => Promise<void>) | null;
}

const SIDES = { tree: "Tree", sql: "SQL", growth: "Growth", crash: "Crash" } as const;
type Side = keyof typeof SIDES;

let labs = 0;

export class LabView {
  readonly element: HTMLElement;
  readonly #lab: LabSession;
  readonly #means: LabMeans;
  readonly #bar: LabBar;
  readonly #tree: TreeGrid;
  readonly #state = new StatePanel();
  readonly #verbs: VerbBar;
  readonly #sql: LazySide<SqlConsoleView>;
  readonly #crash: LazySide<never>;
  readonly #growth = new GrowthMeter();
  readonly #status = h("p", { class: "lab-status", role: "status" });
  readonly #failure = h("div", { class: "lab-failure", role: "alert", hidden: true });
  readonly #panels: Record<Side, HTMLElement>;
  /** What is shown of the side that is chosen, be it why there is nothing. */
  readonly #main: HTMLElement;
  readonly #tabs: TabList;
  #blank: { readonly key: string; readonly element: HTMLElement } | null = null;
  #side: Side = "tree";
  #drawing = false;

  constructor(means: LabMeans) {
    const { lab } = (this.#means = means);
    this.#lab = lab;
    this.#bar = new LabBar(means);
    this.#tree = new TreeGrid({
      select: (key) => void lab.select(key),
      open: (key) => void lab.select(key).then(() => this.#state.element.focus()),
      fork: (key) => void lab.select(key).then(() => this.#verbs.ask("fork")),
      compare: (key) => void lab.compare(key),
    });
    this.#verbs = new VerbBar({
      plan: (verb) => planVerb(verb, lab.state.tree ?? { threads: [] }, lab.program?.exercise.lab ?? null),
      run: (verb) => void lab.run(verb).then(() => this.#toLatest()),
      stop: () => lab.stop(),
      toEditor: means.toEditor,
    });
    this.#sql = new LazySide(async () => {
      const { SqlConsole } = await import("./sql-console.ts");
      return new SqlConsole({
        query: (sql, signal) => lab.query(sql, signal),
        tamper: (change) => lab.tamper(change),
        tryOut: (bytes, lines) => lab.tryOut(bytes, lines),
      });
    });
    this.#crash = new LazySide(async () => {
      const { CrashLab } = await import("./crash-lab.ts");
      return new CrashLab({ run: (experiment, signal) => lab.crash(experiment, signal) });
    });
    const id = `lab${++labs}`;
    this.#main = h("div", { class: "lab-main", role: "tabpanel", id: `${id}-side`, tabindex: -1 });
    const panel = (side: Side, ...content: Node[]) => h("div", { class: "lab-side", "data-side": side }, ...content);
    this.#panels = {
      tree: panel(
        "tree",
        h("div", { class: "lab-picture" }, this.#tree.element),
        h("div", { class: "lab-detail" }, this.#verbs.element, this.#state.element),
      ),
      sql: panel("sql", this.#sql.element),
      growth: panel("growth", this.#growth.element),
      crash: panel("crash", this.#crash.element),
    };
    const tabs = h(
      "div",
      { class: "lab-tabs", role: "tablist", "aria-label": "Sides of the lab" },
      ...(Object.keys(SIDES) as Side[]).map((side) =>
        h(
          "button",
          {
            type: "button",
            role: "tab",
            id: `${id}-tab-${side}`,
            "data-tab": side,
            "aria-controls": this.#main.id,
            "aria-selected": String(side === "tree"),
            tabindex: side === "tree" ? 0 : -1,
          },
          SIDES[side],
        ),
      ),
    );
    this.#tabs = tabList(tabs, (side) => this.#show(side as Side));
    this.element = h(
      "div",
      { class: "lab" },
      h("div", { class: "lab-head" }, tabs, this.#bar.element),
      this.#failure,
      this.#status,
      this.#main,
    );
    lab.subscribe(() => this.#later());
    this.#show("tree");
  }

  select(side: Side): void {
    this.#tabs.select(side);
  }

  #show(side: Side): void {
    this.#side = side;
    this.#main.setAttribute("aria-labelledby", `${this.#main.id.replace(/side$/, "tab")}-${side}`);
    if (side === "growth") void this.#lab.loadGrowth();
    if (side === "sql") this.#sql.open();
    if (side === "crash") this.#crash.open();
    this.#draw();
  }

  /** At most once per frame. */
  #later(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    const { state } = this.#lab;
    this.element.dataset.phase = state.doing ? "running" : state.phase;
    this.#bar.update(state);
    if (this.#status.textContent !== state.said) this.#status.textContent = state.said;
    this.#drawFailure(state);
    const tree = state.tree ?? { threads: [] };
    const selected = findNode(state.tree, state.selected);
    if (state.phase === "ready") this.#drawParts(state, tree, selected);
    if (state.phase === "ready" && this.#side === "growth") void this.#lab.loadGrowth();
    // The crash lab runs a program of its own, and needs no database.
    const shown = state.phase === "ready" || this.#side === "crash" ? this.#panels[this.#side] : this.#blankFor(state);
    if (this.#main.firstChild !== shown) this.#main.replaceChildren(shown);
  }

  #drawParts(state: LabState, tree: ForkTree, selected: TreeNode | null): void {
    const compared = findNode(state.tree, state.compared);
    this.#tree.update({ tree, selected: state.selected, compared: state.compared });
    this.#state.update({
      selected,
      state: state.state,
      changes: state.changes,
      compared,
      comparison: state.comparison,
    });
    this.#verbs.update({
      node: selected,
      tree,
      state: state.state.phase === "ready" ? state.state.value : null,
      doing: state.doing,
      blocked: this.#blocked(state),
    });
    this.#sql.update({
      tree,
      selected: state.selected,
      graphFile: this.#lab.program?.exercise.lab ?? null,
      blocked: this.#blocked(state),
    });
    this.#growth.update(state.growth ?? LOADING);
  }

  /** Why no verb can be run over what is shown; null when they can. */
  #blocked({ databases }: LabState): string | null {
    const { program } = this.#lab;
    if (!program) return "There is no program beside this file that has its graph, so it can be looked at only.";
    if (!program.exercise.lab)
      return "This exercise offers no graph to the lab, so its database can be looked at only.";
    const bytes = databases.reduce((sum, each) => sum + each.bytes.byteLength, 0);
    return bytes > MOST_HANDED_OVER ? "This database is too large to be handed to a program here." : null;
  }

  #toLatest(): void {
    const { state } = this.#lab;
    const latest = latestOf(state.tree ?? { threads: [] }, state.selected?.thread);
    if (latest && state.failure === null) this.#tree.focus({ ...latest.row });
  }

  #drawFailure({ failure }: LabState): void {
    this.#failure.hidden = failure === null;
    if (this.#failure.textContent !== (failure ?? "")) this.#failure.textContent = failure ?? "";
  }

  #blankFor(state: LabState): HTMLElement {
    const key = JSON.stringify([state.phase, state.problem, state.databases.length, this.#side]);
    if (this.#blank?.key !== key) this.#blank = { key, element: blank(state, this.#means) };
    return this.#blank.element;
  }
}

/** As base64 it has to fit into one line of the wire. */
const MOST_HANDED_OVER = 6 * 1024 * 1024;
