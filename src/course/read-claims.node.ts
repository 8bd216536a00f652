// Where the claims of the course are. Their text only: what they do is found out in a guest, never by importing them here.
import path from "node:path";
import { CourseError } from "./course-error.ts";
import type { Files } from "./model.ts";
import { lessonId } from "./read-course.node.ts";
import { listFiles, readText } from "./read-text.node.ts";

/** What the claims of all lessons share: ways to make a world, and to make one that is different. */
export const WORLDS_FILE = "lessons/worlds.ts";

export interface ClaimsFile {
  /** Id of the lesson beside which the file lies. */
  readonly lesson: string;
  /** Path relative to the course, e.g. `lessons/01-threads/01-who-remembers.claims.ts`. */
  readonly file: string;
  /** Its text, and that of `lessons/worlds.ts`, which all of them may import. */
  readonly files: Files;
}

/** Throws `CourseError` for a file that cannot be read or lies beside no lesson. */
export async function readClaims(root: string): Promise<ClaimsFile[]> {
  const names = await listFiles(path.join(root, "lessons"));
  const found: ClaimsFile[] = [];
  const worlds = await readText(path.join(root, WORLDS_FILE));
  const shared: Files = "text" in worlds ? { [WORLDS_FILE]: worlds.text } : {};
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
    found.push({ lesson: lessonId(file), file, files: { [file]: read.text, ...shared } });
  }
  return found;
}

/** Ids of all claims of the course, by their text: what a file says in the order `id`, `says`. */
export async function readClaimIds(root: string): Promise<Set<string>> {
  const texts = (await readClaims(root)).map(({ file, files }) => files[file] ?? "");
  return new Set(texts.flatMap((text) => [...text.matchAll(/\bid:\s*"([^"]+)",\s*says:/g)].map(([, id]) => id!)));
}

function fault(code: "COURSE_FILE_UNREADABLE" | "COURSE_NAME_MISMATCH", file: string, what: string, todo: string) {
  return new CourseError([{ code, file, key: "", what, todo }]);
}
