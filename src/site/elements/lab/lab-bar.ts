// What concerns the database as a whole: which one, back and forward, files in and out, a link.
import type { LabState } from "../../session/lab/lab-state.ts";
import { h } from "../h.ts";
import type { LabMeans } from "./lab-view.ts";

export class LabBar {
  readonly element = h("div", { class: "lab-bar" });
  readonly #means: LabMeans;
  readonly #choice: HTMLSelectElement;
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  readonly #save: HTMLButtonElement;
  readonly #link: HTMLButtonElement | null;
  #names = "";

  constructor(means: LabMeans) {
    this.#means = means;
    const { lab, copyLink } = means;
    const button = (label: string, title: string, act: () => void) =>
      h("button", { type: "button", class: "button quiet small", title, click: act }, label);
    this.#choice = h("select", {
      class: "lab-choice",
      "aria-label": "Database",
      change: () => void lab.choose(this.#choice.value),
    });
    this.#undo = button("Undo", "Back to the database as it was before the last verb", () => void lab.undo());
    this.#redo = button("Redo", "Forward again", () => void lab.redo());
    this.#save = button("Save file", "Save the database as a SQLite file", () => this.#download());
    const file = h("input", { type: "file", accept: ".sqlite,.sqlite3,.db,.json", hidden: true });
    file.addEventListener("change", () => void this.#open(file));
    const open = button("Open file", "Open a database that a saver of @forkpoint/savers wrote", () => file.click());
    this.#link =
      copyLink && button("Copy link", "A link to this code, this seed and this checkpoint", () => void this.#copy());
    this.element.append(this.#choice, this.#undo, this.#redo, this.#save, open, file);
    if (this.#link) this.element.append(this.#link);
  }

  update({ databases, open, canUndo, canRedo, doing }: LabState): void {
    const names = JSON.stringify(databases.map(({ name }) => name));
    if (names !== this.#names)
      this.#choice.replaceChildren(...databases.map(({ name }) => h("option", { value: name }, name)));
    this.#names = names;
    if (open !== null) this.#choice.value = open;
    this.#choice.hidden = databases.length < 2;
    const busy = doing !== null;
    setDisabled(this.#undo, !canUndo || busy);
    setDisabled(this.#redo, !canRedo || busy);
    setDisabled(this.#save, databases.length === 0);
  }

  #download(): void {
    const { databases, open } = this.#means.lab.state;
    const database = databases.find(({ name }) => name === open);
    if (!database) return;
    const blob = new Blob([database.bytes as Uint8Array<ArrayBuffer>], { type: "application/vnd.sqlite3" });
    saveAs(blob, `${this.#means.name}-${database.name}.sqlite`);
  }

  async #open(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    // Chosen once more, the same file shall be opened once more.
    input.value = "";
    if (!file) return;
    const { lab, openLinkFile } = this.#means;
    if (openLinkFile && file.name.endsWith(".json")) return openLinkFile(await file.text());
    await lab.openFile(file.name.replace(/\.(sqlite3?|db)$/, ""), new Uint8Array(await file.arrayBuffer()));
  }

  async #copy(): Promise<void> {
    await this.#means.copyLink?.();
  }
}

/** Starts a download of that name. */
export function saveAs(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Not `disabled`: a button that gives its focus away in the middle of a press leaves a keyboard user nowhere. */
function setDisabled(button: HTMLButtonElement, disabled: boolean): void {
  button.setAttribute("aria-disabled", String(disabled));
}
