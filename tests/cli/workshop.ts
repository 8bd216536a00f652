// A folder of submissions for the small course, and a folder for their reports.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { FIXTURES } from "../fixture-course.ts";
import { run, type RunIn } from "./capture.ts";

export const SOLUTION = path.join(FIXTURES, "solutions/tiny-saver/saver.ts");
export const MUTANT = path.join(FIXTURES, "exercises/tiny-saver/mutants/drops-writes.ts");

export async function workshop() {
  const root = await mkdtemp(path.join(tmpdir(), "forkpoint-grade-"));
  const submissions = path.join(root, "submissions");
  const reports = path.join(root, "reports");
  await mkdir(submissions);
  const command = (more: readonly string[] = []) => [
    ...["grade", submissions, "--exercise", "tiny-saver", "--out", reports, "--course", FIXTURES, ...more],
  ];
  return {
    root,
    submissions,
    reports,
    command,
    async add(author: string, source: string) {
      await mkdir(path.join(submissions, author), { recursive: true });
      await cp(source, path.join(submissions, author, "saver.ts"));
    },
    async write(author: string, text: string) {
      await mkdir(path.join(submissions, author), { recursive: true });
      await writeFile(path.join(submissions, author, "saver.ts"), text);
    },
    read: (file: string) => readFile(path.join(reports, file), "utf8"),
    grade: (more: readonly string[] = [], runIn: RunIn = {}) => run(command(more), runIn),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}
