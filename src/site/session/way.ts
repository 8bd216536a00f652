// The way through the course: what is done, what comes next, how much time is left. Everything is looked up by permanent
// ids, so the order of lessons and the modules they are in may change. No DOM and no storage here.
import type { Progress } from "./progress.ts";

export interface WayExercise {
  readonly id: string;
  readonly title: string;
  /** How many wrong ideas its tests tell from a right answer. */
  readonly wrongIdeas: number;
}

export interface WayLesson {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly exercises: readonly WayExercise[];
}

export interface WayModule {
  readonly id: string;
  readonly title: string;
  readonly lessons: readonly WayLesson[];
}

export type ProgressOf = (exercise: string) => Progress;

/** Where to go on: into a lesson, or into an exercise of it that was begun. */
export interface NextStep {
  readonly lesson: WayLesson;
  readonly exercise: WayExercise | null;
}

export interface Left {
  readonly lessons: number;
  readonly lessonsDone: number;
  readonly minutes: number;
  readonly minutesLeft: number;
}

/** A lesson is done with its exercises; one without any has nothing that could be left. */
export function isDone({ exercises }: WayLesson, progressOf: ProgressOf): boolean {
  return exercises.every(({ id }) => progressOf(id).state === "done");
}

/** The exercise that was begun and worked at last; else the lesson after the one finished last; else the first not done. */
export function nextStep(modules: readonly WayModule[], progressOf: ProgressOf): NextStep | null {
  const lessons = modules.flatMap((module) => module.lessons);
  const begun = newest(lessons, progressOf, "started");
  if (begun) return begun;
  const finished = newest(lessons, progressOf, "done");
  const from = finished ? lessons.indexOf(finished.lesson) : 0;
  const open = [...lessons.slice(from), ...lessons.slice(0, from)].find((lesson) => !isDone(lesson, progressOf));
  return open ? { lesson: open, exercise: null } : null;
}

export function timeLeft(lessons: readonly WayLesson[], progressOf: ProgressOf): Left {
  const open = lessons.filter((lesson) => !isDone(lesson, progressOf));
  return {
    lessons: lessons.length,
    lessonsDone: lessons.length - open.length,
    minutes: sumMinutes(lessons),
    minutesLeft: sumMinutes(open),
  };
}

export function sumMinutes(lessons: readonly Pick<WayLesson, "minutes">[]): number {
  return lessons.reduce((sum, { minutes }) => sum + minutes, 0);
}

/** "35 minutes", "1 hour", "2 hours 5 minutes". */
export function inWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours > 0 && count(hours, "hour"), (rest > 0 || hours === 0) && count(rest, "minute")];
  return parts.filter((part) => part !== false).join(" ");
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

function newest(
  lessons: readonly WayLesson[],
  progressOf: ProgressOf,
  state: Progress["state"],
): (NextStep & { readonly exercise: WayExercise }) | null {
  let found: (NextStep & { readonly exercise: WayExercise }) | null = null;
  let foundAt = "";
  for (const lesson of lessons)
    for (const exercise of lesson.exercises) {
      const progress = progressOf(exercise.id);
      if (progress.state !== state) continue;
      // Where no time was written down, the furthest counts as the last that was done, the first as the one begun.
      if (found && !(progress.at > foundAt || (state === "done" && progress.at === foundAt))) continue;
      found = { lesson, exercise };
      foundAt = progress.at;
    }
  return found;
}
