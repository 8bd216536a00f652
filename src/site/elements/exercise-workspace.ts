// The workspace: joins the session with what the learner sees. Knows what is where; what things mean is the session's business.
import type { Exercise } from "../../course/model.ts";
import { openJudge } from "../session/open-judge.ts";
import { openSession, type Session } from "../session/session.ts";
import type { SessionState } from "../session/session-state.ts";
import { openStore, type Store } from "../session/store.ts";
import { joinPages } from "../session/tabs.ts";
import { CheckPane } from "./check-pane.ts";
import type { ContainerSide } from "./container/container-side.ts";
import { showKeys } from "./dialogs.ts";
import { Actions } from "./actions.ts";
import { h } from "./h.ts";
import { HintBox } from "./hint-box.ts";
import { Notices } from "./notices.ts";
import { PredictPanel } from "./predict-panel.ts";
import { RunPane } from "./run-pane.ts";
import type { ProgressMark } from "./progress-mark.ts";
import { announce } from "./run-words.ts";
import { LabTab } from "./lab-tab.ts";
import { tabList, type TabList } from "./tab-list.ts";
import { TransferPanel } from "./transfer-panel.ts";
import type { TourPlace } from "./tour.ts";
import { askAgain, endOf, type ModuleOfPage, tour, tourIfNew } from "./workspace-way.ts";
import { WorkspaceFiles } from "./workspace-files.ts";
import { askReset, askSolution, compareQuestion } from "./workspace-questions.ts";

interface PageData {
  /** In a container because somebody asked for it, or because the exercise needs Node; null = in a worker. */
  readonly node: "asked" | "needed" | null;
  readonly exercise: Exercise;
  readonly next: { readonly href: string; readonly title: string } | null;
  readonly module: ModuleOfPage;
}

const RESULT_TABS = { run: "Run", check: "Check", lab: "Lab" } as const;

const KEYS = [
  { keys: "Ctrl+Enter or ⌘+Enter", does: "Run" },
  { keys: "Ctrl+Shift+Enter or ⌘+Shift+Enter", does: "Check" },
  { keys: "Esc, then Tab", does: "Leave the editor" },
  { keys: "F8", does: "Go to the next marked line" },
  { keys: "Ctrl+Z or ⌘+Z", does: "Undo in the editor" },
  { keys: "Alt+↑ or Alt+↓", does: "In a list to be put in order: move the item" },
  { keys: "Arrow keys", does: "In the lab's tree: along a lineage, or to the next branch" },
  { keys: "Enter or f or d or c", does: "In the lab's tree: open, fork, compare, copy the id" },
  { keys: "?", does: "This list" },
];

class ExerciseWorkspace extends HTMLElement {
  #session: Session | null = null;
  #files: WorkspaceFiles | null = null;
  #drawing = false;
  #views: TabList | null = null;
  #results: TabList | null = null;
  #draw: ((state: SessionState) => void) | null = null;
  #lab: LabTab | null = null;
  #predict: PredictPanel | null = null;

