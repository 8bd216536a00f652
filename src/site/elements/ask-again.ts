// What was misread in this exercise and is due again: the question once more, and what became of the answer. Loaded only
// where something is due.
import type { Exercise } from "../../course/model.ts";
import { type Due, dueAt, dueIn, noteAnswered, noteMisread, notAgain, readMisread } from "../session/misread.ts";
import { readPredictionsOf } from "../session/predictions.ts";
import type { Store } from "../session/store.ts";
import { drawChoices } from "./choices.ts";
import { h, inlineCode } from "./h.ts";
import "./ask-again.css";

/** A question that can be judged here and now. */
interface Question {
  readonly ask: string;
  readonly choices: readonly string[];
  readonly right: string;
  readonly because: string;
}

export function drawAgain(exercise: Exercise, store: Store, now: () => Date): HTMLElement {
  const list = h("div");
  const predictions = dueIn(store, exercise.id, now()).filter(({ kind }) => kind === "prediction");
  const ideas = dueIn(store, exercise.id, now()).filter(({ kind }) => kind === "idea");
  for (const due of predictions) list.append(drawDue([due], predictionAsked(exercise, store, due), store, now));
  if (ideas.length > 0) list.append(drawDue(ideas, transferAsked(exercise), store, now));
  return h(
    "section",
    { class: "again", "aria-labelledby": "again" },
    h("h2", { id: "again", tabindex: -1 }, "Due again"),
    h("p", {}, "You misread this before. What is it now?"),
    list,
  );
}

/** What came true was seen then, so nothing has to run for it. */
function predictionAsked({ id, predict }: Exercise, store: Store, due: Due): Question | null {
  const prediction = predict.find((each) => each.id === due.id);
  const was = readPredictionsOf(store, id).find((kept) => kept.prediction === due.id)?.was;
  if (!prediction || was === undefined || was === null || !prediction.choices.includes(was)) return null;
  return { ...prediction, right: was };
}

function transferAsked({ transfer }: Exercise): Question | null {
  return transfer && { ...transfer, right: transfer.answer };
}

function drawDue(dues: readonly Due[], question: Question | null, store: Store, now: () => Date): HTMLElement {
  const box = h("div", { class: "again-one" });
  const drop = () => {
    for (const { exercise, kind, id } of dues) notAgain(store, exercise, kind, id);
    box.replaceChildren(h("p", { role: "status" }, "It will not be asked again."));
  };
  const dropButton = h("button", { type: "button", class: "button quiet small", click: drop }, "Not again");
  const ideas = dues.filter(({ kind }) => kind === "idea");
  box.append(...ideas.map(({ says }) => h("blockquote", {}, ...inlineCode(says))));
  if (!question) {
    const how = ideas.length > 0 ? "Check an answer that keeps all rules, and this is settled." : dues[0]?.says;
    box.append(h("p", {}, how), h("p", { class: "question-actions" }, dropButton));
    return box;
  }
  const answer = (choice: string) => {
    const isRight = choice === question.right;
    for (const due of dues)
      if (isRight) noteAnswered(store, due.exercise, due.kind, due.id, now());
      else noteMisread(store, due.exercise, due, now());
    box.replaceChildren(drawAnswer(question, choice, isRight ? null : nextTime(dues, store)));
    box.querySelector<HTMLElement>("p")?.focus();
  };
  box.append(drawQuestion(question, dues[0]?.id ?? "", answer, dropButton));
  return box;
}

function drawQuestion({ ask, choices }: Question, name: string, answer: (choice: string) => void, drop: Node): Node {
  const question = drawChoices(`again-${name}`, ask, choices);
  const missing = h("p", { class: "missing", role: "alert" });
  const form = h(
    "form",
    { class: "asking", novalidate: true },
    question.element,
    missing,
    h("p", { class: "question-actions" }, h("button", { class: "button" }, "Answer"), drop),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (question.chosen !== null) return answer(question.chosen);
    missing.textContent = "Choose one answer.";
    question.focus();
  });
  return form;
}

function drawAnswer({ ask, right, because }: Question, said: string, again: Date | null): Node {
  const day = again?.toLocaleDateString("en", { dateStyle: "medium" });
  return h(
    "div",
    {},
    h("p", { tabindex: -1 }, ...inlineCode(ask)),
    h(
      "p",
      {},
      h("strong", {}, again === null ? "That is right: " : "You said: "),
      ...inlineCode(again === null ? right : `${said}. It is: ${right}.`),
    ),
    h("p", {}, ...inlineCode(because)),
    h("p", { class: "note" }, day ? `It is asked again from ${day} on.` : "It is settled, and not asked again."),
  );
}

function nextTime([first]: readonly Due[], store: Store): Date | null {
  if (!first) return null;
  return dueAt(dueNow(store, first));
}

function dueNow(store: Store, { exercise, kind, id, ...old }: Due) {
  return readMisread(store, exercise).find((each) => each.kind === kind && each.id === id) ?? { kind, id, ...old };
}
