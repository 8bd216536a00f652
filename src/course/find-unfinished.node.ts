// What the author of a new exercise has still to write. The marks come from `forkpoint new`; no mark may reach a learner.
import path from "node:path";
import type { CourseFault } from "./course-error.ts";
import { listFiles, readText } from "./read-text.node.ts";

export const MARK = "TODO(author):";

/** One fault for each mark, in the order in which an exercise is best written. */
export async function findUnfinished(root: string, id: string): Promise<CourseFault[]> {
  const faults: CourseFault[] = [];
  const folders = [`exercises/${id}`, `solutions/${id}`];
  for (const folder of folders)
    for (const name of inOrderOfWriting(await listFiles(path.join(root, folder)))) {
      const read = await readText(path.join(root, folder, name));
      if (!("text" in read)) continue;
      read.text.split("\n").forEach((line, index) => {
        const at = line.indexOf(MARK);
        if (at < 0) return;
        const wanted = line
          .slice(at + MARK.length)
          .replace(/[*/}"\s]+$/, "")
          .trim();
        const todo = `Write ${wanted || "it"}, and remove the mark.`;
        faults.push({
          code: "COURSE_FILE_UNFINISHED",
          file: `${folder}/${name}:${index + 1}`,
          key: "",
          what: "not written yet",
          todo,
        });
      });
    }
  return faults;
}

const ORDER = [/^exercise\.yaml$/, /^prompt/, /^starter\/observe/, /^tests\//, /^starter\//, /^mutants\//, /^hints/];

function inOrderOfWriting(names: readonly string[]): string[] {
  const rank = (name: string) => ORDER.findIndex((pattern) => pattern.test(name)) >>> 0;
  return [...names].sort((a, b) => rank(a) - rank(b));
}
