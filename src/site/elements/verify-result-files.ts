// The files that a result is about, and a place to compare one's own with them. They are hashed here and go nowhere.
import { compareFiles } from "../../results/compare.ts";
import { hashFile } from "../../results/hash.ts";
import type { FileHash, SignedResult } from "../../results/model.ts";
import { h } from "./h.ts";

/** What an exercise's file may be, and far more. */
const MAX_BYTES = 16 * 1024 * 1024;

export function filesOf({ submission: { files } }: SignedResult): HTMLElement {
  const said = h("div", { role: "status", "data-part": "compared" });
  const compare = async (chosen: readonly File[]) => {
    said.replaceChildren(...(await compared(files, chosen)));
  };
  const input = h("input", { type: "file", class: "visually-hidden", multiple: true, "data-part": "compare-files" });
  input.addEventListener("change", () => {
    void compare([...(input.files ?? [])]);
    input.value = "";
  });
  const section = h(
    "section",
    { class: "signed-files", "data-takes-files": "" },
    h("h3", {}, "Files that were judged"),
    h("ul", { class: "file-hashes" }, ...files.map(drawFile)),
    h("p", {}, h("label", { class: "button" }, "Compare files of yours", input)),
    h("p", { class: "beside" }, "or drop them here. Their hashes are made in this page."),
    said,
  );
  section.addEventListener("drop", (event) => void compare([...(event.dataTransfer?.files ?? [])]));
  return section;
}

function drawFile({ path, bytes, sha256 }: FileHash): HTMLElement {
  return h(
    "li",
    {},
    h("span", { class: "path" }, path),
    h("span", { class: "bytes" }, `${bytes.toLocaleString("en")} bytes`),
    h("code", {}, sha256),
  );
}

async function compared(signed: readonly FileHash[], chosen: readonly File[]): Promise<HTMLElement[]> {
  if (chosen.length === 0) return [];
  const tooLarge = chosen.find((file) => file.size > MAX_BYTES);
  if (tooLarge) return [h("p", { class: "differs" }, `${tooLarge.name} is larger than any file of an exercise.`)];
  const only = chosen.length === 1 && signed.length === 1 ? signed[0]!.path : null;
  const given = await Promise.all(
    chosen.map(async (file) => hashFile(only ?? pathOf(file, signed), await file.text())),
  );
  const differences = compareFiles(signed, given);
  if (differences.length === 0)
    return [h("p", { class: "same" }, "These are the files that were judged, byte for byte.")];
  return [
    h("p", { class: "differs" }, "These are not the files that were judged:"),
    h("ul", {}, ...differences.map((says) => h("li", {}, says))),
  ];
}

/** Of several: a chosen file has a name and no folder: it is taken for the one signed file that ends in that name. */
function pathOf({ name }: File, signed: readonly FileHash[]): string {
  const meant = signed.filter(({ path }) => path === name || path.endsWith(`/${name}`));
  return meant.length === 1 ? meant[0]!.path : name;
}
