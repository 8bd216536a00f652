// A button that copies a text and says so. Where the clipboard is not to be had, the text itself is shown, to be selected.
import { h } from "../h.ts";

const SAID_FOR_MS = 1_200;

export interface Copying {
  readonly shown: string;
  readonly copied: string;
  /** What pressing does, for those who do not see the pointer: "copy the id". */
  readonly says: string;
  readonly kind: string;
}

export function copyButton({ shown, copied, says, kind }: Copying): HTMLButtonElement {
  const button = h("button", { type: "button", class: kind, title: says, "aria-label": `${shown}, ${says}` }, shown);
  const name = (text: string, label: string) => {
    button.textContent = text;
    button.setAttribute("aria-label", label);
  };
  const say = (text: string) => {
    name(text, text);
    setTimeout(() => name(shown, `${shown}, ${says}`), SAID_FOR_MS);
  };
  button.addEventListener("click", () => {
    const copying =
      (navigator.clipboard as Clipboard | undefined)?.writeText(copied) ?? Promise.reject(new Error("none"));
    copying.then(
      () => say("copied"),
      () => select(copied),
    );
  });

  function select(text: string): void {
    const field = h("textarea", { class: "copy-by-hand", readonly: true, "aria-label": "Copy this by hand", rows: 3 });
    field.value = text;
    field.addEventListener("blur", () => field.remove());
    button.after(field);
    field.select();
  }
  return button;
}
