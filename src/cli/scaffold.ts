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
mutants: # the solution with one wrong idea in it
  - name: always-the-same
    misconception: "${MARK} Your code behaves as if …"
    caughtBy: [answer/follows-the-question]
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
