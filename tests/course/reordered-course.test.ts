// Lessons may be numbered anew, listed in another order and by other modules: the ids by which everything is kept stay.
import { rename } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { lessonId, readCourse } from "../../src/course/read-course.node.ts";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { copyCourse } from "../fixture-course.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

test("a lesson that got another number, another neighbour and another module has the id it had", async () => {
  await using course = await copyCourse();
  const before = await readCourse(course.root);
  const at = (name: string) => path.join(course.root, "lessons", name);
  await rename(at("01-savers"), at("07-savers"));
  for (const ending of ["mdx", "claims.ts"])
    await rename(at(`07-savers/01-write-one.${ending}`), at(`07-savers/05-write-one.${ending}`));
  await course.write("lessons/07-savers/01-before-it.mdx", "---\ntitle: Before it\n---\n");
  await course.write(
    "lessons/course.yaml",
    "modules:\n  - { id: other, title: T, goal: G, lessons: [savers/before-it, savers/write-one] }\n",
  );
  const after = await readCourse(course.root);
  expect(after.modules[0]?.lessons.map(({ id }) => id)).toEqual(["savers/before-it", "savers/write-one"]);
  expect(after.modules[0]?.lessons.map(({ id }) => id)).toContain(before.modules[0]?.lessons[0]?.id);
  expect(after.exercises).toEqual(before.exercises);
  expect((await readExercise(course.root, "tiny-saver")).lesson).toBe("savers/write-one");
});

test("no id of the course holds a number that says where it stands, and every exercise names a lesson that there is", async () => {
  const { modules, exercises } = await readCourse(ROOT);
  const lessons = modules.flatMap((module) => module.lessons);
  expect(lessons.length).toBeGreaterThan(2);
  for (const { id, file } of lessons) {
    expect(id).not.toMatch(/(^|\/)\d/);
    expect(lessonId(file)).toBe(id);
  }
  const known = new Set(lessons.map(({ id }) => id));
  for (const id of exercises) {
    expect(id).not.toMatch(/^\d/);
    expect(known, id).toContain((await readExercise(ROOT, id)).lesson);
  }
});
