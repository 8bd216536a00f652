// What an exercise asks besides its tests: predictions that come true by running, a transfer question that a claim shows,
// and a form whose answers have the form's shape.
import { answered, answerFault, readAnswer } from "../course/form-answer.ts";
import type { EvidenceTable, ExerciseFolder, Files, Form } from "../course/model.ts";
import { PortError, RemoteError } from "../port/errors.ts";
import type { ExerciseRuntime } from "../runtimes/runtime.ts";
import { type Finding, finding } from "./finding.ts";
import type { Kernel } from "./kernel.ts";
import { type Observed, observeExercise } from "./observe.ts";
import { prepareJob } from "./prepare-job.ts";
import { OUT_OF_TIME, waitFor } from "./wait-for.ts";

export interface QuestionsVerification {
  readonly exercise: ExerciseFolder;
  /** Ids of all claims; null where they are not known. */
  readonly claims: ReadonlySet<string> | null;
  readonly runtime: ExerciseRuntime;
  readonly kernel: Kernel;
  readonly signal: AbortSignal;
  onStep?(step: string): void;
}

export async function verifyQuestions(verification: QuestionsVerification): Promise<Finding[]> {
  const { exercise, onStep } = verification;
  const found = transferFaults(verification);
  if (exercise.observe === null && exercise.form === null) return found;
  let table: EvidenceTable | null = null;
  if (exercise.observe !== null) {
    onStep?.("predictions");
    const observed = await observe(verification);
    table = observed.table;
    found.push(...observationFaults(exercise, observed));
    if (table) found.push(...changedRows(exercise, table, await observe(verification)));
  }
  if (exercise.form) {
    onStep?.("answers of the form");
    found.push(...(await formFaults(verification, exercise.form, table)));
  }
  return found;
}

function observe({ exercise, runtime, kernel, signal }: QuestionsVerification): Promise<Observed> {
  return observeExercise({ exercise, runtime, kernel, signal });
}

function transferFaults({ exercise: { id, transfer }, claims }: QuestionsVerification): Finding[] {
  if (!transfer || !claims || claims.has(transfer.claim)) return [];
  const at = `exercises/${id}/exercise.yaml (transfer.claim)`;
  const todo = "Name the claim that shows the answer, or state it in the lesson's .claims.ts.";
  return [finding("CLAIM_UNKNOWN", at, `there is no claim "${transfer.claim}"`, todo)];
}

function observationFaults({ id, predict }: ExerciseFolder, { observations, problem }: Observed): Finding[] {
  const at = `exercises/${id}/starter/observe.ts`;
  if (problem) return [finding("OBSERVE_WRONG", at, problem.message, "Mend it: learners are told what it sees.")];
  const found: Finding[] = [];
  const wrong = (what: string, todo: string) => found.push(finding("OBSERVE_WRONG", at, what, todo));
  for (const { id: asked, choices } of predict) {
    const was = observations[asked];
    const choose = `The choices are: ${choices.join(" | ")}.`;
    if (was === undefined) wrong(`observe() does not answer ${asked}`, choose);
    else if (!choices.includes(was)) wrong(`observe() answers ${asked} with ${JSON.stringify(was)}`, choose);
  }
  for (const answeredId of Object.keys(observations))
    if (!predict.some(({ id: asked }) => asked === answeredId))
      wrong(`observe() answers ${answeredId}, which is not asked`, "Ask it in exercise.yaml, or leave it out.");
  return found;
}

/** An answer names rows, so a row must have the same id whenever the table is made. */
function changedRows({ id }: ExerciseFolder, first: EvidenceTable, { table: second }: Observed): Finding[] {
  const idsOf = (table: EvidenceTable | null) => JSON.stringify(table?.rows.map((row) => row.id));
  if (idsOf(first) === idsOf(second)) return [];
  const what = "rows() gives its rows other ids when it runs again";
  return [
    finding(
      "OBSERVE_WRONG",
      `exercises/${id}/starter/observe.ts`,
      what,
      "Make ids of what repeats: a step, a node, a place.",
    ),
  ];
}

async function formFaults(
  verification: QuestionsVerification,
  form: Form,
  table: EvidenceTable | null,
): Promise<Finding[]> {
  const { exercise } = verification;
  const { id, entry, exports } = exercise;
  const found: Finding[] = [];
  const wrong = (at: string, what: string, todo: string) => found.push(finding("ANSWER_MISSHAPEN", at, what, todo));
  if (exports.length !== 1 || exports[0] !== "answer")
    wrong(`exercises/${id}/exercise.yaml (exports)`, "a form writes one export, `answer`", "Write: exports: [answer]");
  if (readAnswer(form, exercise.starter[entry] ?? "") === null)
    wrong(
      `exercises/${id}/starter/${entry}`,
      "the form cannot show it",
      "Write: export const answer = …, with plain data of the form's shape.",
    );
  const answers = [
    ...exercise.solutions.map(({ name, files }) => ({ at: `solutions/${id} (${name})`, files, whole: true })),
    ...exercise.mutants.map(({ name, files }) => ({ at: `exercises/${id}/mutants/${name}`, files, whole: false })),
  ];
  for (const { at, files, whole } of answers) {
    const fault = await faultOf(verification, form, table, files, whole);
    if (fault !== null) wrong(at, `answer ${fault}`, "Nobody can say this with the form: change the one or the other.");
  }
  return found;
}

/** Most answers are plain data and can be read; those built by code are run. */
async function faultOf(
  verification: QuestionsVerification,
  form: Form,
  table: EvidenceTable | null,
  files: Files,
  whole: boolean,
): Promise<string | null> {
  let answer = readAnswer(form, files[verification.exercise.entry] ?? "");
  if (answer === null) {
    const seen = await answerOf(verification, files);
    if ("fault" in seen) return seen.fault;
    const fault = answerFault(form, seen.answer);
    if (fault !== null) return fault;
    answer = seen.answer as typeof answer;
  }
  const { count, of } = answered(form, answer!);
  if (whole && count < of) return `leaves ${of - count} of ${of} open`;
  if (form.kind !== "point" || !table) return null;
  const gone = Object.values(answer as Record<string, string>).find((row) => !table.rows.some(({ id }) => id === row));
  return gone === undefined ? null : `points at ${JSON.stringify(gone)}, which is no row of the table`;
}

async function answerOf(
  { exercise, runtime, kernel, signal }: QuestionsVerification,
  files: Files,
): Promise<{ readonly answer: unknown } | { readonly fault: string }> {
  const prepared = prepareJob(exercise, files, [exercise.entry], kernel);
  if ("problem" in prepared) return { fault: `cannot be read: ${prepared.problem.message}` };
  await runtime.start(signal);
  await using guest = await runtime.open(prepared.job, signal);
  try {
    const read = async () => (await guest.root.module(exercise.entry)).answer;
    const answer = await waitFor(read(), exercise.limits.testMs, signal);
    return answer === OUT_OF_TIME ? { fault: "is still loading when its time is up" } : { answer };
  } catch (error) {
    if (error instanceof RemoteError || error instanceof PortError)
      return { fault: `cannot be read: ${error.message}` };
    throw error;
  }
}
