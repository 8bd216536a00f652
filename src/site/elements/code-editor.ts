// The editor: CodeMirror over several files in a shadow root, where its styles need no exception in the page's policy.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { EditorState, type Extension, type Transaction } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { CompileProblem } from "../../compile/compiled.ts";
import type { Files } from "../../course/model.ts";
import { typescriptInCourseColours } from "../highlight/editor-highlight.ts";
import { editorLook } from "./editor-look.ts";
import sheet from "./code-editor.css?inline";

export interface EditDetail {
  readonly path: string;
  readonly text: string;
}

/** Fires `edit` (EditDetail) for what the learner typed, `run` and `check` for their keys. */
export class CodeEditor extends HTMLElement {
  readonly #states = new Map<string, EditorState>();
  readonly #hint = document.createElement("p");
  #view: EditorView | null = null;
  #path = "";
  #readOnly: ReadonlySet<string> = new Set();
  #problems: readonly CompileProblem[] = [];
  #marks: typeof import("./problem-marks.ts") | null = null;

  connectedCallback(): void {
    if (this.#view) return;
    const root = this.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(sheet);
    root.adoptedStyleSheets = [style];
    const host = document.createElement("div");
    host.className = "host";
    this.#hint.id = "keys";
    this.#hint.setAttribute("role", "status");
    root.append(host, this.#hint);
    this.#view = new EditorView({ parent: host, root, dispatchTransactions: (all) => this.#apply(all) });
    this.#view.contentDOM.addEventListener("blur", () => this.#tabLeaves(false));
    this.#tabLeaves(false);
  }

  load(files: Files, readOnly: ReadonlySet<string>): void {
    this.#readOnly = readOnly;
    for (const [path, text] of Object.entries(files)) {
      if (this.#states.has(path)) this.setText(path, text);
      else this.#states.set(path, EditorState.create({ doc: text, extensions: this.#extensions(path) }));
    }
  }

  show(path: string): void {
    const state = this.#states.get(path);
    if (!state || !this.#view || path === this.#path) return;
    this.#path = path;
    this.#view.setState(state);
  }

  /** Replaces a text as one step that the editor's own undo takes back. Not reported as an edit. */
  setText(path: string, text: string): void {
    const state = this.#states.get(path);
    if (!state || state.doc.toString() === text) return;
    const next = state.update({ changes: { from: 0, to: state.doc.length, insert: text } });
    this.#states.set(path, next.state);
    if (path === this.#path) this.#view?.update([next]);
  }

  /** Marks the lines of what kept the code from compiling, in every file. What draws the marks is loaded with the first. */
  async setProblems(problems: readonly CompileProblem[]): Promise<void> {
    this.#problems = problems;
    if (problems.length === 0 && !this.#marks) return;
    const { markProblems } = (this.#marks ??= await import("./problem-marks.ts"));
    for (const [path, state] of this.#states) {
      const own = this.#problems.filter((problem) => problem.file === path);
      const next = markProblems(state, own);
      this.#states.set(path, next.state);
      if (path === this.#path) this.#view?.update([next]);
    }
  }

  /** Puts the cursor there and lights the line up. Lines and columns are 1-based. */
  goTo(path: string, line: number, column = 1): void {
    this.show(path);
    if (!this.#view || this.#path !== path) return;
    const { doc } = this.#view.state;
    const target = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const anchor = Math.min(target.from + Math.max(column - 1, 0), target.to);
    this.#view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    this.#view.focus();
  }

  override focus(): void {
    this.#view?.focus();
  }

  #apply(transactions: readonly Transaction[]): void {
    if (!this.#view) return;
    this.#view.update(transactions);
    const { state } = this.#view;
    this.#states.set(this.#path, state);
    if (transactions.some(({ docChanged }) => docChanged))
      this.#fire<EditDetail>("edit", { path: this.#path, text: state.doc.toString() });
  }

  #fire<Detail>(name: string, detail?: Detail): true {
    this.dispatchEvent(new CustomEvent(name, { detail }));
    return true;
  }

  /** After Escape, Tab moves on to the next control instead of indenting, until the editor is left. */
  #tabLeaves(leaves: boolean): true {
    this.#view?.setTabFocusMode(leaves);
    this.#hint.textContent = leaves
      ? "Tab now leaves the editor."
      : "Tab indents. To leave the editor by keyboard, press Esc, then Tab.";
    return true;
  }

  #extensions(path: string): Extension {
    const readOnly = this.#readOnly.has(path);
    return [
      // On a phone a line that goes on out of sight is worse than one that is broken.
      matchMedia("(width < 800px)").matches ? EditorView.lineWrapping : [],
      lineNumbers(),
      highlightSpecialChars(),
      history(),
      indentUnit.of("  "),
      EditorState.tabSize.of(2),
      indentOnInput(),
      bracketMatching(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      typescriptInCourseColours(),
      editorLook,
      EditorState.readOnly.of(readOnly),
      EditorView.contentAttributes.of({
        "aria-label": readOnly ? `${path}, given, cannot be changed` : `${path}, editor`,
        "aria-describedby": "keys",
        // Editable content takes focus anyhow; said aloud for those who check a scrolling region for it.
        tabindex: "0",
      }),
      keymap.of([
        { key: "Mod-Enter", run: () => this.#fire("run") },
        { key: "Shift-Mod-Enter", run: () => this.#fire("check") },
        { key: "Escape", run: () => this.#tabLeaves(true) },
        ...historyKeymap,
        indentWithTab,
        ...defaultKeymap,
      ]),
    ];
  }
}

customElements.define("code-editor", CodeEditor);
