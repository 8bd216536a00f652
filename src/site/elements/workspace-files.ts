// The learner's files in the workspace: tabs over an editor, or over the form of an exercise without code. Both are fetched here.
import type { Session } from "../session/session.ts";
import type { SessionState } from "../session/session-state.ts";
import type { CodeEditor, EditDetail } from "./code-editor.ts";
import type { AnswerForm } from "./forms/answer-form.ts";
import { tabList, type TabList } from "./tab-list.ts";

export interface FilesPlace {
  part(name: "files" | "editor" | "form"): HTMLElement;
  run(): void;
  check(): void;
  /** What is printed in the editor's place stays, and Run and Check work on the drafts as they are. */
  failed(error: unknown): void;
}

/** The tab of an exercise's form, which stands where the editor is otherwise. */
const FORM = "form";

export class WorkspaceFiles {
  readonly #session: Session;
  readonly #place: FilesPlace;
  #tabs: TabList | null = null;
  #editor: CodeEditor | null = null;
  #opening: Promise<CodeEditor> | null = null;
  #form: AnswerForm | null = null;

  constructor(session: Session, place: FilesPlace) {
    this.#session = session;
    this.#place = place;
    session.drafts.onChange(() => {
      this.#load();
      this.#form?.load();
    });
  }

  async mount(): Promise<void> {
    const { form, starter, entry } = this.#session.exercise;
    if (form) {
      const { AnswerForm } = await import("./forms/answer-form.ts");
      this.#form = new AnswerForm(this.#session, form);
      this.#place.part("form").replaceChildren(this.#form.element);
    } else await this.#open();
    const show = (tab: string) => void this.#show(tab).catch((error: unknown) => this.#place.failed(error));
    this.#tabs = tabList(this.#place.part("files"), show);
    this.#tabs.select(form ? FORM : (Object.keys(starter)[0] ?? entry));
  }

  update(state: SessionState): void {
    this.#form?.update(state);
    void this.#editor?.setProblems(state.problems);
  }

  goTo(path: string, line: number, column?: number): void {
    this.#tabs?.select(path);
    void this.#opening?.then((editor) => editor.goTo(path, line, column));
  }

  /** Where there is a form, the editor is fetched when somebody looks at a file. */
  #open(): Promise<CodeEditor> {
    return (this.#opening ??= this.#mountEditor().catch((error: unknown) => {
      this.#opening = null;
      throw error;
    }));
  }

  async #mountEditor(): Promise<CodeEditor> {
    await import("./code-editor.ts");
    const editor = (this.#editor = document.createElement("code-editor") as CodeEditor);
    this.#place.part("editor").replaceChildren(editor);
    editor.addEventListener("edit", (event) => {
      const { path, text } = (event as CustomEvent<EditDetail>).detail;
      this.#session.edit(path, text);
    });
    editor.addEventListener("run", () => this.#place.run());
    editor.addEventListener("check", () => this.#place.check());
    this.#load();
    await editor.setProblems(this.#session.state.problems);
    return editor;
  }

  /** What a form writes is read here, and changed there. */
  #load(): void {
    const { drafts, exercise } = this.#session;
    const { given, entry, form } = exercise;
    this.#editor?.load(drafts.files(), new Set(form ? [...given, entry] : given));
  }

  async #show(tab: string): Promise<void> {
    if (this.#form) this.#place.part("form").hidden = tab !== FORM;
    this.#place.part("editor").hidden = tab === FORM;
    if (tab === FORM) return;
    const editor = await this.#open();
    if (this.#form) this.#load();
    editor.show(tab);
    const named = this.#place.part("files").querySelector(`[data-tab="${tab}"]`);
    if (named) this.#place.part("editor").setAttribute("aria-labelledby", named.id);
  }
}
