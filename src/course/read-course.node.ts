// The outline of the course: lessons/course.yaml, the lesson pages beside it, and the names of the exercises.
import path from "node:path";
import { parse } from "yaml";
import { CourseError, type CourseFault } from "./course-error.ts";
import type { CourseOutline, Lesson } from "./outline.ts";
import { listExercises } from "./read-exercise.node.ts";
import { listFiles, readText } from "./read-text.node.ts";
import { readYaml } from "./read-yaml.node.ts";
import { courseSchema } from "./schema.ts";

/** A lesson before it is known which module lists it. */
type Page = Omit<Lesson, "module">;

const COURSE_FILE = "lessons/course.yaml";

/** Throws `CourseError` when a listed lesson has no page, or a page is not listed. */
export async function readCourse(root: string): Promise<CourseOutline> {
  const yaml = await readYaml(root, COURSE_FILE, courseSchema);
  if ("faults" in yaml) throw new CourseError(yaml.faults);
  const faults: CourseFault[] = [];
  const pages = await readPages(root, faults);
  const unlisted = new Map(pages);
  const modules = yaml.value.modules.map(({ lessons: ids, ...module }, index) => ({
    ...module,
    lessons: ids.flatMap((id) => {
      const page = pages.get(id);
      const key = `modules.${index}.lessons`;
      if (!page)
        faults.push(mismatch(COURSE_FILE, key, `there is no page for "${id}"`, `Write lessons/…/${pageName(id)}.`));
      else if (!unlisted.delete(id)) faults.push(mismatch(COURSE_FILE, key, `"${id}" is listed twice`, "Remove one."));
      return page ? [{ ...page, module: module.id }] : [];
    }),
  }));
  for (const { id, file } of unlisted.values())
    faults.push(mismatch(file, "", `the lesson "${id}" is in no module`, `List it in ${COURSE_FILE}.`));
  if (faults.length > 0) throw new CourseError(faults);
  return { modules, exercises: await listExercises(root) };
}

/** `lessons/01-threads/01-who-remembers.mdx` → `threads/who-remembers`: order may change, ids may not. */
export function lessonId(file: string): string {
  return path.posix
    .relative("lessons", file)
    .replace(/(\.(claims|lab)\.ts|\.mdx)$/, "")
    .split("/")
    .map((part) => part.replace(/^\d+-/, ""))
    .join("/");
}

async function readPages(root: string, faults: CourseFault[]): Promise<Map<string, Page>> {
  const pages = new Map<string, Page>();
  for (const name of await listFiles(path.join(root, "lessons"))) {
    if (!name.endsWith(".mdx")) continue;
    const file = `lessons/${name}`;
    const id = lessonId(file);
    if (id.split("/").length !== 2)
      faults.push(
        mismatch(file, "", "a lesson lies in the folder of its subject", "Move it to lessons/<nn>-<subject>/."),
      );
    const other = pages.get(id);
    if (other) faults.push(mismatch(file, "", `${other.file} has the same id "${id}"`, "Rename one of them."));
    pages.set(id, { id, file, title: await readTitle(root, file, faults) });
  }
  return pages;
}

async function readTitle(root: string, file: string, faults: CourseFault[]): Promise<string> {
  const read = await readText(path.join(root, file));
  const frontmatter = "text" in read ? /^---\r?\n([\s\S]*?)\r?\n---/.exec(read.text)?.[1] : undefined;
  const title: unknown = frontmatter === undefined ? undefined : parseTitle(frontmatter);
  if (typeof title === "string" && title.trim()) return title.trim();
  const todo = 'Begin the page with "---", "title: …", "---".';
  faults.push({ code: "COURSE_KEY_INVALID", file, key: "title", what: "the page has no title", todo });
  return "";
}

function parseTitle(frontmatter: string): unknown {
  try {
    return (parse(frontmatter) as { title?: unknown } | null)?.title;
  } catch {
    // Not YAML: the page has no title that anyone could read, which is what the fault says.
    return undefined;
  }
}

function mismatch(file: string, key: string, what: string, todo: string): CourseFault {
  return { code: "COURSE_NAME_MISMATCH", file, key, what, todo };
}

function pageName(id: string): string {
  return `${id.split("/").at(-1)}.mdx`;
}
