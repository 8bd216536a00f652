// Proves that an exercise judges rightly: its solutions pass, its starter and an empty answer do not, and every wrong idea
// that it lists is caught by exactly the tests that it names. Stops at the first stage that has findings: later ones would only echo it.
import { explainVerdict } from "@forkpoint/conformance";
import type { ExerciseFolder, Files, Fingerprint, Report } from "../course/model.ts";
import type { ExerciseRuntime } from "../runtimes/runtime.ts";
import { checkSubmission, type SubmissionCheck } from "./check-submission.ts";
import { diagnose, failuresOf } from "./diagnose.ts";
import { type Finding, finding } from "./finding.ts";
import type { Kernel } from "./kernel.ts";
import { verifyQuestions } from "./verify-questions.ts";
import { verifyTests } from "./verify-tests.ts";

export interface ExerciseVerification {
  readonly exercise: ExerciseFolder;
  readonly tests: SubmissionCheck["tests"];
  /** As committed; null where there are none yet. */
  readonly fingerprints: readonly Fingerprint[] | null;
  readonly runtime: ExerciseRuntime;
  readonly kernel: Kernel;
  /** Ids of all claims of the course, where they are known. */
  readonly claims?: ReadonlySet<string>;
  readonly signal: AbortSignal;
  onStep?(step: string): void;
}

export interface Verified {
  readonly findings: readonly Finding[];
  /** How the mutants fail now; null when that could not be found out. */
  readonly fingerprints: readonly Fingerprint[] | null;
}

const VERIFY_SEEDS = ["verify-1", "verify-2"] as const;

export async function verifyExercise(verification: ExerciseVerification): Promise<Verified> {
  const verifier = new Verifier(verification);
  const stages = [
    () => verifyTests(verification.exercise, verification.tests),
    () => verifyQuestions({ ...verification, claims: verification.claims ?? null }),
    () => verifier.solutions(),
    () => verifier.wrongAnswers(),
    () => verifier.mutants(),
    () => verifier.fingerprints(),
  ];
  const findings: Finding[] = [];
  for (const stage of stages) {
    findings.push(...(await stage()));
    if (findings.some(({ advice }) => !advice)) break;
  }
  return { findings, fingerprints: verifier.found };
}

class Verifier {
  found: readonly Fingerprint[] | null = null;
  readonly #given: ExerciseVerification;
  /** By mutant, with the first seed. */
  readonly #reports = new Map<string, Report>();

  constructor(given: ExerciseVerification) {
    this.#given = given;
  }

