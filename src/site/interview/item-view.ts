// One item: what is asked, the answer as a form or as files, Run and Check, and how sure the candidate is.
import type { PageItem } from "../../interview/page-data.ts";
import { CodeEditor, type EditDetail } from "../elements/code-editor.ts";
import { ask } from "../elements/dialogs.ts";
import { AnswerForm } from "../elements/forms/answer-form.ts";
import { h, icon, inlineCode } from "../elements/h.ts";
import { RunPane } from "../elements/run-pane.ts";
import { announce } from "../elements/run-words.ts";
import { tabList, type TabList } from "../elements/tab-list.ts";
import type { Session } from "../session/session.ts";
import type { SessionState } from "../session/session-state.ts";
import type { App } from "./app.ts";
import { askConfidence } from "./ask-confidence.ts";
import { openItemSession } from "./item-session.ts";
import { KIND_WORDS } from "./kind-words.ts";
import { answerOf } from "./state.ts";
import { VisibleVerdicts } from "./visible-verdicts.ts";

const FORM = "form";

export class ItemView implements Disposable {
  readonly element: HTMLElement;
  readonly #app: App;
  readonly #item: PageItem;
  readonly #session: Session;
  readonly #editor = new CodeEditor();
  readonly #form: AnswerForm | null;
  readonly #run: RunPane;
  readonly #verdicts: VisibleVerdicts;
  readonly #stop: HTMLButtonElement;
  readonly #sure = h("span", { class: "sure-now" });
  readonly #change = button("", "quiet small", () => void this.#beSure());
  #tabs: TabList | null = null;
  #said = "";
  #drawing = false;
  #gone = false;

