// A list in a form: a list's reducer usually appends, so writing the whole list back would double it. Adding and replacing
// are two things here.
import type { Channel } from "../../../inspect/saver-file.ts";
import { type ChannelEdit, readField } from "../../../lab/verb-edit.ts";
import { h } from "../h.ts";
import { type ChannelField, fieldId, fieldLabel, problemOf, textInput, Wrong } from "./fork-form-parts.ts";

const ADD =
  "Add to it: its reducer gets what you write, and a list’s reducer usually appends. Without a reducer, what you write is the whole list.";
const REPLACE =
  "Replace it, past the reducer: new Overwrite(…). Only for a channel that has a reducer; without one, adding replaces already.";

export class ListField implements ChannelField {
  readonly element: HTMLElement;
  readonly #channel: Channel;
  readonly #input: HTMLTextAreaElement;
  readonly #ways: HTMLSelectElement;
  readonly #wrong: Wrong;
  readonly #note = h("p", { class: "note" }, ADD);
  #first = "[]";

  constructor(channel: Channel, changed: () => void) {
    this.#channel = channel;
    const id = fieldId();
    this.#wrong = new Wrong(id);
    const input = () => {
      this.#wrong.say(this.isDirty ? problemOf("list", this.#input.value) : "");
      changed();
    };
    this.#input = textInput(id, "list", "[]", input);
    this.#input.rows = Math.max(this.#input.rows, 2);
    this.#input.value = this.#first;
    this.#ways = h(
      "select",
      {
        class: "verb-input narrow",
        "aria-label": `How ${channel.name} is written`,
        change: () => this.#choose(changed),
      },
      h("option", { value: "add" }, "add to it"),
      h("option", { value: "replace" }, "replace it"),
    );
    const count = listLength(channel);
    this.element = h(
      "div",
      { class: "verb-field" },
      h("div", { class: "verb-field-head" }, fieldLabel(id, channel.name, `list of ${count}`), this.#ways),
      this.#input,
      this.#wrong.element,
      this.#note,
    );
  }

  get isDirty(): boolean {
    return this.#input.value !== this.#first;
  }

  edit(): ChannelEdit | null | "wrong" {
    if (!this.isDirty) return null;
    const read = readField("list", this.#input.value);
    return "problem" in read ? "wrong" : { channel: this.#channel.name, json: read.json, replace: this.#replaces };
  }

  focus(): void {
    this.#input.focus();
  }

  get #replaces(): boolean {
    return this.#ways.value === "replace";
  }

  #choose(changed: () => void): void {
    const untouched = !this.isDirty;
    this.#first = this.#replaces ? (this.#channel.json ?? "[]") : "[]";
    // What somebody has typed is theirs; only an untouched field follows the choice.
    if (untouched) this.#input.value = this.#first;
    this.#note.textContent = this.#replaces ? REPLACE : ADD;
    changed();
  }
}

function listLength({ value }: Channel): number {
  return typeof value === "object" && value !== null && value.is === "list" ? value.items.length : 0;
}
