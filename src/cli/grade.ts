// `forkpoint grade`: judges a folder of submissions. One report for each author, a table, a summary; whatever one submission does, the others are graded.
import { randomBytes } from "node:crypto";
import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ExerciseFolder } from "../course/model.ts";
import { readSubmissions, type RefusedSubmission, type Submission } from "../course/read-submissions.node.ts";
import { checkSubmission } from "../grading/check-submission.ts";
import type { Kernel } from "../grading/kernel.ts";
import { NodeRuntime } from "../runtimes/node/node-runtime.node.ts";
import type { ExerciseRuntime } from "../runtimes/runtime.ts";
import { csv } from "./csv.ts";
import { fileNames } from "./file-names.ts";
import { type Graded, summarise, tableOf } from "./grade-summary.ts";
import {
  type ExerciseTests,
  loadTests,
  openExercise,
  readFingerprints,
  readKernel,
  UsageError,
} from "./open-course.ts";
import { type Output, printable } from "./terminal.ts";
import { timeLeft } from "./time-left.ts";

export interface GradeOptions {
  readonly course: string;
  readonly folder: string;
  readonly exercise: string;
  readonly out: string;
  readonly jobs: number;
  /** The same for every submission; drawn when it is not given. */
  readonly seed: string | null;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** 0: every submission has a report. 1: the course or this machine is to blame for one that has none. */
export async function grade(options: GradeOptions, out: Output): Promise<number> {
  const exercise = await openExercise(options.course, options.exercise);
  await refuseFolders(options);
  const tests = await loadTests(exercise);
  const kernel = await readKernel();
  const fingerprints = (await readFingerprints(exercise)) ?? [];
  const seed = options.seed ?? randomBytes(6).toString("hex");
  const { submissions, skipped } = await readSubmissions(options.folder, exercise);
  if (submissions.length === 0)
    throw new UsageError(`${options.folder} has no submissions: it should hold one folder for each author`);
  await mkdir(options.out, { recursive: true });

  await using runtime = new NodeRuntime({ spares: options.jobs });
  const grading: Grading = { ...options, exercise, tests, kernel, runtime, seed, fingerprints };
  if (!options.json) {
    out.line(`${submissions.length} submissions for ${exercise.id}, seed ${seed}, guests: ${runtime.isolation}`);
    for (const name of skipped) out.note(`left out: ${printable(name)} is no submission`);
  }
  const graded = await gradeAll(submissions, grading, out);
  const results = { exercise: exercise.id, seed, pins: kernel.pins, isolation: runtime.isolation, graded };
  await writeFile(path.join(options.out, "results.csv"), csv(tableOf(results, exerciseTestIds(tests))));
  await writeFile(path.join(options.out, "summary.txt"), `${summarise(results).join("\n")}\n`);
  if (options.json) out.line(JSON.stringify(results, null, 2));
  else for (const line of summarise(results)) out.line(line);
  options.signal.throwIfAborted();
  return graded.some(({ report }) => report?.score === null) ? 1 : 0;
}

interface Grading extends Omit<GradeOptions, "exercise" | "seed"> {
  readonly exercise: ExerciseFolder;
  readonly tests: ExerciseTests;
  readonly kernel: Kernel;
  readonly runtime: ExerciseRuntime;
  readonly seed: string;
  readonly fingerprints: NonNullable<Awaited<ReturnType<typeof readFingerprints>>>;
}

/** In the order of the submissions, `jobs` at a time. When it is stopped, what was graded so far is kept. */
async function gradeAll(
  submissions: readonly (Submission | RefusedSubmission)[],
  grading: Grading,
  out: Output,
): Promise<readonly Graded[]> {
  const names = fileNames();
  const waiting = submissions.map((submission, index) => ({ submission, index, name: names(submission.author) }));
  const graded: Graded[] = [];
  const left = timeLeft(submissions.length);
  const work = async () => {
    for (let next = waiting.shift(); next && !grading.signal.aborted; next = waiting.shift()) {
      const one = await gradeOne(next.submission, next.name, grading).catch((error: unknown) => {
        if (grading.signal.aborted) return null;
        throw error;
      });
      if (!one) return;
      graded[next.index] = one;
      const done = left.done();
      if (!grading.json) out.note(`${done.count} ${describe(one)}`);
      out.progress(`${done.count}  ${done.left}`);
    }
  };
  await Promise.all(Array.from({ length: grading.jobs }, work));
  out.progress("");
  return graded.filter(Boolean);
}

async function gradeOne(submission: Submission | RefusedSubmission, name: string, grading: Grading): Promise<Graded> {
  // Names and notes are somebody else's words, here and in every file that is written.
  const author = printable(submission.author);
  const file = `${name}.json`;
  if ("refused" in submission) {
    const refused = printable(submission.refused);
    await writeReport(grading.out, file, { author, refused });
    return { author, file, refused, notes: [], report: null };
  }
  const notes = submission.notes.map((note) => printable(note));
  const report = await checkSubmission({ ...grading, author, files: submission.files });
  await writeReport(grading.out, file, { ...report, notes });
  return { author, file, refused: null, notes, report };
}

async function writeReport(folder: string, file: string, report: object): Promise<void> {
  await writeFile(path.join(folder, file), `${JSON.stringify(report, null, 2)}\n`);
}

function describe({ author, refused, report }: Graded): string {
  if (refused !== null) return `${printable(author, 60)}: refused, ${printable(refused)}`;
  const { score, problem } = report!;
  const points = score ? `${score.earned} of ${score.possible}` : "not judged";
  return `${printable(author, 60)}: ${points}${problem ? `, ${printable(problem.message)}` : ""}`;
}

function exerciseTestIds({ visible, hidden }: ExerciseTests): string[] {
  return [...visible, ...hidden].map(({ id }) => id);
}

async function refuseFolders({ folder, out }: GradeOptions): Promise<void> {
  const there = await stat(folder).catch(() => null);
  if (!there?.isDirectory()) throw new UsageError(`${folder} is no folder`);
  const inside = path.relative(path.resolve(folder), path.resolve(out));
  // Reports in there would be taken for submissions the next time.
  if (inside === "" || !(inside.startsWith("..") || path.isAbsolute(inside)))
    throw new UsageError(`--out ${out} lies among the submissions: choose another folder`);
}