  async solutions(): Promise<Finding[]> {
    const { exercise } = this.#given;
    const found: Finding[] = [];
    for (const { name, files } of exercise.solutions) {
      const at = `solutions/${exercise.id}${name === "solution" ? "" : `/${name}`}`;
      for (const seed of VERIFY_SEEDS) {
        const wrong = notPassing(await this.#check(files, seed, `${name}, seed ${seed}`));
        if (wrong === null) continue;
        const todo = "A solution passes every test, whatever the seed. Mend it, or the test.";
        found.push(finding("SOLUTION_FAILS", at, `does not pass: ${wrong}`, todo));
        break;
      }
    }
    if (exercise.solutions.length < 2) {
      const todo = `Write solutions/${exercise.id}/alternative/: it shows that the tests do not demand one way of building it.`;
      found.push(finding("ALTERNATIVE_MISSING", `solutions/${exercise.id}`, "there is only one solution", todo));
    }
    return found;
  }

  async wrongAnswers(): Promise<Finding[]> {
    const { exercise } = this.#given;
    const found: Finding[] = [];
    const starter = await this.#check(exercise.starter, VERIFY_SEEDS[0], "starter");
    const expected = new Set(exercise.starterPasses);
    const passed = passedIds(starter);
    const at = `exercises/${exercise.id}/starter`;
    const yaml = `exercises/${exercise.id}/exercise.yaml`;
    if (starter.problem)
      found.push(
        finding("STARTER_MISJUDGED", at, explainProblem(starter), "A learner must be able to run it: make it load."),
      );
    else
      for (const { id } of starter.results)
        if (passed.has(id) && !expected.has(id))
          found.push(
            finding("STARTER_MISJUDGED", at, `passes ${id}`, `Make it fail, or list it in starterPasses of ${yaml}.`),
          );
        else if (!passed.has(id) && expected.has(id))
          found.push(
            finding(
              "STARTER_MISJUDGED",
              at,
              `does not pass ${id}`,
              `Mend it, or take it off starterPasses in ${yaml}.`,
            ),
          );
    const empty = await this.#check(emptyAnswer(exercise), VERIFY_SEEDS[0], "empty implementation");
    for (const id of passedIds(empty)) {
      const todo = "Let the test observe something that only a working answer does.";
      found.push(finding("EMPTY_ANSWER_EARNS", `test ${id}`, "functions that do nothing pass it", todo));
    }
    return found;
  }

  async mutants(): Promise<Finding[]> {
    const { exercise, tests } = this.#given;
    const found: Finding[] = [];
    for (const { name, files } of exercise.mutants)
      this.#reports.set(name, await this.#check(files, VERIFY_SEEDS[0], `mutant ${name}`));
    for (const mutant of exercise.mutants) {
      const at = `exercises/${exercise.id}/mutants/${mutant.name}`;
      const report = this.#reportOf(mutant.name);
      const wrong = report.problem ? explainProblem(report) : misjudged(report, mutant.caughtBy);
      const todo = "Change the mutant, the tests, or caughtBy in exercise.yaml, until they agree.";
      if (wrong !== null) found.push(finding("MUTANT_MISJUDGED", at, wrong, todo));
    }
    const caught = new Set(
      exercise.mutants.flatMap(({ name }) => Object.keys(failuresOf(this.#reportOf(name).results))),
    );
    for (const { id } of tests.hidden)
      if (!caught.has(id)) {
        const todo = "Write a mutant that only this test notices, or remove the test.";
        found.push(finding("TEST_CATCHES_NOTHING", `test ${id}`, "no mutant fails it", todo));
      }
    this.found = exercise.mutants.map(({ name, misconception }) => ({
      mutant: name,
      misconception,
      failures: failuresOf(this.#reportOf(name).results),
    }));
    return found;
  }

  fingerprints(): Finding[] {
    const { exercise, fingerprints } = this.#given;
    const now = this.found ?? [];
    const at = `exercises/${exercise.id}/fingerprints.json`;
    const found: Finding[] = [];
    if (JSON.stringify(fingerprints) !== JSON.stringify(now)) {
      const what = fingerprints ? "does not say how the mutants fail now" : "is not there";
      found.push(finding("FINGERPRINTS_STALE", at, what, `Run: forkpoint verify ${exercise.id} --update`));
    }
    for (const { mutant } of now) {
      const named = diagnose(this.#reportOf(mutant).results, now);
      if (named?.mutant === mutant) continue;
      const what = "fails like another mutant, so that a learner is told of neither";
      const todo = "Add a test that tells the two apart, or make them one.";
      found.push({
        ...finding("MUTANTS_ALIKE", `exercises/${exercise.id}/mutants/${mutant}`, what, todo),
        advice: true,
      });
    }
    return found;
  }

  #reportOf(mutant: string): Report {
    return this.#reports.get(mutant)!;
  }

  #check(files: Files, seed: string, step: string): Promise<Report> {
    const { exercise, tests, runtime, kernel, signal, onStep } = this.#given;
    onStep?.(step);
    const fingerprints = this.#given.fingerprints ?? [];
    return checkSubmission({ exercise, tests, fingerprints, files, author: null, runtime, kernel, seed, signal });
  }
}

/** Every export there, none of them doing anything. Functions, because they can be called and constructed alike. */
function emptyAnswer({ starter, entry, exports }: ExerciseFolder): Files {
  return { ...starter, [entry]: exports.map((name) => `export function ${name}() {}\n`).join("") };
}

function passedIds({ results }: Report): Set<string> {
  return new Set(results.filter(({ verdict }) => verdict.status === "passed").map(({ id }) => id));
}

function notPassing(report: Report): string | null {
  if (report.problem) return explainProblem(report);
  const first = report.results.find(({ verdict }) => verdict.status !== "passed");
  return first ? `${first.id}: ${explainVerdict(first.verdict)}` : null;
}

function misjudged({ results }: Report, caughtBy: readonly string[]): string | null {
  const failing = Object.keys(failuresOf(results));
  const missed = caughtBy.filter((id) => !failing.includes(id));
  const unexpected = failing.filter((id) => !caughtBy.includes(id));
  const parts = [
    ...(missed.length > 0 ? [`is not caught by ${missed.join(", ")}`] : []),
    ...(unexpected.length > 0 ? [`fails ${unexpected.join(", ")}, too`] : []),
  ];
  return parts.length > 0 ? parts.join(", and ") : null;
}

function explainProblem({ problem }: Report): string {
  const { file, line, message } = problem!;
  return `cannot be judged: ${file ? `${file}${line ? `:${line}` : ""}: ` : ""}${message}`;
}
