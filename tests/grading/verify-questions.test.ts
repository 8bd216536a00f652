// What verify finds in predictions, transfer questions and forms, shown by breaking an exercise that has them all.
import { afterAll, expect, test } from "vitest";
import { type ExerciseFolder, NOTHING_ASKED } from "../../src/course/model.ts";
import { verifyQuestions } from "../../src/grading/verify-questions.ts";
import { ReusedGuests } from "../../src/runtimes/reuse-guests.ts";
import { nodeRuntime, readKernel } from "../node-grading.ts";
import { exercise as small } from "./fake-runtime.ts";

const runtime = nodeRuntime();
const guests = new ReusedGuests(runtime);
afterAll(async () => {
  await guests[Symbol.asyncDispose]();
  await runtime[Symbol.asyncDispose]();
});

const OBSERVE = `
  export const observe = () => ({ count: "4" });
  export const rows = () => ({ columns: ["step"], rows: [{ id: "one", cells: ["1"] }, { id: "two", cells: ["2"] }] });
`;
const files = (answer: string) => ({ ...small.starter, "answer.ts": `export const answer = ${answer};\n` });
const mutant = (answer: string) => ({ name: "wrong", misconception: "", caughtBy: [], files: files(answer) });
const good: ExerciseFolder = {
  ...small,
  folder: "",
  tests: { visible: "", hidden: "" },
  starterPasses: [],
  starter: files("{}"),
  imports: {},
  limits: { testMs: 1_000, totalMs: 2_000, outputBytes: 4_096 },
  predict: [{ id: "count", ask: "How many?", choices: ["3", "4"], because: "One for each step." }],
  observe: OBSERVE,
  transfer: { ask: "And there?", choices: ["a", "b"], answer: "a", because: "As here.", claim: "steps" },
  form: {
    kind: "point",
    asks: [
      { id: "first", text: "The first?" },
      { id: "last", text: "The last?" },
    ],
  },
  solutions: [
    { name: "solution", files: files('{ first: "one", last: "two" }') },
    { name: "alternative", files: files('Object.fromEntries([["first", "one"], ["last", "two"]])') },
  ],
  mutants: [mutant('{ first: "two" }')],
};

async function findings(change: Partial<ExerciseFolder>, claims: ReadonlySet<string> | null = new Set(["steps"])) {
  const { signal } = new AbortController();
  const exercise = { ...good, ...change };
  const found = await verifyQuestions({ exercise, claims, runtime: guests, kernel: readKernel(), signal });
  return found.map(({ code, where, what }) => `${code} ${where}: ${what}`);
}

test("what asks rightly is left alone, and so is what asks nothing", async () => {
  expect(await findings({})).toEqual([]);
  expect(await findings(NOTHING_ASKED)).toEqual([]);
});

test("a transfer question names a claim of the course", async () => {
  expect(await findings({}, new Set(["other"]))).toEqual([
    'CLAIM_UNKNOWN exercises/small/exercise.yaml (transfer.claim): there is no claim "steps"',
  ]);
  expect(await findings({}, null)).toEqual([]);
});

const broken = (observe: string): Partial<ExerciseFolder> => ({ form: null, observe });
test.each([
  ["fails", broken("throw new Error('no');"), "observe.ts: Error: no"],
  ["leaves a prediction open", broken("export const observe = () => ({});"), "observe() does not answer count"],
  [
    "answers with no choice",
    broken('export const observe = () => ({ count: "5" });'),
    'observe() answers count with "5"',
  ],
  [
    "answers what is not asked",
    broken('export const observe = () => ({ count: "4", size: "1" });'),
    "observe() answers size, which is not asked",
  ],
  [
    "has no table for a form that points",
    { observe: 'export const observe = () => ({ count: "4" });' },
    "observe.ts: it does not export rows()",
  ],
  ["gives two rows one id", { observe: OBSERVE.replace('"two"', '"one"') }, 'observe.ts: two rows have the id "one"'],
  [
    "names its rows anew each time",
    { observe: OBSERVE.replaceAll(/"(one|two)"/g, '"$1" + Math.random()'), solutions: [], mutants: [] },
    "rows() gives its rows other ids when it runs again",
  ],
])("an observe.ts that %s is told", async (_, change, what) => {
  expect(await findings(change)).toEqual([`OBSERVE_WRONG exercises/small/starter/observe.ts: ${what}`]);
});

const solved = (answer: string) => ({ solutions: [{ name: "solution", files: files(answer) }] });
const at = "solutions/small (solution): answer";
test.each([
  [
    "a starter that the form cannot show",
    { starter: files("make()") },
    "exercises/small/starter/answer.ts: the form cannot show it",
  ],
  ["a solution with an open question", solved('{ first: "one" }'), `${at} leaves 1 of 2 open`],
  ["a solution of another shape", solved('["one", "two"]'), `${at} is no object by ask`],
  ["a solution without data", solved("() => 1"), `${at} is no object by ask`],
  ["a solution that cannot be loaded", solved("missing()"), `${at} cannot be read: missing is not defined`],
  [
    "a row that is not there",
    solved('{ first: "one", last: "three" }'),
    `${at} points at "three", which is no row of the table`,
  ],
  [
    "a mutant that names an unknown ask",
    { mutants: [mutant('{ middle: "one" }')] },
    'exercises/small/mutants/wrong: answer names "middle", which is no ask',
  ],
  [
    "another export",
    { exports: ["answer", "more"] },
    "exercises/small/exercise.yaml (exports): a form writes one export, `answer`",
  ],
])("%s is told", async (_, change, what) => {
  expect(await findings(change)).toEqual([`ANSWER_MISSHAPEN ${what}`]);
});
