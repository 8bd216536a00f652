// The way through the course as pages show it: modules, lessons with their minutes, exercises, claims. Read once per build.
import { getCollection } from "astro:content";
import type { WayLesson, WayModule } from "../session/way.ts";
import { exerciseFolder, exercisesOf, outline } from "./course.node.ts";
import { seenClaims } from "./seen-claims.node.ts";

export interface BuiltLesson extends WayLesson {
  readonly summary: string;
}

export interface BuiltModule extends WayModule {
  readonly goal: string;
  readonly lessons: readonly BuiltLesson[];
  /** Ids of the claims of its lessons. */
  readonly claims: readonly string[];
}

let built: Promise<readonly BuiltModule[]> | null = null;

/** Modules without lessons are those that are still to come. */
export const way = (): Promise<readonly BuiltModule[]> => (built ??= readWay());

async function readWay(): Promise<readonly BuiltModule[]> {
  const { modules } = await outline();
  const pages = new Map((await getCollection("lessons")).map((page) => [page.id, page.data]));
  const lessonOf = async ({ id, title }: { readonly id: string; readonly title: string }): Promise<BuiltLesson> => {
    const page = pages.get(id);
    if (!page) throw new Error(`the lesson "${id}" has no page`);
    const exercises = await Promise.all(
      (await exercisesOf(id)).map(async (exercise) => ({
        id: exercise.id,
        title: exercise.title,
        wrongIdeas: (await exerciseFolder(exercise.id)).mutants.length,
      })),
    );
    return { id, title, minutes: page.minutes, summary: page.summary, exercises };
  };
  return Promise.all(
    modules.map(async ({ id, title, goal, lessons }) => ({
      id,
      title,
      goal,
      lessons: await Promise.all(lessons.map(lessonOf)),
      claims: seenClaims.claims
        .filter((claim) => lessons.some((lesson) => lesson.id === claim.lesson))
        .map((claim) => claim.id),
    })),
  );
}
