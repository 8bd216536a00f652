// Tamper: break a copy of the file in one place, having predicted what LangGraph will do; then see it.
import type { ForkTree } from "../../../inspect/fork-tree.ts";
import { tamperLines } from "../../../inspect/tamper-lines.ts";
import { tamperWords } from "../../../inspect/tamper-words.ts";
import type { Tampering } from "../../../inspect/tamper.ts";
import { h } from "../h.ts";
import type { SqlConsoleMeans, SqlConsoleView } from "./sql-console.ts";
import { TamperForm } from "./sql-console-tamper-form.ts";

export class TamperPanel {
  readonly element: HTMLElement;
  readonly #means: SqlConsoleMeans;
  readonly #form: TamperForm;
  readonly #prediction = h("input", { type: "text", maxlength: 200, autocomplete: "off", class: "tamper-guess" });
  readonly #asks = h("span", { class: "tamper-asks" });
  readonly #apply: HTMLButtonElement;
  readonly #blocked = h("p", { class: "tamper-blocked", hidden: true });
  readonly #error = h("div", { class: "sql-error", role: "alert", hidden: true });
  readonly #result = h("div", { class: "tamper-result", tabindex: -1, hidden: true });
  readonly #open: HTMLButtonElement;
  readonly #body: HTMLElement;
  #view: SqlConsoleView | null = null;
  #tree: ForkTree | null = null;
  #isRunning = false;
  /** Grows when what is shown is left; an older try is then nobody's. */
  #visit = 0;

  constructor(means: SqlConsoleMeans) {
    this.#means = means;
    this.#form = new TamperForm(
      (sql) => means.query(sql),
      () => this.#formChanged(),
    );
    this.#apply = h(
      "button",
      { type: "button", class: "button primary", click: () => void this.#try() },
      "Break the copy, and see",
    );
    this.#open = h("button", { type: "button", class: "button", click: () => this.#enter() }, "Tamper with a copy …");
    const leave = () => this.#leave();
    this.#body = h(
      "div",
      { class: "tamper-body", hidden: true },
      h(
        "div",
        { class: "tamper-banner" },
        h(
          "p",
          {},
          h("strong", {}, "On a copy. "),
          "Your file stays as it is, and so does everything else on this page.",
        ),
        h("button", { type: "button", class: "button small", click: leave }, "Back to the unbroken file"),
      ),
      this.#form.element,
      h("label", { class: "tamper-predict" }, h("strong", {}, "Predict. "), this.#asks, this.#prediction),
      this.#blocked,
      this.#error,
      h("div", { class: "sql-actions" }, this.#apply),
      this.#result,
    );
    this.element = h(
      "section",
      { class: "tamper", "aria-label": "Tamper" },
      h(
        "div",
        { class: "tamper-door" },
        this.#open,
        h("p", {}, "Remove a row, break a parent id: what does LangGraph do then?"),
      ),
      this.#body,
    );
    this.#formChanged();
  }

  update(view: SqlConsoleView): void {
    this.#view = view;
    const why = view.blocked ?? (view.graphFile === null ? "There is no graph beside this file to try it with." : null);
    this.#blocked.hidden = why === null;
    this.#blocked.textContent = why ?? "";
    this.#apply.disabled = why !== null;
    this.#form.update(view.tree, view.selected);
    if (this.#tree !== null && view.tree !== this.#tree) this.#forget();
    this.#tree = view.tree;
  }

  #enter(): void {
    this.element.classList.add("tamper-on");
    this.#body.hidden = false;
    this.#open.parentElement!.hidden = true;
    this.#form.focus();
  }

  #leave(): void {
    this.#forget();
    this.#prediction.value = "";
    this.element.classList.remove("tamper-on");
    this.#body.hidden = true;
    this.#open.parentElement!.hidden = false;
    this.#open.focus();
  }

  #forget(): void {
    this.#visit += 1;
    this.#running(false);
    this.#result.hidden = true;
    this.#result.replaceChildren();
    this.#error.hidden = true;
  }

  #formChanged(): void {
    this.#asks.textContent = tamperWords(this.#form.kind).asks;
  }

  async #try(): Promise<void> {
    const { graphFile, blocked } = this.#view ?? {};
    if (this.#isRunning || !graphFile || blocked) return;
    this.#forget();
    const visit = this.#visit;
    const change = this.#form.read();
    if (typeof change === "string") return this.#fail(change);
    const name = this.#form.nameOf(change.at);
    const lines = tamperLines(change.at, graphFile);
    this.#running(true);
    try {
      const printed = await this.#means.tryOut(await this.#means.tamper(change), lines);
      if (visit === this.#visit) this.#show({ change, name, lines, printed });
    } catch (error) {
      if (visit === this.#visit) this.#fail(error instanceof Error ? error.message : String(error));
    } finally {
      if (visit === this.#visit) this.#running(false);
    }
  }

  #running(isRunning: boolean): void {
    this.#isRunning = isRunning;
    this.element.setAttribute("aria-busy", String(isRunning));
    this.#apply.setAttribute("aria-disabled", String(isRunning));
    this.#apply.textContent = isRunning ? "LangGraph runs over the copy …" : "Break the copy, and see";
  }

  #fail(words: string): void {
    this.#error.hidden = false;
    this.#error.textContent = words;
  }

  #show({ change, name, lines, printed }: { change: Tampering; name: string; lines: string; printed: string }): void {
    const { title, does } = tamperWords(change.kind);
    const guess = this.#prediction.value.trim();
    this.#result.replaceChildren(
      h("h3", {}, `${title}: ${name}`),
      h("p", { class: "tamper-does" }, does),
      h(
        "div",
        { class: "tamper-compare" },
        h(
          "div",
          {},
          h("span", { class: "label" }, "You predicted"),
          h("p", {}, guess === "" ? "Nothing this time." : guess),
        ),
        h(
          "div",
          {},
          h("span", { class: "label" }, "What LangGraph did"),
          h("pre", { class: "tamper-printed", tabindex: 0 }, printed === "" ? "(nothing was printed)" : printed),
        ),
      ),
      h(
        "details",
        {},
        h("summary", {}, "The lines that were run over the copy"),
        h("pre", { class: "tamper-printed", tabindex: 0 }, lines),
      ),
    );
    this.#result.hidden = false;
    this.#result.focus({ preventScroll: true });
    this.#result.scrollIntoView({ block: "nearest" });
  }
}
