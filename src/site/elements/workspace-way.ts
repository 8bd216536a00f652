// What stands round the work at one exercise: the first look round, what is due again, the end of a module. Each is fetched
// only where it is shown.
import type { Exercise } from "../../course/model.ts";
import { isFirstVisit } from "../session/first-visit.ts";
import { dueIn, notePredictions } from "../session/misread.ts";
import { readProgress } from "../session/progress.ts";
import type { Store } from "../session/store.ts";
import { h } from "./h.ts";
import type { EndedModule } from "./module-end.ts";
import type { TourPlace } from "./tour.ts";

export interface ModuleOfPage extends EndedModule {
  readonly title: string;
}

export async function tourIfNew(place: TourPlace): Promise<void> {
  if (isFirstVisit(place.store, location.hash)) await tour(place, false);
}

export async function tour(place: TourPlace, asked: boolean): Promise<void> {
  const { startTour } = await import("./tour.ts");
  startTour(place, asked);
}

export async function askAgain(place: HTMLElement, exercise: Exercise, store: Store): Promise<void> {
  notePredictions(store);
  if (dueIn(store, exercise.id, new Date()).length === 0) return;
  const { drawAgain } = await import("./ask-again.ts");
  const again = drawAgain(exercise, store, () => new Date());
  place.replaceChildren(again);
  if (location.hash === "#again") again.querySelector("h2")?.focus();
}

/** What the module has shown, once all of it is done. */
export async function endOf({ title, ...module }: ModuleOfPage, store: Store): Promise<Node | null> {
  const exercises = module.lessons.flatMap((lesson) => lesson.exercises);
  if (exercises.some(({ id }) => readProgress(store, id).state !== "done")) return null;
  const { drawModuleEnd } = await import("./module-end.ts");
  return h(
    "section",
    { class: "module-shown", "aria-label": `The end of ${title}` },
    h("h3", {}, `${title}: what you have shown`),
    drawModuleEnd(store, module),
  );
}
