// The lines of a verb in the colours of the course. They are ours and simple, so a few words tell what is what; no parser is
// loaded for them.
import { h } from "../h.ts";

const PIECES =
  /(?<string>"(?:[^"\\]|\\.)*")|\b(?<keyword>import|from|const|await|new|as|type|null|true|false)\b|\b(?<number>\d[\d.]*(?:e[+-]?\d+)?)\b|(?<function>[A-Za-z_$][\w$]*)(?=\()/g;
/** More than this is shown, but not coloured. */
const MOST_COLOURED = 20_000;

const SAID_FOR_MS = 1_200;

export class VerbCode {
  readonly element: HTMLElement;
  readonly #code = h("code", {});
  readonly #copy = h("button", { type: "button", class: "button quiet small", click: () => this.#copyLines() }, "Copy");
  #lines = "";

  /** `toEditor`: null where there is no editor. */
  constructor(toEditor: ((lines: string) => void) | null) {
    const put = () => toEditor?.(this.#lines);
    this.element = h(
      "div",
      { class: "verb-code" },
      h(
        "div",
        { class: "verb-code-head" },
        h("span", { class: "label" }, "The lines that do it"),
        h(
          "span",
          { class: "verb-code-actions" },
          this.#copy,
          toEditor && h("button", { type: "button", class: "button quiet small", click: put }, "Put into the editor"),
        ),
      ),
      h("pre", { class: "astro-code", tabindex: 0, "aria-label": "The lines that do it" }, this.#code),
    );
  }

  update(lines: string): void {
    this.element.hidden = lines === "";
    if (lines === this.#lines) return;
    this.#lines = lines;
    this.#code.replaceChildren(...coloured(lines));
  }

  #copyLines(): void {
    const copying =
      (navigator.clipboard as Clipboard | undefined)?.writeText(this.#lines) ?? Promise.reject(new Error("none"));
    copying.then(
      () => this.#say("Copied"),
      () => {
        // No clipboard is to be had: the lines are selected, ready for the learner's own keys.
        getSelection()?.selectAllChildren(this.#code);
        this.#say("Selected");
      },
    );
  }

  #say(text: string): void {
    this.#copy.textContent = text;
    setTimeout(() => (this.#copy.textContent = "Copy"), SAID_FOR_MS);
  }
}

function coloured(lines: string): (Node | string)[] {
  if (lines.length > MOST_COLOURED) return [lines];
  const parts: (Node | string)[] = [];
  let at = 0;
  for (const match of lines.matchAll(PIECES)) {
    const [text] = match;
    const role = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined)?.[0] ?? "ink";
    parts.push(lines.slice(at, match.index), h("span", { class: `code-${role}` }, text));
    at = match.index + text.length;
  }
  return [...parts, lines.slice(at)];
}
