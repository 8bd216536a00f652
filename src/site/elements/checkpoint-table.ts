// The checkpoints that a run left, read from the bytes of its database. The whole file is one click away.
import { nameCheckpoints } from "../../inspect/name-checkpoints.ts";
import type { CheckpointRow } from "../../inspect/read-checkpoints.ts";
import type { DatabaseSeen } from "../session/protocol.ts";
import type { RunView } from "../session/session-state.ts";
import { h } from "./h.ts";

export class CheckpointTable {
  readonly element = h("section", { class: "checkpoints", "aria-label": "Checkpoints" });
  readonly #exercise: string;
  #drawn: RunView | null = null;
  #downloads: string[] = [];

  constructor(exercise: string) {
    this.#exercise = exercise;
  }

  update(run: RunView): void {
    if (run.databases === this.#drawn?.databases && run.result === this.#drawn.result) return;
    this.#drawn = run;
    for (const url of this.#downloads) URL.revokeObjectURL(url);
    this.#downloads = [];
    const parts = run.databases.map((database) => this.#draw(database, run.databases.length > 1));
    this.element.replaceChildren(h("h2", {}, "Checkpoints"), ...(parts.length > 0 ? parts : [empty(run)]));
  }

  #draw(database: DatabaseSeen, several: boolean): Node {
    const { name, bytes, checkpoints, unreadable } = database;
    const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/vnd.sqlite3" }));
    this.#downloads.push(url);
    const download = h(
      "p",
      { class: "download" },
      h("a", { href: url, download: `${this.#exercise}-${name}.sqlite` }, "Save the database file"),
      ` (${Math.ceil(bytes.byteLength / 1024)} KiB, SQLite)`,
    );
    if (unreadable !== null)
      return h("div", {}, h("p", {}, `This database could not be read: ${unreadable}`), download);
    const threads = [...Map.groupBy(checkpoints, threadOf)];
    if (threads.length === 0)
      return h(
        "div",
        {},
        h("p", { class: "empty" }, "A database was opened, but no checkpoint was written to it."),
        download,
      );
    return h(
      "div",
      {},
      several && h("h3", {}, name),
      ...threads.map(([thread, rows]) => drawThread(thread, rows)),
      download,
    );
  }
}

function threadOf(row: CheckpointRow): string {
  return row.namespace === "" ? row.thread : `${row.thread} / ${row.namespace}`;
}

function drawThread(thread: string, rows: readonly CheckpointRow[]): Node {
  const names = new Map([...nameCheckpoints(rows)].map(([row, name]) => [row.id, name]));
  return h(
    "div",
    { class: "thread-table" },
    h(
      "table",
      {},
      h(
        "caption",
        {},
        "thread ",
        h("code", {}, thread),
        `, ${rows.length} ${rows.length === 1 ? "checkpoint" : "checkpoints"}`,
      ),
      h(
        "thead",
        {},
        h("tr", {}, ...["id", "step", "source", "next", "parent"].map((name) => h("th", { scope: "col" }, name))),
      ),
      h("tbody", {}, ...rows.map((row, index) => drawRow(row, names, rows[index + 1]?.id === row.parent))),
    ),
  );
}

/** `parentBelow`: the next row is the parent, so that a line may join the two. */
function drawRow(row: CheckpointRow, names: ReadonlyMap<string, string>, parentBelow: boolean): Node {
  const { id, step, source, next, parent } = row;
  const name = names.get(id) ?? id;
  const label = `${name}, copy the full id`;
  const nothing = () => h("span", { class: "nothing" }, "none");
  return h(
    "tr",
    { "data-source": source ?? "", "data-joined": parentBelow },
    h(
      "th",
      { scope: "row" },
      h("button", { type: "button", class: "checkpoint-id", title: id, "aria-label": label, click: copy(id) }, name),
    ),
    h("td", {}, step === null ? "?" : String(step).replace("-", "−")),
    h("td", {}, source ?? "?"),
    h("td", {}, next.length > 0 ? h("code", {}, next.join(", ")) : nothing()),
    h("td", {}, parent === null ? nothing() : (names.get(parent) ?? dangling(parent))),
  );
}

function dangling(parent: string): Node {
  return h("span", { class: "dangling", title: parent }, "not in this file");
}

function copy(id: string): (event: Event) => void {
  return ({ currentTarget }) => {
    if (!(currentTarget instanceof HTMLElement)) return;
    const button = currentTarget;
    const name = button.textContent;
    const say = (text: string) => {
      button.textContent = text;
      setTimeout(() => (button.textContent = name), 1_200);
    };
    // Where the clipboard is not to be had, the id itself is shown, ready to be selected.
    const copying = (navigator.clipboard as Clipboard | undefined)?.writeText(id) ?? Promise.reject(new Error("none"));
    copying.then(
      () => say("copied"),
      () => say(id),
    );
  };
}

function empty({ result, stopped }: RunView): Node {
  const text =
    result === null && !stopped
      ? "They appear here when the run ends. How many do you expect?"
      : "No checkpoint: this run opened no database. A graph without a saver writes none, however often it runs.";
  return h("p", { class: "empty" }, text);
}
