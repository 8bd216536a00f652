// What was asked in this visit, newest first. Up and down go through the list while it has the focus, and only then.
import { h } from "../h.ts";

const MOST = 50;
const MOST_CHARACTERS = 90;

/** What stands in the field at first: nobody's draft. */
export const FIRST_QUERY = "SELECT * FROM v_checkpoints\nORDER BY id DESC";

export class SqlHistory {
  readonly element: HTMLDetailsElement;
  readonly #count = h("span", {}, "nothing yet");
  readonly #list = h("ol", { class: "sql-asked" });
  readonly #asked: string[] = [];
  readonly #take: (sql: string) => void;

  constructor(take: (sql: string) => void) {
    this.#take = take;
    this.element = h("details", {}, h("summary", {}, "Asked in this visit: ", this.#count), this.#list);
    this.#list.addEventListener("keydown", (event) => this.#move(event));
  }

  /** `ended`: "12 rows", "failed". */
  add(sql: string, ended: string): void {
    const text = sql.trim();
    if (text === "") return;
    const at = this.#asked.indexOf(text);
    if (at !== -1) {
      this.#asked.splice(at, 1);
      this.#list.children[at]?.remove();
    }
    this.#asked.unshift(text);
    this.#list.prepend(this.#item(text, ended));
    this.#asked.length = Math.min(this.#asked.length, MOST);
    while (this.#list.childElementCount > MOST) this.#list.lastElementChild?.remove();
    this.#count.textContent = String(this.#asked.length);
  }

  keepDraft(sql: string): void {
    if (sql !== FIRST_QUERY && !this.#asked.includes(sql.trim())) this.add(sql, "not run");
  }

  #item(sql: string, ended: string): HTMLElement {
    const line = sql.replaceAll(/\s+/g, " ");
    const shown = line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "sql-again", click: () => this.#take(sql) },
        h("code", {}, shown),
        h("span", {}, ended),
      ),
    );
  }

  #move(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...this.#list.querySelectorAll("button")];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = step === undefined ? undefined : buttons[at + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }
}
