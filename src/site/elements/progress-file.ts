// The two buttons below the course map. Loaded when one is pressed.
import { readProgressFile, writeProgressFile } from "../session/progress-file.ts";
import type { Store } from "../session/store.ts";
import { h } from "./h.ts";

/** What was done, in a sentence. */
export function saveFile(store: Store): string {
  const url = URL.createObjectURL(new Blob([writeProgressFile(store)], { type: "application/json" }));
  h("a", { href: url, download: "forkpoint-progress.json" }).click();
  // The browser has taken the address by the next turn of its loop.
  setTimeout(() => URL.revokeObjectURL(url), 0);
  return "The file holds your progress, your answers and your code.";
}

export async function bringFile(store: Store): Promise<string> {
  const file = await chooseFile();
  if (!file) return "";
  const brought = readProgressFile(store, await file.text());
  if ("refused" in brought) return brought.refused;
  const kept = brought.kept > 0 ? ` ${brought.kept} that were here already stay as they are.` : "";
  return `Brought in: ${brought.taken} entries.${kept}`;
}

function chooseFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = h("input", {
      type: "file",
      accept: "application/json,.json",
      hidden: true,
      "aria-label": "Progress file",
    });
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
    document.body.append(input);
    input.click();
    input.remove();
  });
}
