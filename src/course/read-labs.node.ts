// The programs that lessons show in a lab: `NAME.lab.ts` beside `NAME.mdx`, as exercises that nobody has to solve.
import path from "node:path";
import { CourseError } from "./course-error.ts";
import { NOTHING_ASKED, type Exercise } from "./model.ts";
import { lessonId } from "./read-course.node.ts";
import { listFiles, readText } from "./read-text.node.ts";

const ENDING = ".lab.ts";
const FILE = "lab.ts";
const MAIN = `import { main } from "./${FILE}";\nawait main();\n`;

export interface LabFile {
  /** Id of the lesson beside which the file lies. */
  readonly lesson: string;
  /** Path relative to the course. */
  readonly file: string;
  /** What runs it: its file exports `main` and `graphOf`. */
  readonly program: Exercise;
}

/** Throws `CourseError` for a file that cannot be read or lies beside no lesson. */
export async function readLabs(root: string): Promise<LabFile[]> {
  const names = await listFiles(path.join(root, "lessons"));
  return Promise.all(names.filter((name) => name.endsWith(ENDING)).map((name) => readLab(root, name, names)));
}

async function readLab(root: string, name: string, names: readonly string[]): Promise<LabFile> {
  const file = `lessons/${name}`;
  const read = await readText(path.join(root, file));
  if ("refused" in read)
    throw new CourseError([
      { code: "COURSE_FILE_UNREADABLE", file, key: "", what: `the file ${read.refused}`, todo: "Write it as text." },
    ]);
  if (!names.includes(name.replace(ENDING, ".mdx")))
    throw new CourseError([
      {
        code: "COURSE_NAME_MISMATCH",
        file,
        key: "",
        what: "there is no lesson of that name",
        todo: "Name it after the page it belongs to.",
      },
    ]);
  const lesson = lessonId(file);
  return { lesson, file, program: programOf(lesson, read.text) };
}

function programOf(lesson: string, source: string): Exercise {
  return {
    id: `lab-${lesson.replaceAll("/", "-")}`,
    title: "Lab",
    lesson,
    entry: FILE,
    run: "main.ts",
    exports: ["graphOf", "main"],
    given: [FILE, "main.ts"],
    lab: FILE,
    needs: [],
    imports: {
      "@langchain/langgraph": "all",
      "@langchain/core/messages": "all",
      "@forkpoint/savers": "all",
    },
    limits: { testMs: 5_000, totalMs: 30_000, outputBytes: 65_536 },
    starter: { [FILE]: source, "main.ts": MAIN },
    hints: [],
    ...NOTHING_ASKED,
  };
}
