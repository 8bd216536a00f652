// The transfer question: the same idea in another place, asked below the result once the exercise is solved.
import type { Transfer } from "../../course/model.ts";
import type { Session } from "../session/session.ts";
import type { SessionState } from "../session/session-state.ts";
import type { KeptTransfer } from "../session/transfer-answer.ts";
import { drawChoices } from "./choices.ts";
import { h, icon, inlineCode } from "./h.ts";

export class TransferPanel {
  readonly element = h("div", { class: "transfer" });
  readonly #session: Session;
  #drawn: unknown = null;

  constructor(session: Session) {
    this.#session = session;
  }

  update({ progress, questions }: SessionState): void {
    const { transfer } = this.#session.exercise;
    if (!transfer || progress.state !== "done") return;
    // The answer is an object of its own, and "asked" none.
    const shown = questions.transfer ?? "asked";
    if (shown === this.#drawn) return;
    const hadFocus = this.element.contains(document.activeElement);
    this.#drawn = shown;
    this.element.dataset.transfer = questions.transfer ? "told" : "asked";
    this.element.replaceChildren(
      questions.transfer ? drawTold(transfer, questions.transfer) : this.#drawForm(transfer),
    );
    if (hadFocus) this.element.querySelector<HTMLElement>("[tabindex]")?.focus();
  }

  #drawForm({ ask, choices }: Transfer): HTMLElement {
    const question = drawChoices("transfer", ask, choices);
    const missing = h("p", { class: "missing", role: "alert" });
    const form = h(
      "form",
      { class: "asking", novalidate: true },
      h("h2", {}, "And somewhere else?"),
      question.element,
      missing,
      h("p", { class: "question-actions" }, h("button", { class: "button", "data-do": "answer" }, "Answer")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (question.chosen !== null) return this.#session.questions.answerTransfer(question.chosen);
      missing.textContent = "Choose one answer.";
      question.focus();
    });
    return form;
  }
}

function drawTold({ ask, answer, because, claim }: Transfer, { said }: KeptTransfer): HTMLElement {
  // By the answer as it is now: the question may have been mended since.
  const right = said === answer;
  const words = right ? `You said ${said}, and so it is.` : `You said ${said}; it is ${answer}.`;
  return h(
    "section",
    { class: "one", "aria-labelledby": "transfer", "data-right": right },
    h("h2", { id: "transfer" }, "And somewhere else?"),
    h("p", { class: "ask" }, ...inlineCode(ask)),
    h("p", { class: "outcome", tabindex: -1 }, icon(right ? "passed" : "failed"), h("span", {}, ...inlineCode(words))),
    h("p", { class: "because" }, ...inlineCode(because)),
    h("p", {}, h("a", { href: `/claims/#claim-${claim}` }, "The claim that shows it")),
  );
}
