// What the candidate has to know about this page itself, one line each, above everything.
import { h, icon } from "../elements/h.ts";
import type { StoreTrouble } from "../session/store.ts";

export interface Note {
  /** One note of a name at a time. */
  readonly name: string;
  readonly kind: "info" | "problem";
  readonly text: string;
  readonly actions?: readonly (readonly [label: string, act: () => void])[];
}

export const STORAGE_TEXT: Readonly<Record<StoreTrouble, string>> = {
  denied:
    "This browser does not let the page keep anything, so your answers last only as long as this tab. Do not reload it; save the export file before you close it.",
  full: "This browser's storage is full, so your latest changes last only as long as this tab. Stop the recording in Settings, or save the export file now.",
};

export class NoteList {
  readonly element = h("div", { class: "notes" });
  readonly #shown = new Map<string, HTMLElement>();

  show({ name, kind, text, actions = [] }: Note): void {
    this.hide(name);
    const close = () => this.hide(name);
    const element = h(
      "div",
      { class: "notice", "data-kind": kind, "data-note": name, role: kind === "info" ? "status" : "alert" },
      kind === "problem" && icon("problem"),
      h("p", {}, text),
      ...actions.map(([label, act]) =>
        h("button", { type: "button", class: "button small", click: () => (close(), act()) }, label),
      ),
      h("button", { type: "button", class: "button quiet small", click: close }, "All right"),
    );
    this.#shown.set(name, element);
    this.element.append(element);
  }

  hide(name: string): void {
    this.#shown.get(name)?.remove();
    this.#shown.delete(name);
  }

  clear(): void {
    for (const name of [...this.#shown.keys()]) this.hide(name);
  }
}