  async connectedCallback(): Promise<void> {
    if (this.#session) return;
    const pages = await joinPages();
    const page = JSON.parse(this.#part("data").textContent) as PageData;
    const { exercise } = page;
    const store = openStore(() => localStorage);
    let side: ContainerSide | null = null;
    try {
      if (page.node) side = (await import("./container/container-side.ts")).openContainerSide(exercise);
    } catch (error) {
      // Nothing of the workspace is there yet; in its place is what was printed, the task and the code among it.
      return this.#noEditor(error);
    }
    const session = openSession({
      exercise,
      judge: openJudge(side?.container),
      store,
      tab: pages.own,
      isAlive: pages.isAlive,
      now: () => new Date(),
      seed: () => crypto.getRandomValues(new Uint32Array(1)).join(""),
    });
    this.#session = session;
    this.#build(session, page, store, side);
    this.#listen(session, store);
    await this.#openLink(session);
    // Settled: without them the exercise can be worked at all the same.
    const aside = Promise.allSettled([
      askAgain(this.#part("again"), exercise, store),
      tourIfNew(this.#tourPlace(store)),
    ]);
    try {
      await this.#files?.mount();
      await aside;
      this.dataset.ready = "";
    } catch (error) {
      this.#noEditor(error);
    }
    whenIdle(() => session.warm());
  }

  #part(name: string): HTMLElement {
    const part = this.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!part) throw new Error(`the workspace page has no part "${name}"`);
    return part;
  }

  #build(session: Session, { next, module }: PageData, store: Store, side: ContainerSide | null): void {
    const { exercise } = session;
    const goTo = (path: string, line: number, column?: number) => this.#goTo(path, line, column);
    const check = new CheckPane({
      exercise,
      goTo,
      next,
      hint: (test) => new HintBox(session, test).element,
      onCompare: () => void askSolution(session),
      retry: () => this.#check(session),
      moduleEnd: () => endOf(module, store),
      node: side?.parts ?? null,
    });
    const run = new RunPane(exercise, goTo, () => this.#run(session), side?.parts);
    const predict = (this.#predict = new PredictPanel(session, () => this.#run(session), run.element));
    const transfer = new TransferPanel(session);
    this.#files = new WorkspaceFiles(session, {
      part: (name) => this.#part(name),
      run: () => this.#run(session),
      check: () => this.#check(session),
      failed: (error) => this.#noEditor(error),
    });
    const notices = new Notices(session, { goTo, compare: () => void compareQuestion(session) });
    const actions = new Actions({
      run: () => this.#run(session),
      check: () => this.#check(session),
      stop: () => session.stop(),
      reset: () => void askReset(session),
      solution: () => void askSolution(session),
      keys: () => this.#showKeys(store),
      warm: () => session.warm(),
    });
    this.#part("actions").replaceChildren(actions.element);
    const again = () => (session.state.last === "check" ? this.#check(session) : this.#run(session));
    this.#part("notices").replaceChildren(...(side ? [side.notice(again)] : []), notices.element);
    const hints = new HintBox(session, null);
    this.#part("hints").replaceChildren(hints.element);
    this.#lab = new LabTab(session, () => this.#run(session, "lab"));
    const checked = h("div", {}, check.element, transfer.element);
    this.#results = this.#buildResults({ run: predict.element, check: checked, lab: this.#lab.element });
    const switcher = this.querySelector<HTMLElement>(".view-switch");
    if (switcher) this.#views = tabList(switcher, (view) => (this.dataset.view = view));
    for (const hidden of this.querySelectorAll<HTMLElement>(":scope > [hidden], .code > [hidden]"))
      hidden.hidden = false;

    const status = this.#part("status");
    let said = "";
    linkFileNames(this.querySelector(".prompt"), Object.keys(exercise.starter), (path) => goTo(path, 1));
    this.#draw = (state) => {
      actions.update(state);
      notices.update(state);
      run.update(state);
      check.update(state);
      predict.update(state);
      transfer.update(state);
      this.#lab?.update(state);
      hints.update();
      for (const mark of this.querySelectorAll<ProgressMark>(`progress-mark[exercise="${exercise.id}"]`))
        mark.update(state.progress);
      this.dataset.phase = state.activity.phase;
      const words = announce(state);
      if (words !== said) status.textContent = said = words;
    };
    this.#draw(session.state);
  }

  #buildResults(contents: Readonly<Record<"run" | "check" | "lab", HTMLElement>>): TabList {
    const names = ["run", "check", "lab"] as const;
    const tab = (name: (typeof names)[number]) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${name}`,
          "data-tab": name,
          "aria-controls": `panel-${name}`,
          "aria-selected": String(name === "run"),
          tabindex: name === "run" ? 0 : -1,
        },
        RESULT_TABS[name],
      );
    const panels = names.map((name) =>
      h(
        "div",
        { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}`, class: "panel", tabindex: -1 },
        contents[name],
      ),
    );
    const widen = h("button", {
      type: "button",
      class: "button quiet small widen",
      "aria-pressed": "false",
      click: () => this.#widen(widen),
    });
    widen.textContent = "Widen";
    const tabs = h("div", { class: "result-tabs", role: "tablist", "aria-label": "Results" }, ...names.map(tab));
    this.#part("results").replaceChildren(h("div", { class: "result-head" }, tabs, widen), ...panels);
    const list = tabList(tabs, (name) => {
      for (const [index, panel] of panels.entries()) panel.hidden = names[index] !== name;
      if (name === "lab") void this.#lab?.open();
    });
    list.select("run");
    return list;
  }

  /** The results take the room of task and code, until the same button gives it back. */
  #widen(button: HTMLElement): void {
    const wide = this.toggleAttribute("data-wide");
    button.setAttribute("aria-pressed", String(wide));
    button.textContent = wide ? "Narrow" : "Widen";
  }

  #showKeys(store: Store): void {
    showKeys(KEYS, () => void tour(this.#tourPlace(store), true));
  }

  #tourPlace(store: Store): TourPlace {
    return { workspace: this, store, show: (view) => this.#views?.select(view) };
  }

  #listen(session: Session, store: Store): void {
    session.subscribe(() => {
      if (this.#drawing) return;
      this.#drawing = true;
      // At most once per frame, however much the learner's code says.
      requestAnimationFrame(() => {
        this.#drawing = false;
        this.#draw?.(session.state);
        this.#files?.update(session.state);
      });
    });
    addEventListener("storage", (event) => session.storageChanged(event.key, event.newValue));
    document.addEventListener("keydown", (event) => {
      const typing = event.composedPath().some((node) => node instanceof HTMLElement && node.isContentEditable);
      if (event.key === "?" && !typing && !document.querySelector("dialog[open]")) this.#showKeys(store);
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      if (event.shiftKey) this.#check(session);
      else this.#run(session);
    });
  }

  /** The address may hold somebody's code, seed and checkpoint. */
  async #openLink(session: Session): Promise<void> {
    if (!location.hash.startsWith("#lab=")) return;
    const { readFragment } = await import("../session/lab/lab-link.ts");
    const read = await readFragment(location.hash, session.exercise);
    if (read && "problem" in read) this.#part("notices").prepend(linkNotice(read.problem));
    if (!read || "problem" in read) return;
    session.takeLink(read.link);
    // Taken: a reload must not bring it again, over what is edited from here on.
    if (session.drafts.question === null) history.replaceState(null, "", location.pathname);
    this.#results?.select("lab");
    await this.#lab?.aim(read.link);
  }

  /** What is printed in its place stays, and Run and Check work on the drafts as they are. */
  #noEditor(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    const text = `The editor could not be loaded (${why}). Your drafts are kept: check the connection and reload the page.`;
    this.#part("notices").prepend(linkNotice(text));
  }

  #goTo(path: string, line: number, column?: number): void {
    this.#views?.select("code");
    this.#files?.goTo(path, line, column);
  }

  #run(session: Session, showing: "run" | "lab" = "run"): void {
    const waits = this.#predict?.holdsRun() === true;
    this.#results?.select(waits ? "run" : showing);
    this.#views?.select("results");
    if (waits) return this.#predict?.focus();
    void session.run().then(() => this.#goToProblem(session));
  }

  #check(session: Session): void {
    this.#results?.select("check");
    this.#views?.select("results");
    void session.check().then(() => this.#goToProblem(session));
  }

  /** On a narrow screen the marked line would be out of sight. */
  #goToProblem(session: Session): void {
    const [first] = session.state.problems;
    if (first) this.#goTo(first.file, first.line, first.column);
  }
}

function linkNotice(text: string): HTMLElement {
  return h("div", { class: "notice", "data-kind": "problem", role: "alert" }, h("p", {}, text));
}

/** A file that the task names is one click away. */
function linkFileNames(prose: Element | null, paths: readonly string[], open: (path: string) => void): void {
  for (const code of prose?.querySelectorAll("p code, li code") ?? []) {
    const path = code.textContent;
    if (!paths.includes(path) || code.closest("a, button")) continue;
    const button = h("button", { type: "button", class: "place", title: `Show ${path}`, click: () => open(path) });
    code.replaceWith(button);
    button.append(code);
  }
}

/** Not for those who asked their browser to save data; they wait a little at the first Run instead. */
function whenIdle(act: () => void): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: 2_000 });
  else setTimeout(act, 500);
}

customElements.define("exercise-workspace", ExerciseWorkspace);
