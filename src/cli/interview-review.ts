// `forkpoint interview review`: grades what a candidate handed in again on this machine, and writes what a reviewer reads.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { listExercises } from "../course/read-exercise.node.ts";
import { checkSubmission } from "../grading/check-submission.ts";
import type { Kernel } from "../grading/kernel.ts";
import { observeExercise } from "../grading/observe.ts";
import type { Answer, Deck, DeckItem, Session } from "../interview/model.ts";
import { ownFiles } from "../interview/own-files.ts";
import { hashDeck, readDeck } from "../interview/read-deck.node.ts";
import { makePage } from "../interview/review-page.ts";
import { type FullReview, type GradedAnswer, type MadeHere, makeReview } from "../interview/review.ts";
import { makeSession } from "../interview/session.ts";
import type { ExerciseRuntime } from "../runtimes/runtime.ts";
import { openTier } from "../runtimes/node/tiers.node.ts";
import { chooseTier } from "./grade-tier.ts";
import { cleanExport, cleanFiles, readExport } from "./interview-export.ts";
import { signAnswers } from "./interview-review-sign.ts";
import { tellReview } from "./interview-review-words.ts";
import { loadTests, openExercise, readFingerprints, readKernel } from "./open-course.ts";
import { openDeck } from "./open-deck.ts";
import { writeReviewPage } from "./review-page.ts";
import { someAtATime } from "./some-at-a-time.ts";
import { openSigner } from "./sign-result.ts";
import { type Output, printable } from "./terminal.ts";
import { timeLeft } from "./time-left.ts";
import { writeWhole } from "./write-whole.ts";

export interface InterviewReviewOptions {
  /** The export. */
  readonly file: string;
  /** The id of a deck of this program, or a folder. */
  readonly deck: string;
  readonly out: string;
  /** Null = the strongest that works here. */
  readonly tier: "strong" | "portable" | null;
  /** Only with it are answers run in a tier that does not hold. */
  readonly iTrustTheseFiles: boolean;
  readonly jobs: number;
  /** A private key: each answer is signed with it. Null = nothing is signed. */
  readonly sign: string | null;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** 0: every answer was judged. 1: the deck or this machine is to blame for one that was not, or nothing holds here. */
export async function reviewInterview(options: InterviewReviewOptions, out: Output): Promise<number> {
  const { export: handedIn, hash } = await readExport(options.file);
  const kernel = await readKernel();
  const root = await openDeck(options.deck);
  const deck = await readDeck(root);
  const signer = options.sign === null ? null : await openSigner(options.sign);
  const tier = await chooseTier({ ...options, trustsFiles: options.iTrustTheseFiles }, out);
  if (tier === null) return 1;
  await using runtime = openTier(tier, { spares: options.jobs });
  if (!options.json)
    out.line(`${handedIn.answers.length} answers, deck ${deck.id}, tier: ${tier} (${runtime.isolation})`);
  const graded = await gradeAll(
    handedIn.answers,
    { ...options, root, deck, kernel, runtime, seed: handedIn.session.seed },
    out,
  );
  const deckHash = await hashDeck(root);
  const shown = cleanExport(handedIn);
  const review = makeReview(
    shown,
    {
      deck: deck.id,
      title: deck.title,
      deckHash,
      pins: kernel.pins,
      tier,
      isolation: runtime.isolation,
      exportHash: hash,
      made: makeAgain(deck, deckHash, handedIn.session),
    },
    graded.map((one) => ({ ...one, answer: shown.answers.find(({ exercise }) => exercise === one.item.exercise)! })),
  );
  const html = await writeReviewPage(makePage(shown, review, graded, cleanFiles));
  await mkdir(options.out, { recursive: true });
  await writeWhole(path.join(options.out, "review.json"), `${JSON.stringify(review, null, 2)}\n`);
  await writeWhole(path.join(options.out, "review.html"), html);
  if (signer) await signAnswers(options.out, graded, signer, { root, session: shown.session, name: shown.name });
  tell(review, options, out);
  return review.items.some(({ score }) => score === null) ? 1 : 0;
}

interface Grading {
  readonly root: string;
  readonly deck: Deck;
  readonly kernel: Kernel;
  readonly runtime: ExerciseRuntime;
  readonly seed: string;
  readonly jobs: number;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** In the order of the answers; those to items that the deck does not have are left out. */
async function gradeAll(answers: readonly Answer[], grading: Grading, out: Output): Promise<readonly GradedAnswer[]> {
  const known = await listExercises(grading.root);
  const waiting = answers.flatMap((answer, index) => {
    const item = grading.deck.items.find(({ exercise }) => exercise === answer.exercise);
    return item && known.includes(item.exercise) ? [{ answer, item, index }] : [];
  });
  const left = timeLeft(waiting.length);
  const graded: GradedAnswer[] = [];
  await someAtATime(waiting, grading.jobs, grading.signal, async ({ answer, item, index }) => {
    graded[index] = await gradeOne(answer, item, grading);
    const { count, left: time } = left.done();
    out.progress(`${count}  ${time}`);
  });
  grading.signal.throwIfAborted();
  out.progress("");
  return graded.filter(Boolean);
}

async function gradeOne(answer: Answer, item: DeckItem, grading: Grading): Promise<GradedAnswer> {
  const { root, runtime, kernel, seed, signal } = grading;
  const exercise = await openExercise(root, item.exercise);
  const { notes, ...own } = ownFiles(exercise, answer.files);
  const tests = await loadTests(exercise);
  const fingerprints = (await readFingerprints(exercise)) ?? [];
  const report = await checkSubmission({
    exercise,
    tests,
    fingerprints,
    files: own.files,
    author: null,
    runtime,
    kernel,
    seed,
    signal,
  });
  const points = exercise.form?.kind === "point";
  const table = points ? (await observeExercise({ exercise, runtime, kernel, signal })).table : null;
  const said = notes.map((note) => printable(note));
  return { item, answer, report, form: exercise.form, table, ...own, notes: said };
}

function tell(review: FullReview, { json, sign, out: folder }: InterviewReviewOptions, out: Output): void {
  if (json) return out.line(JSON.stringify(review, null, 2));
  for (const line of tellReview(review, out.paint)) out.line(line);
  out.line("");
  out.line(`${path.join(folder, "review.html")} for people, review.json beside it for programs.`);
  if (sign) out.line(`${path.join(folder, "answers")}: what was judged, each answer with its signature.`);
}

/** What this deck makes of the session's own facts; null where it cannot, because it is not the deck that the session is from. */
function makeAgain(deck: Deck, deckHash: string, session: Session): MadeHere | null {
  const numbers = session.items.flatMap((id) => deck.items.find(({ exercise }) => exercise === id)?.number ?? []);
  if (deckHash !== session.deckHash || numbers.length < session.items.length) return null;
  const { seed, minutes, pins } = session;
  const { id } = makeSession(deck, { deckHash, pins }, { seed, minutes, items: numbers });
  try {
    const { items } = makeSession(deck, { deckHash, pins }, { seed, minutes });
    return { id, items };
  } catch (error) {
    // So short that the seed could have chosen none: they must have been named.
    if (error instanceof RangeError) return { id, items: session.items };
    throw error;
  }
}
