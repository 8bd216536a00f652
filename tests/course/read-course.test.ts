import { expect, test } from "vitest";
import { readClaims } from "../../src/course/read-claims.node.ts";
import { lessonId, readCourse } from "../../src/course/read-course.node.ts";
import { copyCourse, FIXTURES } from "../fixture-course.ts";

const PAGE = "lessons/01-savers/01-write-one.mdx";

test("ids come from folder and file names, without their numbers", () => {
  expect(lessonId("lessons/02-threads/01-who-remembers.mdx")).toBe("threads/who-remembers");
  expect(lessonId("lessons/02-threads/01-who-remembers.claims.ts")).toBe("threads/who-remembers");
  expect(lessonId("lessons/02-threads/01-who-remembers.lab.ts")).toBe("threads/who-remembers");
});

test("the outline has modules and lessons in the listed order", async () => {
  expect(await readCourse(FIXTURES)).toEqual({
    modules: [
      {
        id: "savers",
        title: "Savers",
        goal: "Write a checkpoint saver and know what it must keep.",
        lessons: [{ id: "savers/write-one", module: "savers", title: "Write one", file: PAGE }],
      },
    ],
    exercises: ["tiny-saver"],
  });
});

test("a listed lesson without a page, and a page that is not listed, are both told", async () => {
  await using course = await copyCourse();
  await course.replace("lessons/course.yaml", "savers/write-one", "savers/write-two");
  await expect(readCourse(course.root)).rejects.toThrow(
    /there is no page for "savers\/write-two"[\s\S]*the lesson "savers\/write-one" is in no module/,
  );
});

test("a lesson may be listed by any module, once", async () => {
  await using course = await copyCourse();
  const twice = ["one", "two"].map((id) => `  - { id: ${id}, title: T, goal: G, lessons: [savers/write-one] }`);
  await course.write("lessons/course.yaml", `modules:\n${twice[0]}\n`);
  expect((await readCourse(course.root)).modules[0]?.lessons[0]).toMatchObject({
    id: "savers/write-one",
    module: "one",
  });
  await course.write("lessons/course.yaml", `modules:\n${twice.join("\n")}\n`);
  await expect(readCourse(course.root)).rejects.toThrow('"savers/write-one" is listed twice');
});

test("a page without a title is told", async () => {
  await using course = await copyCourse();
  await course.write(PAGE, "# No frontmatter\n");
  await expect(readCourse(course.root)).rejects.toThrow(`${PAGE} (title): the page has no title`);
});

test("claims are found beside their lesson", async () => {
  const [claims] = await readClaims(FIXTURES);
  expect(claims).toMatchObject({ lesson: "savers/write-one", file: "lessons/01-savers/01-write-one.claims.ts" });
});

test("claims beside no lesson are told", async () => {
  await using course = await copyCourse();
  await course.write("lessons/01-savers/02-lost.claims.ts", "export const claims = [];");
  await expect(readClaims(course.root)).rejects.toThrow("02-lost.claims.ts: there is no lesson of that name");
});
