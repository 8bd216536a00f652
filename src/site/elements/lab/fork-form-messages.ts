// Messages as a small list: the text of each can be edited, and new ones added. The message reducer does the rest by id.
import type { Channel } from "../../../inspect/saver-file.ts";
import { type ChannelEdit, composeMessages, type EditableMessage, messagesOf } from "../../../lab/verb-edit.ts";
import { count } from "../../../lab/plan-words.ts";
import { h } from "../h.ts";
import type { ChannelField } from "./fork-form-parts.ts";

/** Older ones stay as they are. */
const MOST_EDITABLE = 20;
const ROLES = ["human", "ai", "system"] as const;
const BY_ID =
  "An edited message keeps its id, so MessagesAnnotation’s reducer puts it in the place of the old one; a new one is appended.";

let lists = 0;

export class MessagesField implements ChannelField {
  readonly element: HTMLElement;
  readonly #channel: Channel;
  readonly #messages: readonly EditableMessage[];
  readonly #skipped: number;
  readonly #texts: readonly HTMLTextAreaElement[];
  readonly #added: { readonly role: HTMLSelectElement; readonly text: HTMLTextAreaElement }[] = [];
  readonly #list: HTMLElement;
  readonly #changed: () => void;
  readonly #id = `messages${++lists}`;

  constructor(channel: Channel, changed: () => void) {
    this.#channel = channel;
    this.#changed = changed;
    this.#messages = messagesOf(channel);
    this.#skipped = Math.max(0, this.#messages.length - MOST_EDITABLE);
    const shown = this.#messages.slice(this.#skipped);
    this.#texts = shown.map((message, index) => this.#drawText(message, index));
    this.#list = h(
      "ol",
      { class: "fork-messages" },
      ...shown.map((message, index) => this.#drawMessage(message, index)),
    );
    const add = h("button", { type: "button", class: "button quiet small", click: () => this.#add() }, "Add a message");
    this.element = h(
      "fieldset",
      { class: "verb-field" },
      h(
        "legend",
        { class: "label" },
        h("span", { class: "channel-name" }, channel.name),
        ` ${count(this.#messages.length, "message")}`,
      ),
      this.#skipped > 0 && h("p", { class: "note" }, `${this.#skipped} earlier messages stay as they are.`),
      this.#list,
      h("p", { class: "verb-field-actions" }, add),
      h("p", { class: "note" }, BY_ID),
    );
  }

  get isDirty(): boolean {
    return this.edit() !== null;
  }

  edit(): ChannelEdit | null {
    const texts = [
      ...Array<null>(this.#skipped).fill(null),
      ...this.#texts.map((field) => (field.value === field.defaultValue ? null : field.value)),
    ];
    const added = this.#added.map(({ role, text }) => ({ role: role.value, text: text.value }));
    const json = composeMessages(
      this.#messages,
      texts,
      added.filter(({ text }) => text !== ""),
    );
    return json === null ? null : { channel: this.#channel.name, json, replace: false };
  }

  focus(): void {
    (this.#texts.findLast((field) => !field.disabled) ?? this.element.querySelector("button"))?.focus();
  }

  #drawText({ text, id, role }: EditableMessage, index: number): HTMLTextAreaElement {
    const field = h("textarea", {
      class: "verb-input",
      rows: 2,
      "aria-label": `Text of message ${this.#skipped + index + 1}, ${role}`,
      // Without an id it could only be added once more; and parts are no text.
      disabled: text === null || id === null,
      input: this.#changed,
    });
    // An input has line ends of its own: what it makes of the text is what it is compared with.
    field.value = text ?? "";
    field.defaultValue = field.value;
    return field;
  }

  #drawMessage({ role, text, id }: EditableMessage, index: number): HTMLElement {
    const why =
      text === null ? " (in parts, edited in code only)" : id === null ? " (has no id, so it cannot be replaced)" : "";
    return h("li", {}, h("span", { class: "label" }, role, why), this.#texts[index]);
  }

  #add(): void {
    const number = this.#added.length + 1;
    const role = h(
      "select",
      { class: "verb-input narrow", "aria-label": `Role of new message ${number}`, change: this.#changed },
      ...ROLES.map((name) => h("option", { value: name }, name)),
    );
    const text = h("textarea", {
      id: `${this.#id}-${number}`,
      class: "verb-input",
      rows: 2,
      "aria-label": `Text of new message ${number}`,
      input: this.#changed,
    });
    this.#added.push({ role, text });
    this.#list.append(h("li", {}, h("span", { class: "label" }, "new"), role, text));
    text.focus();
  }
}
