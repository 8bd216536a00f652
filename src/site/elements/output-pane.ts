// What the last run said: appended as it comes, never redrawn, so that a flood costs the page nothing but its newest lines.
import type { OutputLine } from "../session/output-log.ts";
import type { RunView } from "../session/session-state.ts";
import { h } from "./h.ts";
import { outcomeLine } from "./run-words.ts";

export type GoTo = (path: string, line: number) => void;

/** Newest lines that are in the page at one time. */
const SHOWN = 1_000;
const PLACE = /([\w./-]+\.ts):(\d+)/g;

export class OutputPane {
  readonly #lines = h("div", {
    class: "output-lines",
    role: "log",
    "aria-live": "off",
    tabindex: 0,
    "aria-label": "Output",
  });
  readonly #dropped = h("p", { class: "output-dropped", hidden: true });
  readonly #end = h("p", { class: "output-end", hidden: true });
  readonly element = h("div", { class: "output" }, this.#dropped, this.#lines, this.#end);
  readonly #files: ReadonlySet<string>;
  readonly #goTo: GoTo;
  #log: RunView["output"] | null = null;
  #drawn = 0;

  constructor(files: ReadonlySet<string>, goTo: GoTo) {
    this.#files = files;
    this.#goTo = goTo;
  }

  update(run: RunView): void {
    if (run.output !== this.#log) {
      this.#log = run.output;
      this.#drawn = 0;
      this.#lines.replaceChildren();
    }
    this.#append(run.output);
    const hidden = run.output.dropped + Math.max(0, run.output.lines.length - SHOWN);
    this.#dropped.hidden = hidden === 0;
    this.#dropped.textContent = `${hidden.toLocaleString("en")} earlier or further lines are not shown.`;
    const end = outcomeLine(run);
    this.#end.hidden = end === null;
    this.#end.textContent = end?.text ?? "";
    this.#end.dataset.kind = end?.kind ?? "";
  }

  #append({ lines, dropped }: RunView["output"]): void {
    const total = lines.length + dropped;
    const fresh = Math.min(total - this.#drawn, lines.length, SHOWN);
    if (fresh > 0) this.#lines.append(...lines.slice(lines.length - fresh).map((line) => this.#draw(line)));
    this.#drawn = total;
    while (this.#lines.childElementCount > SHOWN) this.#lines.firstElementChild?.remove();
    if (fresh > 0) this.#lines.scrollTop = this.#lines.scrollHeight;
  }

  #draw({ level, text, frames }: OutputLine): HTMLElement {
    return h(
      "div",
      { class: "output-line", "data-level": level },
      level === "log" ? null : h("span", { class: "level" }, level === "uncaught" ? "not caught" : level),
      h("span", { class: "text" }, ...this.#linked(text)),
      frames.length > 0 &&
        h("span", { class: "frames" }, ...frames.flatMap((frame) => ["at ", ...this.#linked(frame), " "])),
    );
  }

  /** Places in the learner's files become buttons that go there. */
  #linked(text: string): (Node | string)[] {
    const parts: (Node | string)[] = [];
    let from = 0;
    for (const match of text.matchAll(PLACE)) {
      const [place, path = "", line = "1"] = match;
      if (!this.#files.has(path)) continue;
      parts.push(text.slice(from, match.index));
      parts.push(h("button", { type: "button", class: "place", click: () => this.#goTo(path, Number(line)) }, place));
      from = match.index + place.length;
    }
    return [...parts, text.slice(from)];
  }
}
