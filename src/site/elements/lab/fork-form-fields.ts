// One field for each channel, by what it holds.
import type { Channel } from "../../../inspect/saver-file.ts";
import { type ChannelEdit, type FieldKind, fieldKind, readField } from "../../../lab/verb-edit.ts";
import { h } from "../h.ts";
import { ListField } from "./fork-form-list.ts";
import { MessagesField } from "./fork-form-messages.ts";
import {
  type ChannelField,
  fieldId,
  fieldLabel,
  KINDS,
  problemOf,
  textInput,
  Wrong,
  yesOrNo,
} from "./fork-form-parts.ts";

export function makeField(channel: Channel, changed: () => void): ChannelField {
  const kind = fieldKind(channel);
  if (kind === null) return fixed(channel);
  if (kind === "messages") return new MessagesField(channel, changed);
  if (kind === "list") return new ListField(channel, changed);
  return new ValueField(channel, kind, changed);
}

/** What JSON cannot say stays as it is. */
function fixed({ name }: Channel): ChannelField {
  return {
    element: h(
      "div",
      { class: "verb-field" },
      h("span", { class: "label channel-name" }, name),
      h("p", { class: "note" }, "JSON cannot say this value, so it is edited in code only."),
    ),
    isDirty: false,
    edit: () => null,
    focus: () => {},
  };
}

class ValueField implements ChannelField {
  readonly element: HTMLElement;
  readonly #channel: Channel;
  readonly #kind: FieldKind;
  readonly #input: HTMLTextAreaElement | HTMLSelectElement;
  #first: string;
  readonly #wrong: Wrong;

  constructor(channel: Channel, kind: FieldKind, changed: () => void) {
    this.#channel = channel;
    this.#kind = kind;
    const id = fieldId();
    this.#wrong = new Wrong(id);
    this.#first = textOf(channel, kind);
    const input = () => {
      this.#wrong.say(this.isDirty ? problemOf(kind, this.#input.value) : "");
      changed();
    };
    this.#input = kind === "boolean" ? yesOrNo(id, input) : textInput(id, kind, this.#first, input);
    this.#input.value = this.#first;
    this.element = h(
      "div",
      { class: "verb-field" },
      fieldLabel(id, channel.name, KINDS[kind]),
      this.#input,
      this.#wrong.element,
    );
  }

  get isDirty(): boolean {
    return this.#input.value !== this.#first;
  }

  edit(): ChannelEdit | null | "wrong" {
    if (!this.isDirty) return null;
    const read = readField(this.#kind, this.#input.value);
    return "problem" in read ? "wrong" : { channel: this.#channel.name, json: read.json, replace: false };
  }

  focus(): void {
    this.#input.focus();
  }
}

/** A channel that this checkpoint does not hold yet. */
export class NewChannel implements ChannelField {
  readonly element: HTMLElement;
  readonly #name: HTMLInputElement;
  readonly #value: HTMLTextAreaElement;
  readonly #wrong: Wrong;

  constructor(changed: () => void) {
    const id = fieldId();
    this.#wrong = new Wrong(id);
    const input = () => {
      this.#wrong.say(this.#name.value === "" ? "" : problemOf("json", this.#value.value));
      changed();
    };
    this.#name = h("input", {
      id: `${id}-name`,
      class: "verb-input",
      type: "text",
      spellcheck: "false",
      autocomplete: "off",
      input,
    });
    this.#value = textInput(id, "json", "", input);
    this.element = h(
      "details",
      { class: "verb-more" },
      h("summary", {}, "Write another channel"),
      h(
        "div",
        { class: "verb-field" },
        h(
          "label",
          { class: "label", for: `${id}-name` },
          "Its name, as in your graph; a name that it does not know is dropped without a word",
        ),
        this.#name,
        h("label", { class: "label", for: id }, "Its value, as JSON"),
        this.#value,
        this.#wrong.element,
      ),
    );
  }

  get isDirty(): boolean {
    return this.#name.value !== "";
  }

  edit(): ChannelEdit | null | "wrong" {
    if (!this.isDirty) return null;
    const read = readField("json", this.#value.value);
    return "problem" in read ? "wrong" : { channel: this.#name.value, json: read.json, replace: false };
  }

  focus(): void {
    if (this.isDirty) this.#value.focus();
    else this.element.querySelector("summary")?.focus();
  }
}

function textOf({ value, json }: Channel, kind: FieldKind): string {
  return kind === "text" ? String(value) : (json ?? "");
}
