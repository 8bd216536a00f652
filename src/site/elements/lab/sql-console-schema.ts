// Tables and views with their columns, folded away until they are wanted; read from the file itself.
import type { QueryResult } from "../../../inspect/saver-file.ts";
import { h } from "../h.ts";

const TABLES = `SELECT l.name, l.type, (SELECT group_concat(c.name, ', ') FROM pragma_table_info(l.name) c)
FROM pragma_table_list l WHERE l.schema = 'main' AND l.name NOT GLOB 'sqlite_*'
ORDER BY l.type = 'view' DESC, l.name LIMIT 60`;

const ABOUT: ReadonlyMap<string, string> = new Map([
  ["v_checkpoints", "Checkpoints, one a row."],
  ["v_values", "What each channel held at each checkpoint."],
  ["v_writes", "Pending writes: what tasks gave, beside their checkpoint."],
  ["v_items", "Items of the store."],
  ["scopes", "Threads and namespaces by number; every other table says sid."],
  ["shapes", "Names in a checkpoint's head, stored once."],
  ["checkpoints", "Checkpoints as they are stored."],
  ["stubs", "What pruning left because a history needs it."],
  ["blobs", "Values, shared by checkpoints; of a list only what is new."],
  ["writes", "Pending writes as they are stored."],
  ["items", "Items of the store, as they are stored."],
  ["vectors", "Vectors of items, for search by meaning."],
  ["vector_changes", "Counts changes of the vectors."],
]);

export class SqlSchema {
  readonly element: HTMLDetailsElement;
  readonly #query: (sql: string) => Promise<QueryResult>;
  readonly #show: (sql: string) => void;
  readonly #body = h("div", { class: "sql-schema" });
  #state: "unread" | "reading" | "read" = "unread";

  /** `show` is asked to run a query that shows some rows. */
  constructor(query: (sql: string) => Promise<QueryResult>, show: (sql: string) => void) {
    this.#query = query;
    this.#show = show;
    this.element = h("details", {}, h("summary", {}, "Tables and views"), this.#body);
    this.element.addEventListener("toggle", () => void this.#read());
  }

  /** Another file may have others. */
  forget(): void {
    this.#state = "unread";
    void this.#read();
  }

  async #read(): Promise<void> {
    if (!this.element.open || this.#state !== "unread") return;
    this.#state = "reading";
    try {
      const { rows } = await this.#query(TABLES);
      this.#state = "read";
      this.#draw(rows.map((row) => row.map(String)));
    } catch (error) {
      this.#state = "unread";
      const why = error instanceof Error ? error.message : String(error);
      this.#body.replaceChildren(h("p", {}, `They could not be read. ${why} Fold and unfold to try again.`));
    }
  }

  #draw(tables: readonly string[][]): void {
    const shown = JSON.stringify(tables);
    if (this.#body.dataset.shown === shown) return;
    this.#body.dataset.shown = shown;
    this.#body.replaceChildren(
      h("dl", {}, ...tables.flatMap(([name = "", type = "", columns = ""]) => this.#drawTable(name, type, columns))),
    );
  }

  #drawTable(name: string, type: string, columns: string): HTMLElement[] {
    const sql = `SELECT * FROM "${name.replaceAll('"', '""')}" LIMIT 20`;
    const label = `Show rows of ${name}`;
    return [
      h(
        "dt",
        {},
        h(
          "button",
          { type: "button", class: "sql-table", "aria-label": label, title: label, click: () => this.#show(sql) },
          name,
        ),
        h("span", { class: "sql-kind" }, type),
      ),
      h("dd", {}, ABOUT.get(name) ?? "", h("span", { class: "sql-columns" }, columns)),
    ];
  }
}
