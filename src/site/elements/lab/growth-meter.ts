// How each thread grew: what this file takes, what whole snapshots would have taken, what pruning would free.
import { growthWords, pruneWords, sizeWords, thinned } from "../../../inspect/growth-words.ts";
import type { ThreadGrowth } from "../../../inspect/saver-file.ts";
import type { Reading } from "../../session/lab/lab-state.ts";
import { h } from "../h.ts";
import { GrowthChart } from "./growth-meter-chart.ts";
import "./growth-meter.css";

/** Threads that are drawn at first, and more at each press of a button. */
const MOST_THREADS = 6;
const MOST_TABLE_ROWS = 40;

export class GrowthMeter {
  readonly element = h("section", { class: "growth-meter", "aria-label": "Growth" });
  #drawn: Reading<readonly ThreadGrowth[]> | null = null;
  #resized = new ResizeObserver((entries) => {
    for (const { target } of entries) this.#charts.get(target)?.fit();
  });
  readonly #charts = new Map<Element, GrowthChart>();

  update(growth: Reading<readonly ThreadGrowth[]>): void {
    if (growth === this.#drawn) return;
    this.#drawn = growth;
    this.#resized.disconnect();
    this.#charts.clear();
    this.element.setAttribute("aria-busy", String(growth.phase === "loading"));
    switch (growth.phase) {
      case "loading":
        return this.element.replaceChildren(h("p", { class: "growth-blank" }, "Counting the rows of this file …"));
      case "failed":
        return this.element.replaceChildren(failed(growth.why));
      case "ready":
        this.element.replaceChildren(LEAD(), ...(growth.value.length === 0 ? [NOTHING()] : []));
        this.#addThreads(growth.value, 0);
    }
  }

  #addThreads(all: readonly ThreadGrowth[], from: number): void {
    const more = all.slice(from, from + MOST_THREADS).map((thread) => this.#drawThread(thread));
    this.element.append(...more);
    if (from > 0) more[0]?.querySelector("h3")?.focus();
    const left = all.length - from - more.length;
    if (left <= 0) return;
    const button = h(
      "button",
      {
        type: "button",
        class: "button small",
        click: () => {
          button.remove();
          this.#addThreads(all, from + MOST_THREADS);
        },
      },
      `+ ${left} more ${left === 1 ? "thread" : "threads"}`,
    );
    this.element.append(button);
  }

  #drawThread(growth: ThreadGrowth): HTMLElement {
    const { points } = growth;
    const steps = `${points.length} ${points.length === 1 ? "super-step" : "super-steps"}`;
    const last = points.at(-1);
    const bytes = new GrowthChart({
      title: "Bytes",
      says: `Bytes over ${steps}: ${growthWords(growth)}.`,
      lines: [
        { kind: "whole", name: "whole snapshots", values: points.map(({ wholeBytes }) => wholeBytes) },
        { kind: "file", name: "this file", values: points.map((point) => point.bytes) },
      ],
      show: sizeWords,
    });
    const rows = new GrowthChart({
      title: "Rows",
      says: `Rows over ${steps}: ${last?.rows ?? 0} in the end.`,
      lines: [{ kind: "file", name: "this file", values: points.map((point) => point.rows) }],
      show: String,
    });
    for (const chart of [bytes, rows]) {
      this.#charts.set(chart.element, chart);
      this.#resized.observe(chart.element);
    }
    return h(
      "article",
      { class: "growth-thread" },
      h("h3", { tabindex: -1 }, "Thread ", h("code", {}, growth.thread), h("span", { class: "growth-steps" }, steps)),
      h("p", { class: "growth-ratio" }, growthWords(growth)),
      h("p", { class: "growth-prune" }, pruneWords(growth)),
      h("div", { class: "growth-charts" }, bytes.element, rows.element),
      numbers(growth),
    );
  }
}

const LEAD = (): HTMLElement =>
  h(
    "div",
    { class: "growth-lead" },
    h(
      "p",
      {},
      "This saver stores a value once, however many checkpoints share it, and of a list only what is new. MemorySaver keeps every checkpoint whole.",
    ),
    h(
      "details",
      {},
      h("summary", {}, "What is counted"),
      h(
        "p",
        {},
        "This file: text and bytes of its rows (checkpoints, values, pending writes, names), each at the first checkpoint that needs it; SQLite’s own pages are not counted. Whole snapshots: for the same checkpoints, the JSON that MemorySaver keeps of each, with metadata and pending writes.",
      ),
    ),
  );

const NOTHING = (): HTMLElement =>
  h(
    "p",
    { class: "growth-blank" },
    "No thread is in this file yet. Run a graph with a saver, twice with the same thread_id: the second turn shows how the lines part.",
  );

function failed(why: string): HTMLElement {
  return h("p", { class: "growth-blank", role: "alert" }, `This could not be counted. ${why}`);
}

function numbers({ points }: ThreadGrowth): HTMLElement {
  const shown = thinned(
    points.map((point, at) => ({ ...point, at: at + 1 })),
    MOST_TABLE_ROWS,
  );
  const left = points.length - shown.length;
  const head = ["super-step", "step", "rows", "this file", "whole snapshots"];
  return h(
    "details",
    { class: "growth-numbers" },
    h("summary", {}, "The numbers as a table"),
    h(
      "div",
      { class: "growth-scroll", tabindex: 0, role: "region", "aria-label": "Growth in numbers" },
      h(
        "table",
        {},
        left > 0 && h("caption", {}, `${shown.length} of ${points.length} super-steps, evenly chosen`),
        h("thead", {}, h("tr", {}, ...head.map((name) => h("th", { scope: "col" }, name)))),
        h(
          "tbody",
          {},
          ...shown.map(({ at, step, rows, bytes, wholeBytes }) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, String(at)),
              ...[
                step === null ? "?" : String(step).replace("-", "−"),
                rows,
                sizeWords(bytes),
                sizeWords(wholeBytes),
              ].map((cell) => h("td", {}, String(cell))),
            ),
          ),
        ),
      ),
    ),
  );
}