  constructor(app: App, item: PageItem, place: { readonly number: number; readonly of: number }) {
    this.#app = app;
    this.#item = item;
    const { exercise } = item;
    this.#session = openItemSession({
      item,
      judge: app.judge,
      files: answerOf(app.state, exercise.id).files,
      seed: app.page.session.seed,
      changed: (files) => app.act({ do: "edit", exercise: exercise.id, files, now: app.now() }),
    });
    const goTo = (path: string, line: number, column?: number) => this.#goTo(path, line, column);
    this.#run = new RunPane(exercise, goTo, () => void this.#try("run"));
    this.#verdicts = new VisibleVerdicts(goTo, () => void this.#try("check"));
    this.#form = exercise.form && new AnswerForm(this.#session, exercise.form);
    this.#stop = button("Stop", "stop", () => this.#session.stop());
    this.element = h(
      "article",
      { class: "item", "data-exercise": exercise.id },
      h("section", { class: "item-task" }, ...this.#drawTask(place)),
      h("section", { class: "item-work", "aria-label": "Your answer" }, ...this.#drawWork()),
    );
    this.#editor.addEventListener("edit", (event) => {
      const { path, text } = (event as CustomEvent<EditDetail>).detail;
      this.#session.edit(path, text);
    });
    this.#editor.addEventListener("run", () => void this.#try(this.#canRun ? "run" : "check"));
    this.#editor.addEventListener("check", () => void this.#try("check"));
    this.#session.drafts.onChange(() => {
      this.#editor.load(this.#session.drafts.files(), new Set(exercise.given));
      this.#form?.load();
    });
    this.#session.subscribe(() => this.#later());
    this.#draw(this.#session.state);
    this.#tellSure();
  }

  /** Once it is in the page: the editor needs a place before it can show anything. */
  mount(): void {
    const { exercise } = this.#item;
    const list = this.element.querySelector<HTMLElement>(".file-tabs");
    this.#editor.load(this.#session.drafts.files(), new Set(exercise.given));
    if (list) this.#tabs = tabList(list, (tab) => this.#showFile(tab));
    this.#tabs?.select(exercise.form ? FORM : exercise.entry);
  }

  /** Ctrl+Enter and Ctrl+Shift+Enter, wherever the focus is. */
  key(wants: "run" | "check"): void {
    void this.#try(wants === "run" && this.#canRun ? "run" : "check");
  }

  [Symbol.dispose](): void {
    this.#gone = true;
    this.#session.stop();
  }

  /** What a form writes says nothing when it runs; a program beside it may. */
  get #canRun(): boolean {
    const { run, entry, form } = this.#item.exercise;
    return this.#canStart && (form === null || run !== entry);
  }

  get #canStart(): boolean {
    return this.#item.exercise.needs.length === 0;
  }

  #drawTask({ number, of }: { readonly number: number; readonly of: number }): Node[] {
    const { question, prompt, kinds, minutes } = this.#item;
    const body = h("div", { class: "prompt" });
    // Made from the deck's own text when the file was made; the page's policy runs no script that it might hold.
    body.innerHTML = prompt;
    const words = [...kinds.map((kind) => KIND_WORDS[kind]), `about ${minutes} min`];
    return [
      h("p", { class: "label" }, `Item ${number} of ${of} · ${words.join(" · ")}`),
      h("h1", { tabindex: -1, id: "question" }, ...inlineCode(question)),
      body,
    ];
  }

  #drawWork(): Node[] {
    const { explain } = this.#item;
    const run = button("Run", "primary", () => void this.#try("run"), icon("run"));
    const check = button("Check", this.#canRun ? "" : "primary", () => void this.#try("check"), icon("passed"));
    const reset = button("Start over", "quiet small", () => void this.#reset());
    const actions = this.#canStart
      ? [this.#canRun && run, check, this.#stop, h("span", { class: "gap" }), reset]
      : [
          h("p", { class: "note" }, "This answer needs more than a browser, so it is run by the reviewer only."),
          h("span", { class: "gap" }),
          reset,
        ];
    return [
      this.#drawFiles(),
      h("div", { class: "action-bar", role: "group", "aria-label": "What to do with the answer" }, ...actions),
      h("p", { class: "sure" }, this.#sure, this.#change),
      h("div", { class: "outcome-panes" }, this.#verdicts.element, this.#canRun && this.#run.element),
      ...(explain === null ? [] : [this.#drawExplain(explain)]),
    ].filter((node): node is HTMLElement => node !== null);
  }

  #drawFiles(): HTMLElement {
    const { exercise } = this.#item;
    const files = Object.keys(exercise.starter).filter((path) => !exercise.form || path !== exercise.entry);
    const tabs = [...(exercise.form ? [FORM] : []), ...files];
    const tab = (name: string) =>
      h(
        "button",
        { type: "button", role: "tab", id: `file-${name}`, "data-tab": name, "aria-controls": "files" },
        name === FORM ? "Your answer" : name,
        exercise.given.includes(name) && h("span", { class: "given" }, "given"),
      );
    return h(
      "div",
      { class: "files" },
      h("div", { class: "file-tabs", role: "tablist", "aria-label": "Answer and files" }, ...tabs.map(tab)),
      h(
        "div",
        { class: "file", id: "files", role: "tabpanel", "aria-label": "Answer or file" },
        this.#form?.element,
        this.#editor,
      ),
    );
  }

  #drawExplain(asked: string): HTMLElement {
    const { id } = this.#item.exercise;
    const text = h("textarea", {
      id: "explanation",
      rows: 5,
      maxlength: 20_000,
      "aria-describedby": "explanation-note",
      input: () => this.#app.act({ do: "explain", exercise: id, text: text.value }),
    });
    text.value = answerOf(this.#app.state, id).explanation;
    return h(
      "div",
      { class: "explain" },
      h("label", { for: "explanation" }, ...inlineCode(asked)),
      h("p", { class: "note", id: "explanation-note" }, "In your own words. People read this; no machine scores it."),
      text,
    );
  }

  #showFile(tab: string): void {
    const isForm = tab === FORM;
    if (this.#form) this.#form.element.hidden = !isForm;
    this.#editor.hidden = isForm;
    if (!isForm) this.#editor.show(tab);
  }

  #goTo(path: string, line: number, column?: number): void {
    this.#tabs?.select(this.#item.exercise.form && path === this.#item.exercise.entry ? FORM : path);
    this.#editor.goTo(path, line, column);
  }

  async #try(wants: "run" | "check"): Promise<void> {
    if (!this.#canStart || document.querySelector("dialog[open]")) return;
    const { id } = this.#item.exercise;
    const yes = wants === "run" ? "Run it" : "Check it";
    const confidence = await askConfidence(answerOf(this.#app.state, id).confidence, yes);
    if (confidence === null || this.#gone) return;
    this.#app.act({ do: "be-sure", exercise: id, confidence });
    this.#tellSure();
    const files = this.#ownFiles();
    await (wants === "run" ? this.#session.run() : this.#session.check());
    this.#showOutcome(wants);
    // An item that was left stops what it ran; the attempt was made all the same.
    const { check, failure } = this.#session.state;
    if (failure) return;
    const report = wants === "check" ? (check?.report ?? null) : null;
    this.#app.act({
      do: "attempt",
      exercise: id,
      attempt: { did: wants, files, confidence, report },
      now: this.#app.now(),
    });
  }

  /** On a narrow screen it is drawn far below the button. */
  #showOutcome(wants: "run" | "check"): void {
    if (this.#gone) return;
    const pane = wants === "run" ? this.#run.element : this.#verdicts.element;
    // What was drawn for this frame is drawn after it was asked for.
    requestAnimationFrame(() => pane.scrollIntoView({ block: "nearest" }));
  }

  async #beSure(): Promise<void> {
    const { id } = this.#item.exercise;
    const confidence = await askConfidence(answerOf(this.#app.state, id).confidence, "Keep it");
    if (confidence === null) return;
    this.#app.act({ do: "be-sure", exercise: id, confidence });
    this.#tellSure();
  }

  async #reset(): Promise<void> {
    const text = "Your answer to this item is put back to what it was at the beginning. What you explained stays.";
    if (await ask({ title: "Start this item over?", text, yes: "Start over", no: "Keep my answer" }))
      this.#session.reset();
  }

  #ownFiles(): Record<string, string> {
    const { given } = this.#item.exercise;
    return Object.fromEntries(Object.entries(this.#session.drafts.files()).filter(([path]) => !given.includes(path)));
  }

  #tellSure(): void {
    const { confidence } = answerOf(this.#app.state, this.#item.exercise.id);
    this.#change.textContent = confidence === null ? "Say how sure you are" : "Change how sure you are";
    this.#sure.textContent =
      confidence === null
        ? "You have not said yet how sure you are."
        : `You are ${Math.round(confidence * 100)} % sure.`;
  }

  #later(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    // At most once per frame, however much the candidate's code says.
    requestAnimationFrame(() => {
      this.#drawing = false;
      if (!this.#gone) this.#draw(this.#session.state);
    });
  }

  #draw(state: SessionState): void {
    this.#run.update(state);
    this.#verdicts.update(state);
    this.#form?.update(state);
    void this.#editor.setProblems(state.problems);
    const busy = state.activity.phase !== "editing";
    if (!busy && document.activeElement === this.#stop) this.element.querySelector<HTMLElement>("#question")?.focus();
    this.#stop.disabled = !busy;
    this.element.dataset.phase = state.activity.phase;
    const words = announce(state);
    if (words !== this.#said) this.#app.say((this.#said = words));
  }
}

function button(label: string, kind: string, act: () => void, ...before: Node[]): HTMLButtonElement {
  return h("button", { type: "button", class: `button ${kind}`, click: act }, ...before, label);
}
