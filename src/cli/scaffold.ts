// The files of a new exercise: the smallest one that has every part. What its author must write is marked, and verify lists the marks.
import { MARK } from "../course/find-unfinished.node.ts";
import type { Files } from "../course/model.ts";

/** Paths are relative to the course. */
export function scaffold(id: string): Files {
  const exercise = `exercises/${id}`;
  const solution = `solutions/${id}`;
  return {
    [`${exercise}/exercise.yaml`]: EXERCISE_YAML,
    [`${exercise}/prompt.mdx`]: `{/* ${MARK} what is to be done, in the learner's words; every hidden test needs a sentence here */}\n`,
    [`${exercise}/hints.md`]: `# Hints\n\n## 1 *\n\n${MARK} a nudge that gives nothing away\n`,
    [`${exercise}/starter/observe.ts`]: OBSERVE,
    [`${exercise}/starter/answer.ts`]: STARTER,
    [`${exercise}/starter/main.ts`]: MAIN,
    [`${exercise}/tests/visible.test.ts`]: VISIBLE_TESTS,
    [`${exercise}/tests/hidden.test.ts`]: HIDDEN_TESTS,
    [`${exercise}/mutants/always-the-same.ts`]: answerWith(
      "the wrong idea",
      '"the same answer every time"',
      "_question",
    ),
    [`${solution}/answer.ts`]: answerWith("the solution", "`You asked: ${question}`"),
    [`${solution}/alternative/answer.ts`]: answerWith(
      "a second correct solution, built differently",
      '["You asked:", question].join(" ")',
    ),
  };
}

const EXERCISE_YAML = `title: "${MARK} the heading of the exercise"
lesson: todo/todo # ${MARK} the id of its lesson: module/lesson
entry: answer.ts # the file whose exports are tested
run: main.ts # the file that Run executes
exports: [answer]
given: [main.ts] # read-only, and put back before grading
lab: null # the given file that exports graphOf(thread), the compiled graph that the lab works with
needs: []
imports: # what a submission may import: all, { only: [names] } or { except: [names] }
  "@langchain/langgraph": { except: [MemorySaver] }
  "@forkpoint/savers": { only: [SqlJsSaver] }
limits: { testMs: 3000, totalMs: 20000, outputBytes: 65536 }
starterPasses: [] # tests that the starter passes as it is
predict: # asked before the first Run; observe.ts finds out which choice came true
  - id: checkpoints
    ask: "${MARK} what will happen when the program runs?"
    choices: ["2", "3"]
    because: "${MARK} why it is so"
transfer: # asked when the exercise is solved
  ask: "${MARK} the same idea in another place"
  choices: [One thing, Another]
  answer: One thing
  because: "${MARK} why, in a sentence or two"
  claim: todo # ${MARK} the id of the claim that shows it
form: null # an exercise without code: see Form in src/course/model.ts
mutants: # the solution with one wrong idea in it
  - name: always-the-same
    misconception: "${MARK} Your code behaves as if …"
    caughtBy: [answer/follows-the-question]
`;

const OBSERVE = `// ${MARK} what is predicted, found out by running the files that are given
import { Annotation, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const State = Annotation.Root({ count: Annotation<number> });

export async function observe(): Promise<Record<string, string>> {
  const checkpointer = await SqlJsSaver.open();
  const app = new StateGraph(State)
    .addNode("one", ({ count }) => ({ count: count + 1 }))
    .addEdge(START, "one")
    .compile({ checkpointer });
  const config = { configurable: { thread_id: "a" } };
  await app.invoke({ count: 0 }, config);
  let checkpoints = 0;
  for await (const _ of app.getStateHistory(config)) checkpoints++;
  return { checkpoints: String(checkpoints) };
}
`;

const STARTER = `export async function answer(question: string): Promise<string> {
  throw new Error(\`answer is not written yet: \${question}\`);
}
`;

const MAIN = `// Run this to see what your code does.
import { answer } from "./answer.ts";

console.log(await answer("Who remembers?"));
`;

const testFile = (id: string, rule: string, question: string, observation: string) =>
  `import type { ConformanceTest } from "@forkpoint/conformance";

interface Subject {
  answer(question: string): Promise<string>;
}

export const tests: readonly ConformanceTest<Subject>[] = [
  {
    id: "${id}",
    rule: "${rule}",
    points: 1,
    async run({ answer }, t) {
      // ${MARK} one act and one observation, and the rule above in words that a learner understands
      const question = ${question};
      ${observation}
    },
  },
];
`;

const VISIBLE_TESTS = testFile(
  "answer/says-something",
  "there is an answer",
  '"Who remembers?"',
  't.ok(await answer(question), "there is an answer");',
);

const HIDDEN_TESTS = testFile(
  "answer/follows-the-question",
  "the answer repeats whatever was asked",
  "t.random.word()",
  't.equal(await answer(question), `You asked: ${question}`, "the answer to a question drawn at random");',
);

function answerWith(what: string, expression: string, parameter = "question"): string {
  return `// ${MARK} ${what}
export async function answer(${parameter}: string): Promise<string> {
  return ${expression};
}
`;
}
