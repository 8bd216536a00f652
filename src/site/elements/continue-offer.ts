// For those who have been here before: where to go on, as an offer beside the start.
import { describeProgress, readProgress } from "../session/progress.ts";
import { openStore } from "../session/store.ts";
import { nextStep } from "../session/way.ts";
import { h } from "./h.ts";
import { readWay } from "./read-way.ts";

class ContinueOffer extends HTMLElement {
  connectedCallback(): void {
    const store = openStore(() => localStorage);
    const progressOf = (exercise: string) => readProgress(store, exercise);
    const modules = readWay(document);
    const exercises = modules.flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.exercises));
    const isNew = exercises.every(({ id }) => progressOf(id).state === "new");
    const next = nextStep(modules, progressOf);
    this.hidden = isNew || next === null;
    if (isNew || next === null) return;
    const { exercise, lesson } = next;
    const href = exercise ? `/exercises/${exercise.id}/` : `/lessons/${lesson.id}/`;
    const link = h(
      "a",
      { class: "button large", href, "data-exercise": exercise?.id },
      `Continue: ${(exercise ?? lesson).title}`,
    );
    if (exercise) link.title = describeProgress(progressOf(exercise.id));
    this.replaceChildren(link);
  }
}

customElements.define("continue-offer", ContinueOffer);
