// One question with its choices: radio buttons in a fieldset, named by the question.
import { h, inlineCode } from "./h.ts";

export interface Choices {
  readonly element: HTMLFieldSetElement;
  /** Null until something is chosen. */
  readonly chosen: string | null;
  focus(): void;
}

/** `name` is unique on the page. */
export function drawChoices(name: string, ask: string, choices: readonly string[]): Choices {
  const inputs = choices.map((value) => h("input", { type: "radio", name, value }));
  const labels = inputs.map((input, index) => h("label", {}, input, h("span", {}, ...inlineCode(choices[index]!))));
  return {
    element: h("fieldset", { class: "choices" }, h("legend", {}, ...inlineCode(ask)), ...labels),
    get chosen() {
      return inputs.find((input) => input.checked)?.value ?? null;
    },
    focus: () => inputs[0]?.focus(),
  };
}
