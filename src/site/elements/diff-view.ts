// A read-only comparison of two texts: side by side where there is room, one below the other where there is not.
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { typescriptInCourseColours } from "../highlight/editor-highlight.ts";
import { diffLook, editorLook } from "./editor-look.ts";
import sheet from "./diff-view.css?inline";

const NARROW = "(width < 800px)";

export class DiffView extends HTMLElement {
  readonly #head = document.createElement("div");
  readonly #host = document.createElement("div");
  #shown: { destroy(): void } | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(sheet);
    root.adoptedStyleSheets = [style];
    this.#head.className = "names";
    this.#host.className = "host";
    root.append(this.#head, this.#host);
  }

  show(mine: string, other: string, [mineName, otherName]: readonly [string, string]): void {
    this.#shown?.destroy();
    const root = this.shadowRoot!;
    const narrow = matchMedia(NARROW).matches;
    const names = narrow ? [`− ${mineName}, + ${otherName}`] : [mineName, otherName];
    this.#head.replaceChildren(
      ...names.map((name) => Object.assign(document.createElement("span"), { textContent: name })),
    );
    const side = (label: string): Extension => [
      ...readOnly(),
      EditorView.contentAttributes.of({ "aria-label": label }),
    ];
    this.#shown = narrow
      ? new EditorView({
          parent: this.#host,
          root,
          doc: other,
          extensions: [side(otherName), unifiedMergeView({ original: mine, mergeControls: false })],
        })
      : new MergeView({
          parent: this.#host,
          root,
          a: { doc: mine, extensions: side(mineName) },
          b: { doc: other, extensions: side(otherName) },
          collapseUnchanged: { margin: 4, minSize: 12 },
        });
  }
}

function readOnly(): Extension[] {
  return [
    lineNumbers(),
    typescriptInCourseColours(),
    editorLook,
    diffLook,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({
      tabindex: "0",
      role: "textbox",
      "aria-readonly": "true",
      "aria-multiline": "true",
    }),
  ];
}

customElements.define("diff-view", DiffView);
