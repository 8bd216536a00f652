// The boxes of one item: what can be seen in the answer, each line ticked or not, and a note.
import type { FullItemReview } from "../../interview/review.ts";
import { MAX_NOTE_CHARS } from "../../interview/review-scores.ts";
import { h, inlineCode } from "../elements/h.ts";
import type { Draft } from "./draft.ts";

export function drawRubric(item: FullItemReview, index: number, draft: Draft): HTMLElement {
  const boxes = item.rubric.map((_, line) =>
    h("input", {
      type: "checkbox",
      // Not disabled: ticks of a locked file can still be reached and read, in their own colour.
      click: (event) => draft.locked && event.preventDefault(),
      change: () => draft.tick(index, line, boxes[line]!.checked),
    }),
  );
  const note: HTMLTextAreaElement = h("textarea", {
    rows: 3,
    maxlength: MAX_NOTE_CHARS,
    input: () => draft.write(index, note.value),
  });
  const fields = h(
    "fieldset",
    {},
    h("legend", {}, "What you see in the answer"),
    ...item.rubric.map((line, at) => h("label", {}, boxes[at]!, h("span", {}, ...inlineCode(line)))),
    h("label", { class: "note-field" }, h("span", {}, "Your note"), note),
  );
  const update = () => {
    const isLocked = draft.locked !== null;
    for (const [line, box] of boxes.entries()) box.checked = draft.ticks(index)[line]!;
    if (note.value !== draft.note(index)) note.value = draft.note(index);
    fields.toggleAttribute("data-locked", isLocked);
    for (const box of boxes) box.setAttribute("aria-disabled", String(isLocked));
    note.readOnly = isLocked;
  };
  draft.onChange(update);
  update();
  return h(
    "section",
    { class: "part rubric" },
    h("h4", {}, "Rubric"),
    h("p", { class: "note" }, "Yours alone until you lock your scores."),
    fields,
  );
}
