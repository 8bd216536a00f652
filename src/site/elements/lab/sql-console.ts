// Questions to the learner's file in SQL: ready ones, own ones, what was asked before; and a copy to break.
import type { ForkTree } from "../../../inspect/fork-tree.ts";
import { InspectError } from "../../../inspect/inspect-error.ts";
import { type ReadyQuestion, readyQuestions } from "../../../inspect/ready-questions.ts";
import type { CheckpointKey, QueryResult } from "../../../inspect/saver-file.ts";
import type { Tampering } from "../../../inspect/tamper.ts";
import { h, icon } from "../h.ts";
import { QueryTable, countWords } from "./query-table.ts";
import { FIRST_QUERY, SqlHistory } from "./sql-console-history.ts";
import { SqlSchema } from "./sql-console-schema.ts";
import { TamperPanel } from "./sql-console-tamper.ts";
import "./sql-console.css";

export interface SqlConsoleMeans {
  /** Rejects with InspectError for what SQLite refuses. After `signal` is aborted, whatever comes is not shown. */
  query(sql: string, signal?: AbortSignal): Promise<QueryResult>;
  tamper(change: Tampering): Promise<Uint8Array>;
  /** Runs these lines over a copy; resolves with what they printed. */
  tryOut(bytes: Uint8Array, lines: string): Promise<string>;
}

export interface SqlConsoleView {
  readonly tree: ForkTree;
  readonly selected: CheckpointKey | null;
  /** The learner's file that exports `graphOf`; null where there is none. */
  readonly graphFile: string | null;
  /** Why nothing can be run over this database, in words; null when it can. */
  readonly blocked: string | null;
}

const NO_ROWS =
  "The statement is right, and nothing in this file is so. Is a thread id or a name written as it is stored?";

/** Of the field, as what is put into it has more or fewer. */
const [FEWEST_LINES, MOST_LINES] = [5, 16];

let consoles = 0;

