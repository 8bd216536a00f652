// Asked before each run: how sure the candidate is, 50 to 100 %. Null = they went back, and nothing runs.
import { openDialog } from "../elements/dialogs.ts";
import { h } from "../elements/h.ts";

const LOW = 50;
const HIGH = 100;
const STEP = 5;

/** `last`: 0.5 to 1, what was said of this item before; null = nothing yet, and then nothing is chosen beforehand. */
export function askConfidence(last: number | null, yes: string): Promise<number | null> {
  return new Promise((resolve) => {
    let said: number | null = null;
    const attributes = { min: LOW, max: HIGH, name: "confidence" };
    const slider = h("input", {
      ...attributes,
      type: "range",
      step: STEP,
      value: last === null ? LOW : Math.round(last * 100),
      list: "confidence-steps",
      id: "confidence-slider",
      input: () => take(slider.valueAsNumber),
      // Where it stands already, there is nothing to move.
      click: () => take(slider.valueAsNumber),
    });
    const number = h("input", {
      ...attributes,
      type: "number",
      step: 1,
      required: true,
      inputmode: "numeric",
      id: "confidence-number",
      "aria-describedby": "confidence-missing",
      value: last === null ? undefined : Math.round(last * 100),
      input: () => Number.isFinite(number.valueAsNumber) && take(number.valueAsNumber),
    });
    const missing = h("p", { class: "missing", id: "confidence-missing", role: "alert" });
    const take = (percent: number) => {
      missing.textContent = "";
      slider.value = String(percent);
      number.value = String(percent);
    };
    const steps = h("datalist", { id: "confidence-steps" });
    for (let value = LOW; value <= HIGH; value += 10) steps.append(h("option", { value }));
    const form = h(
      "form",
      { class: "confidence", novalidate: true },
      h("p", { id: "confidence-why" }, "Before you see what happens: how sure are you that your answer is right?"),
      h(
        "div",
        { class: "confidence-choice" },
        h("label", { for: "confidence-slider", class: "visually-hidden" }, "How sure, on a slider"),
        slider,
        h(
          "span",
          { class: "confidence-ends", "aria-hidden": "true" },
          h("span", {}, "a guess"),
          h("span", {}, "certain"),
        ),
        h("label", { for: "confidence-number", class: "confidence-number" }, "Per cent", number),
      ),
      steps,
      missing,
      h("p", { class: "note" }, "50 is the toss of a coin. A reviewer sees how well your numbers fit in the end."),
      h(
        "p",
        { class: "dialog-actions" },
        h("button", { type: "button", class: "button", click: () => dialog.close() }, "Back"),
        h("button", { type: "submit", class: "button primary" }, yes),
      ),
    );
    const dialog = openDialog("How sure are you?", form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const percent = number.valueAsNumber;
      if (!(percent >= LOW && percent <= HIGH)) {
        missing.textContent = `Say a number from ${LOW} to ${HIGH}, or move the slider.`;
        return number.focus();
      }
      said = percent / 100;
      dialog.close();
    });
    dialog.addEventListener("close", () => resolve(said));
    (last === null ? slider : number).focus();
    if (last !== null) number.select();
  });
}
