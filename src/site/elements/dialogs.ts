// Questions and help in native dialogs: focus is kept inside and given back, Escape closes.
import { h } from "./h.ts";

export interface Question {
  readonly title: string;
  /** What will happen, and what will be lost. */
  readonly text: string;
  readonly yes: string;
  readonly no?: string;
}

/** True when the learner chose `yes`. */
export function ask({ title, text, yes, no = "Cancel" }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = false;
    const dialog = openDialog(
      title,
      h("p", {}, text),
      h(
        "p",
        { class: "dialog-actions" },
        h("button", { type: "button", class: "button", click: () => dialog.close() }, no),
        h("button", { type: "button", class: "button primary", click: () => ((answer = true), dialog.close()) }, yes),
      ),
    );
    dialog.addEventListener("close", () => resolve(answer));
  });
}

/** A modal dialog that removes itself when it is closed. */
export function openDialog(title: string, ...content: Node[]): HTMLDialogElement {
  const heading = h("h2", { id: "dialog-title" }, title);
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "dialog-title" }, heading, ...content);
  dialog.addEventListener("close", () => dialog.remove());
  // A click on the backdrop is a click on the dialog itself.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export interface KeyHelp {
  readonly keys: string;
  readonly does: string;
}

/** `tour` shows the first look round again. */
export function showKeys(keys: readonly KeyHelp[], tour: () => void): void {
  const dialog = openDialog(
    "Keys",
    h(
      "dl",
      { class: "key-list" },
      ...keys.flatMap(({ keys, does }) => [h("dt", {}, ...keyCaps(keys)), h("dd", {}, does)]),
    ),
    h(
      "p",
      { class: "dialog-actions" },
      h("button", { type: "button", class: "button", click: () => (dialog.close(), tour()) }, "Show the tour"),
      h("button", { type: "button", class: "button", click: () => dialog.close() }, "Close"),
    ),
  );
}

function keyCaps(keys: string): (Node | string)[] {
  return keys.split(/(, then | or |\+)/).map((part) => (/^(, then | or |\+)$/.test(part) ? part : h("kbd", {}, part)));
}