export class SqlConsole {
  readonly element: HTMLElement;
  readonly #means: SqlConsoleMeans;
  readonly #id = `sql${++consoles}`;
  readonly #text = h("textarea", {
    ...{ id: `${this.#id}-text`, class: "sql-text", rows: FEWEST_LINES, spellcheck: "false", autocapitalize: "off" },
    ...{ autocomplete: "off", "aria-describedby": `${this.#id}-says ${this.#id}-error` },
  });
  readonly #says = h("p", { id: `${this.#id}-says`, class: "sql-says" });
  readonly #error = h("div", { id: `${this.#id}-error`, class: "sql-error", role: "alert", hidden: true });
  readonly #status = h("span", { class: "sql-status", role: "status" });
  readonly #run = h(
    "button",
    { type: "button", class: "button primary", click: () => void this.#ask() },
    icon("run"),
    "Run",
  );
  readonly #stop = h(
    "button",
    { type: "button", class: "button", hidden: true, click: () => this.#stopAsking() },
    "Stop",
  );
  readonly #stale = h(
    "p",
    { class: "sql-stale", hidden: true },
    "The file has changed since. This answer is about what it was; run the query again.",
  );
  readonly #table = new QueryTable();
  readonly #history = new SqlHistory((sql) => this.#fill(sql));
  readonly #schema: SqlSchema;
  readonly #tamper: TamperPanel;
  #tree: ForkTree | null = null;
  #question: ReadyQuestion | null = null;
  #asking: AbortController | null = null;

  constructor(means: SqlConsoleMeans) {
    this.#means = means;
    this.#schema = new SqlSchema(
      (sql) => means.query(sql),
      (sql) => void this.#askFor(sql),
    );
    this.#tamper = new TamperPanel(means);
    this.#text.value = FIRST_QUERY;
    this.#text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void this.#ask();
    });
    this.#text.addEventListener("input", () => this.#forgetQuestion());
    this.element = h(
      "section",
      { class: "sql-console", "aria-label": "SQL" },
      h(
        "div",
        { class: "sql-ready", role: "group", "aria-label": "Ready questions" },
        h("span", { class: "label" }, "Ready questions"),
        h("div", { class: "sql-chips" }, ...readyQuestions.map((question) => this.#chip(question))),
      ),
      h(
        "div",
        { class: "sql-work" },
        h(
          "div",
          { class: "sql-edit" },
          h("label", { class: "label", for: `${this.#id}-text` }, "A query; it can read all, and change nothing"),
          this.#says,
          this.#text,
          this.#error,
          h(
            "div",
            { class: "sql-actions" },
            this.#run,
            this.#stop,
            h("span", { class: "sql-keys" }, "Ctrl+Enter"),
            this.#status,
          ),
        ),
        h("div", { class: "sql-folds" }, this.#schema.element, this.#history.element),
      ),
      this.#stale,
      this.#table.element,
      this.#tamper.element,
    );
  }

  update(view: SqlConsoleView): void {
    if (this.#tree !== null && view.tree !== this.#tree) {
      this.#stale.hidden = this.#table.element.childElementCount === 0;
      this.#schema.forget();
    }
    this.#tree = view.tree;
    this.#tamper.update(view);
  }

  #chip(question: ReadyQuestion): HTMLElement {
    const ask = () => void this.#askFor(question.sql, question);
    return h("button", { type: "button", class: "button small", title: question.answers, click: ask }, question.title);
  }

  async #askFor(sql: string, question: ReadyQuestion | null = null): Promise<void> {
    this.#fill(sql);
    this.#question = question;
    this.#says.textContent = question?.answers ?? "";
    await this.#ask();
  }

  /** What stood there and was never run is kept among what was asked. */
  #fill(sql: string): void {
    this.#history.keepDraft(this.#text.value);
    this.#forgetQuestion();
    this.#text.value = sql;
    this.#text.rows = Math.min(Math.max(sql.split("\n").length + 1, FEWEST_LINES), MOST_LINES);
  }

  #forgetQuestion(): void {
    this.#question = null;
    this.#says.textContent = "";
  }

  async #ask(): Promise<void> {
    this.#asking?.abort();
    const own = (this.#asking = new AbortController());
    const [sql, question] = [this.#text.value, this.#question];
    this.#running(true);
    this.#say("Running …");
    try {
      const result = await this.#means.query(sql, own.signal);
      if (this.#asking !== own) return;
      this.#showError("");
      this.#stale.hidden = true;
      this.#table.update(result, question?.empty ?? NO_ROWS);
      // The table says it too, to whoever sees it.
      this.#say(result.rows.length === 0 ? "No rows." : `${countWords(result)}.`, "unseen");
      this.#history.add(sql, countWords(result));
    } catch (error) {
      if (this.#asking !== own) return;
      this.#showError(error instanceof Error ? error.message : String(error));
      this.#say("");
      this.#history.add(sql, error instanceof InspectError && error.code === "QUERY_WRITES" ? "refused" : "failed");
    } finally {
      if (this.#asking === own) this.#running(false);
    }
  }

  #stopAsking(): void {
    const { value } = this.#text;
    this.#asking?.abort();
    this.#asking = null;
    this.#running(false);
    this.#history.add(value, "stopped");
    this.#say("Stopped. A query without an end often joins tables without saying on what.");
    this.#text.focus();
  }

  #running(isRunning: boolean): void {
    this.#stop.hidden = !isRunning;
    this.element.setAttribute("aria-busy", String(isRunning));
  }

  /** The answer to an earlier query goes, lest it be taken for this one's. */
  #showError(words: string): void {
    this.#error.hidden = words === "";
    this.#error.textContent = words;
    if (words !== "") this.#table.update(null, "");
    if (words !== "") this.#stale.hidden = true;
  }

  #say(words: string, how: "seen" | "unseen" = "seen"): void {
    this.#status.textContent = words;
    this.#status.classList.toggle("visually-hidden", how === "unseen");
  }
}
