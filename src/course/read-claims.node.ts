// Where the claims of the course are. Their text only: what they do is found out in a guest, never by importing them here.
import path from "node:path";
import { CourseError } from "./course-error.ts";
import { lessonId } from "./read-course.node.ts";
import { listFiles, readText } from "./read-text.node.ts";

export interface ClaimsFile {
  /** Id of the lesson beside which the file lies. */
  readonly lesson: string;
  /** Path relative to the course, e.g. `lessons/01-threads/01-who-remembers.claims.ts`. */
  readonly file: string;
  readonly source: string;
}

/** Throws `CourseError` for a file that cannot be read or lies beside no lesson. */
export async function readClaims(root: string): Promise<ClaimsFile[]> {
  const names = await listFiles(path.join(root, "lessons"));
  const found: ClaimsFile[] = [];
  for (const name of names.filter((entry) => entry.endsWith(".claims.ts"))) {
    const file = `lessons/${name}`;
    const read = await readText(path.join(root, file));
    if ("refused" in read) throw fault("COURSE_FILE_UNREADABLE", file, `the file ${read.refused}`, "Write it as text.");
    if (!names.includes(name.replace(/\.claims\.ts$/, ".mdx")))
      throw fault(
        "COURSE_NAME_MISMATCH",
        file,
        "there is no lesson of that name",
        "Name it after the page it belongs to.",
      );
    found.push({ lesson: lessonId(file), file, source: read.text });
  }
  return found;
}

function fault(code: "COURSE_FILE_UNREADABLE" | "COURSE_NAME_MISMATCH", file: string, what: string, todo: string) {
  return new CourseError([{ code, file, key: "", what, todo }]);
}
