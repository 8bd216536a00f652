// What the fields of a state are made of: an input, its label, and what is wrong with it, told beside it.
import { type ChannelEdit, type FieldKind, readField } from "../../../lab/verb-edit.ts";
import { h } from "../h.ts";

export interface ChannelField {
  readonly element: HTMLElement;
  readonly isDirty: boolean;
  /** Null: it is as it was. */
  edit(): ChannelEdit | null | "wrong";
  focus(): void;
}

const MOST_ROWS = 8;
const CHARACTERS_IN_ROW = 50;

let fields = 0;

/** An id for an input and what belongs to it. */
export function fieldId(): string {
  return `channel${++fields}`;
}

export const KINDS: Readonly<Record<FieldKind, string>> = {
  text: "text",
  number: "number",
  boolean: "true or false",
  json: "JSON",
  list: "list",
  messages: "messages",
};

/** What is wrong with a field, at its place. */
export class Wrong {
  readonly element: HTMLElement;
  readonly #field: string;

  constructor(field: string) {
    this.#field = field;
    this.element = h("p", { class: "verb-wrong", id: `${field}-wrong`, hidden: true });
  }

  say(text: string): void {
    if (this.element.textContent !== text) this.element.textContent = text;
    this.element.hidden = text === "";
    this.element.parentElement?.querySelector(`#${this.#field}`)?.setAttribute("aria-invalid", String(text !== ""));
  }
}

export function textInput(id: string, kind: FieldKind, text: string, input: () => void): HTMLTextAreaElement {
  const lines = text
    .split("\n", MOST_ROWS)
    .reduce((sum, line) => sum + Math.ceil((line.length + 1) / CHARACTERS_IN_ROW), 0);
  return h("textarea", {
    id,
    class: kind === "text" || kind === "number" ? "verb-input" : "verb-input code",
    rows: Math.min(Math.max(lines, 1), MOST_ROWS),
    spellcheck: kind === "text" ? undefined : "false",
    inputmode: kind === "number" ? "decimal" : undefined,
    "aria-describedby": `${id}-wrong`,
    input,
  });
}

export function yesOrNo(id: string, change: () => void): HTMLSelectElement {
  return h("select", { id, class: "verb-input narrow", change }, h("option", {}, "true"), h("option", {}, "false"));
}

export function fieldLabel(id: string, name: string, kind: string): HTMLElement {
  return h("label", { class: "label", for: id }, h("span", { class: "channel-name" }, name), ` ${kind}`);
}

export function problemOf(kind: FieldKind, text: string): string {
  const read = readField(kind, text);
  return "problem" in read ? read.problem : "";
}
