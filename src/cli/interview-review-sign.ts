// Each answer with a signature beside it, so that somebody else can check it and grade it again: `forkpoint verify-result`.
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Session } from "../interview/model.ts";
import type { GradedAnswer } from "../interview/review.ts";
import { hashExercise } from "../results/hash-exercise.node.ts";
import type { Signer } from "./sign-result.ts";
import { printable } from "./terminal.ts";
import { writeWhole } from "./write-whole.ts";

export interface SignedFor {
  /** The deck's folder. */
  readonly root: string;
  readonly session: Session;
  /** As the candidate calls themselves: a label. */
  readonly name: string;
}

/** Into <out>/answers: <exercise>/ with the files that were judged, and <exercise>.jws. The session's id is signed along. */
export async function signAnswers(
  out: string,
  graded: readonly GradedAnswer[],
  signer: Signer,
  { root, session, name }: SignedFor,
): Promise<void> {
  for (const { item, files, report } of graded) {
    const at = path.join(out, "answers", item.exercise);
    const signature = `${at}.jws`;
    // Of an earlier run; nobody signs what the deck or the machine kept from being judged.
    await rm(signature, { force: true });
    if (!report.score) continue;
    await writeFiles(at, files);
    const hashes = await hashExercise(path.join(root, "exercises", item.exercise));
    const jws = await signer.sign({
      level: "re-run by a reviewer",
      exercise: { id: item.exercise, hash: hashes.exercise },
      testsHash: hashes.tests,
      pack: null,
      challenge: session.id,
      author: printable(name) || "a candidate without a name",
      files,
      report,
    });
    await writeWhole(signature, `${jws}\n`);
  }
}

/** Their names are the exercise's own. */
async function writeFiles(folder: string, files: GradedAnswer["files"]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}
