// `forkpoint new exercise ID`: the files of a new exercise, with marks where its author has to write.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { listExercises } from "../course/read-exercise.node.ts";
import { UsageError } from "./open-course.ts";
import { scaffold } from "./scaffold.ts";
import type { Output } from "./terminal.ts";

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export async function newExercise(course: string, id: string, out: Output): Promise<number> {
  if (!KEBAB.test(id)) throw new UsageError(`"${id}" is no id: write it in kebab-case, e.g. "the-agent-that-forgot"`);
  if ((await listExercises(course)).includes(id)) throw new UsageError(`there is an exercise "${id}" already`);
  for (const [file, text] of Object.entries(scaffold(id))) {
    const at = path.join(course, file);
    await mkdir(path.dirname(at), { recursive: true });
    // Never over something that is there, e.g. the solution of an exercise that was removed.
    await writeFile(at, text, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === "EEXIST" ? new UsageError(`${file} is there already: move it away first`) : error;
    });
    out.line(file);
  }
  out.line(`\nNext: forkpoint verify ${id}`);
  return 0;
}
