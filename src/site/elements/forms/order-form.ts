// A list to be brought into order: by buttons, by Alt and an arrow key, or by dragging. The item that moves stays where it is in
// the document and the others go round it, because an element that is moved loses the focus and the pointer.
import { moveItem, type OrderAnswer } from "../../../course/form-answer.ts";
import type { Form } from "../../../course/model.ts";
import { h, inlineCode } from "../h.ts";
import { type FormPart, type FormTells, plain } from "./form-part.ts";

type OrderQuestion = Extract<Form, { kind: "order" }>;

export class OrderForm implements FormPart<OrderAnswer> {
  readonly element: HTMLElement;
  readonly #list: HTMLOListElement;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #tells: FormTells<OrderAnswer>;
  #order: OrderAnswer;

  constructor({ items }: OrderQuestion, tells: FormTells<OrderAnswer>) {
    this.#tells = tells;
    this.#texts = new Map(items.map(({ id, text }) => [id, plain(text)]));
    this.#order = items.map(({ id }) => id);
    this.#list = h("ol", { class: "order-list", keydown: (event) => this.#onKey(event as KeyboardEvent) });
    this.#list.append(...items.map(({ id, text }) => this.#drawItem(id, text)));
    const how =
      "Move an item by its buttons, by dragging, or with Alt+↑ and Alt+↓ while one of its buttons has the focus.";
    this.element = h("div", {}, h("p", { class: "note" }, how), this.#list);
    this.#mark();
  }

  show(order: OrderAnswer): void {
    for (const [index, id] of order.entries()) this.#place(this.#itemOf(id), index);
    this.#order = order;
    this.#mark();
  }

  #drawItem(id: string, text: string): HTMLElement {
    const button = (by: -1 | 1, word: string, sign: string) =>
      h(
        "button",
        {
          type: "button",
          class: "button small",
          "data-move": word,
          "aria-label": `Move ${word}: ${plain(text)}`,
          click: () => this.#move(id, this.#order.indexOf(id) + by),
        },
        sign,
      );
    const grip = h("span", { class: "grip", "aria-hidden": "true" }, "⠿");
    const item = h(
      "li",
      { "data-item": id },
      grip,
      h("span", { class: "item-text" }, ...inlineCode(text)),
      h("span", { class: "item-moves" }, button(-1, "up", "↑"), button(1, "down", "↓")),
    );
    grip.addEventListener("pointerdown", (event) => this.#drag(event, grip, item, id));
    return item;
  }

  #onKey(event: KeyboardEvent): void {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const id = event.target instanceof Element ? event.target.closest("li")?.dataset.item : undefined;
    if (!event.altKey || by === 0 || id === undefined) return;
    event.preventDefault();
    this.#move(id, this.#order.indexOf(id) + by);
  }

  #move(id: string, to: number): void {
    const order = moveItem(this.#order, this.#order.indexOf(id), to);
    const text = this.#texts.get(id) ?? id;
    if (order === this.#order) return this.#tells.say(`“${text}” is ${to < 0 ? "first" : "last"} already.`);
    this.#place(this.#itemOf(id), to);
    this.#take(order);
    this.#tells.say(`“${text}” is now ${to + 1} of ${order.length}.`);
  }

  #take(order: OrderAnswer): void {
    this.#order = order;
    this.#mark();
    this.#tells.changed(order);
  }

  #drag(down: PointerEvent, grip: HTMLElement, item: HTMLElement, id: string): void {
    if (down.button !== 0) return;
    down.preventDefault();
    grip.setPointerCapture(down.pointerId);
    item.toggleAttribute("data-dragged", true);
    const over = new AbortController();
    const listen = (name: "pointermove" | "pointerup" | "pointercancel", act: (event: PointerEvent) => void) =>
      grip.addEventListener(name, act, { signal: over.signal });
    const end = () => {
      over.abort();
      item.removeAttribute("data-dragged");
    };
    listen("pointermove", ({ clientY }) => this.#place(item, placeAt(clientY, item)));
    listen("pointerup", () => {
      end();
      const to = [...this.#list.children].indexOf(item);
      if (to !== this.#order.indexOf(id)) this.#take(moveItem(this.#order, this.#order.indexOf(id), to));
    });
    listen("pointercancel", () => {
      end();
      this.show(this.#order);
    });
  }

  /** Only the others are moved. */
  #place(item: Element, to: number): void {
    const all = [...this.#list.children];
    const from = all.indexOf(item);
    if (to > from) item.before(...all.slice(from + 1, to + 1));
    else if (to < from) item.after(...all.slice(to, from));
  }

  #itemOf(id: string): HTMLElement {
    return this.#list.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)!;
  }

  /** A button that can do nothing says so; disabled, it would give the focus away. */
  #mark(): void {
    const last = this.#list.children.length - 1;
    for (const [index, item] of [...this.#list.children].entries()) {
      item.querySelector('[data-move="up"]')?.setAttribute("aria-disabled", String(index === 0));
      item.querySelector('[data-move="down"]')?.setAttribute("aria-disabled", String(index === last));
    }
  }
}

/** How many of the other items are above that height. */
function placeAt(y: number, item: HTMLElement): number {
  const others = [...(item.parentElement?.children ?? [])].filter((other) => other !== item);
  return others.filter((other) => {
    const { top, height } = other.getBoundingClientRect();
    return top + height / 2 < y;
  }).length;
}
