// The way through the course as the map on this page has it.
import type { WayModule } from "../session/way.ts";

export interface MappedModule extends WayModule {
  readonly claims: readonly string[];
}

export function readWay(map: ParentNode): MappedModule[] {
  return [...map.querySelectorAll<HTMLElement>("[data-module]")].map((module) => ({
    id: module.dataset.module ?? "",
    title: module.querySelector("h3")?.textContent ?? "",
    claims: (module.dataset.claims ?? "").split(" ").filter(Boolean),
    lessons: [...module.querySelectorAll<HTMLElement>("[data-lesson]")].map((lesson) => ({
      id: lesson.dataset.lesson ?? "",
      title: lesson.querySelector(".title")?.textContent.trim() ?? "",
      minutes: Number(lesson.dataset.minutes),
      exercises: [...lesson.querySelectorAll<HTMLElement>("[data-exercise]")].map((exercise) => ({
        id: exercise.dataset.exercise ?? "",
        title: exercise.lastChild?.textContent?.trim() ?? "",
        wrongIdeas: Number(exercise.dataset.wrongIdeas),
      })),
    })),
  }));
}
