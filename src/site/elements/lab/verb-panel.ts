// One verb, opened: what it will do, what it wants to know, the lines that do it, and one button that does it.
import type { Verb, VerbPlan } from "../../../lab/model.ts";
import { h } from "../h.ts";
import { VerbCode } from "./verb-code.ts";
import type { VerbForm } from "./verb-form.ts";

export interface PanelEvents {
  confirm(): void;
  close(): void;
  /** Null where there is no editor. */
  readonly toEditor: ((lines: string) => void) | null;
}

export interface PanelHead {
  readonly kind: Verb["kind"];
  readonly title: string;
  readonly confirm: string;
}

let panels = 0;

export class VerbPanel {
  readonly element: HTMLElement;
  readonly #heading: HTMLElement;
  readonly #says = h("p", { class: "verb-says" });
  readonly #notes = h("ul", { class: "verb-notes" });
  readonly #form = h("div", { class: "verb-form" });
  readonly #why: HTMLElement;
  readonly #confirm: HTMLButtonElement;
  readonly #code: VerbCode;
  #noted = "";

  constructor(events: PanelEvents) {
    const id = `verb-panel${++panels}`;
    this.#code = new VerbCode(events.toEditor);
    this.#heading = h("h3", { id: `${id}-title`, tabindex: -1 });
    // Not `disabled`: what keeps it from being pressed is read where it is.
    this.#confirm = h("button", {
      type: "button",
      class: "button primary",
      "aria-describedby": `${id}-why`,
      click: () => events.confirm(),
    });
    this.#why = h("p", { class: "verb-why", id: `${id}-why`, role: "status" });
    this.element = h(
      "section",
      {
        class: "verb-panel",
        id,
        "aria-labelledby": `${id}-title`,
        hidden: true,
        keydown: (event) => this.#key(event, events),
      },
      this.#heading,
      this.#says,
      this.#notes,
      this.#form,
      this.#code.element,
      h(
        "div",
        { class: "verb-foot" },
        this.#why,
        h(
          "p",
          { class: "verb-actions" },
          this.#confirm,
          h("button", { type: "button", class: "button", click: () => events.close() }, "Cancel"),
        ),
      ),
    );
  }

  open({ kind, title, confirm }: PanelHead, form: VerbForm): void {
    this.element.dataset.verb = kind;
    this.#heading.textContent = title;
    this.#confirm.textContent = confirm;
    this.#form.replaceChildren(...(form.element ? [form.element] : []));
    this.element.hidden = false;
  }

  /** `why`: what keeps it from being done now. */
  update(plan: VerbPlan | null, why: string | null): void {
    const blocked = plan?.blocked ?? null;
    say(this.#why, blocked ?? why ?? "");
    this.#confirm.setAttribute("aria-disabled", String(blocked !== null || why !== null || plan === null));
    // What was planned last stays while a field is half typed.
    if (!plan) return;
    say(this.#says, blocked === null ? plan.says : "");
    this.#drawNotes(blocked === null ? plan.notes : []);
    this.#code.update(plan.lines);
  }

  close(): void {
    this.element.hidden = true;
    this.#form.replaceChildren();
  }

  /** Where a keyboard goes on when there is no field. */
  focus(): void {
    this.#heading.focus();
  }

  #drawNotes(notes: readonly string[]): void {
    const key = JSON.stringify(notes);
    if (key === this.#noted) return;
    this.#noted = key;
    this.#notes.replaceChildren(...notes.map((note) => h("li", {}, note)));
    this.#notes.hidden = notes.length === 0;
  }

  #key(event: Event, events: PanelEvents): void {
    if (!(event instanceof KeyboardEvent) || event.key !== "Escape") return;
    event.stopPropagation();
    events.close();
  }
}

function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === "";
}
