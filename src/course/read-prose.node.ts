// The text of the lessons' pages, for the lint.
import path from "node:path";
import { CourseError } from "./course-error.ts";
import { lessonId } from "./read-course.node.ts";
import { listFiles, readText } from "./read-text.node.ts";

export interface LessonText {
  readonly lesson: string;
  /** Path relative to the course. */
  readonly file: string;
  readonly text: string;
}

/** All lessons, also those that no module lists yet. Throws `CourseError` for a page that cannot be read. */
export async function readProse(root: string): Promise<LessonText[]> {
  const pages: LessonText[] = [];
  for (const name of await listFiles(path.join(root, "lessons"))) {
    if (!name.endsWith(".mdx")) continue;
    const file = `lessons/${name}`;
    const read = await readText(path.join(root, file));
    if ("refused" in read) {
      const what = `the file ${read.refused}`;
      throw new CourseError([{ code: "COURSE_FILE_UNREADABLE", file, key: "", what, todo: "Write it as text." }]);
    }
    pages.push({ lesson: lessonId(file), file, text: read.text });
  }
  return pages;
}
