// The course as the pages need it, read once per build. Runs in Node while the site is built, never in a page.
import type { Exercise, ExerciseFolder } from "../../course/model.ts";
import type { CourseOutline, Lesson, Module } from "../../course/outline.ts";
import { readCourse } from "../../course/read-course.node.ts";
import { readLabs, type LabFile } from "../../course/read-labs.node.ts";
import { readExercise } from "../../course/read-exercise.node.ts";

/** Lessons, exercises and solutions lie where the site is built. */
export const courseRoot = process.cwd();

const outlineRead: Promise<CourseOutline> = readCourse(courseRoot);
const foldersRead = new Map<string, Promise<ExerciseFolder>>();

export const outline = (): Promise<CourseOutline> => outlineRead;

export function exerciseFolder(id: string): Promise<ExerciseFolder> {
  const reading = foldersRead.get(id) ?? readExercise(courseRoot, id);
  foldersRead.set(id, reading);
  return reading;
}

/** Field by field, so that nothing of the folder can slip into a page. */
export async function exercise(id: string): Promise<Exercise> {
  const { title, lesson, entry, run, exports, given, lab, needs, imports, limits, starter, ...about } =
    await exerciseFolder(id);
  const { hints, predict, observe, transfer, form } = about;
  const code = { entry, run, exports, given, lab, needs, imports, limits, starter };
  return { id, title, lesson, ...code, hints, predict, observe, transfer, form };
}

const labsRead = readLabs(courseRoot);

/** The lab beside the lesson of that page. Throws for a lesson that has none. */
export async function labOf(pathname: string): Promise<LabFile> {
  const lesson = pathname.replace(/^\/lessons\//, "").replace(/\/$/, "");
  const found = (await labsRead).find((lab) => lab.lesson === lesson);
  if (!found) throw new Error(`${pathname} shows a lab, and there is no NAME.lab.ts beside the lesson "${lesson}"`);
  return found;
}

export async function exercisesOf(lesson: string): Promise<Exercise[]> {
  const { exercises } = await outline();
  const all = await Promise.all(exercises.map(exercise));
  return all.filter((each) => each.lesson === lesson);
}

export interface Place {
  readonly module: Module;
  readonly lesson: Lesson;
  readonly previous: Lesson | null;
  readonly next: Lesson | null;
}

/** Where a lesson stands in the course. Throws for a lesson that course.yaml does not list. */
export async function placeOf(id: string): Promise<Place> {
  const { modules } = await outline();
  const lessons = modules.flatMap((module) => module.lessons);
  const index = lessons.findIndex((lesson) => lesson.id === id);
  const lesson = lessons[index];
  const module = modules.find((each) => each.lessons.some((one) => one.id === id));
  if (!lesson || !module) throw new Error(`lessons/course.yaml does not list the lesson "${id}"`);
  return { module, lesson, previous: lessons[index - 1] ?? null, next: lessons[index + 1] ?? null };
}
