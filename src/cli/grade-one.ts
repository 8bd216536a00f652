// One submission: judged, or refused, or as an earlier run of the batch judged it. What comes of it is on disk before it is told.
import type { RefusedSubmission, Submission } from "../course/read-submissions.node.ts";
import { checkSubmission } from "../grading/check-submission.ts";
import type { Kernel } from "../grading/kernel.ts";
import { redactReport } from "../grading/redact.ts";
import { hashFiles } from "../results/hash.ts";
import type { ExerciseRuntime } from "../runtimes/runtime.ts";
import type { Batch } from "./grade-batch.ts";
import type { Seed, Subject } from "./grade-subject.ts";
import type { Graded } from "./grade-summary.ts";
import { printable } from "./terminal.ts";

export interface Grading {
  readonly subject: Subject;
  readonly kernel: Kernel;
  readonly runtime: ExerciseRuntime;
  readonly seed: Seed;
  readonly batch: Batch;
  /** Nothing of an earlier run is taken. */
  readonly fresh: boolean;
  readonly sign: ((graded: Graded, files: Submission["files"]) => Promise<void>) | null;
  readonly signal: AbortSignal;
}

export interface Named {
  readonly submission: Submission | RefusedSubmission;
  /** Of the report. */
  readonly file: string;
}

/** Null when it has to be judged. */
export async function keptBefore({ submission, file }: Named, grading: Grading): Promise<Graded | null> {
  if ("refused" in submission || grading.fresh) return null;
  const { hash } = await hashFiles(submission.files);
  const kept = await grading.batch.kept(printable(submission.author), file, hash);
  if (kept) await grading.sign?.(kept, submission.files);
  return kept;
}

/** Rejects with the signal's reason when it is aborted. */
export async function gradeOne({ submission, file }: Named, grading: Grading): Promise<Graded> {
  // Names and notes are somebody else's words, here and in every file that is written.
  const author = printable(submission.author);
  if ("refused" in submission) {
    const graded = { author, file, refused: printable(submission.refused), notes: [], report: null };
    await grading.batch.keep(graded, null);
    return graded;
  }
  const { subject, seed, runtime, kernel, signal } = grading;
  const { exercise, tests, fingerprints } = subject;
  const judge = { exercise, tests, fingerprints, runtime, kernel, signal };
  const full = await checkSubmission({ ...judge, seed: seed.secret, author, files: submission.files });
  const report = subject.pack ? redactReport(full, seed.shown) : full;
  const notes = submission.notes.map((note) => printable(note));
  const graded = { author, file, refused: null, notes, report };
  await grading.batch.keep(graded, (await hashFiles(submission.files)).hash);
  await grading.sign?.(graded, submission.files);
  return graded;
}

export function describe({ author, refused, report }: Graded): string {
  if (refused !== null) return `${printable(author, 60)}: refused, ${printable(refused)}`;
  const { score, problem } = report!;
  const points = score ? `${score.earned} of ${score.possible}` : "not judged";
  return `${printable(author, 60)}: ${points}${problem ? `, ${printable(problem.message)}` : ""}`;
}
