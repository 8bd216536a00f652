// The files of a pack that come from no exercise.

export const PACKAGE_JSON = `${JSON.stringify({ private: true, type: "module" }, null, 2)}\n`;

export const GITIGNORE = `# This pack must not leave the machines of the team: its tests and seeds are what nobody may know beforehand.
*
`;

/** Beside the course's hidden tests, which lie in \`of-the-course.ts\`. */
export const HIDDEN_TESTS = `// The hidden tests of the pack: those of the course, and the team's own.
import { tests as ofTheCourse } from "./of-the-course.ts";
import { tests as ourOwn } from "./our-own.ts";

export const tests = [...ofTheCourse, ...ourOwn];
`;

export const OUR_OWN_TESTS = `// Your own hidden tests: see README.md of this pack. Each has an id that no other test has, a rule in words (the one thing
// that a report says of it), points, and one act with one observation. Random data comes from t.random, so that it differs with
// the seed. "forkpoint verify --course <this pack>" then says whether the solutions pass it and which mutants it catches.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  // {
  //   id: "own/first",
  //   rule: "what is asked, as a sentence",
  //   points: 1,
  //   async run(subject, t) {
  //     const word = t.random.word();
  //     t.equal(await subject.someExport(word), word, "what was compared, without the values");
  //   },
  // },
];
`;

export function readmeOf(exercise: string, hasVariant: boolean): string {
  return `# A pack for ${exercise}

It holds the tests that your team grades with, and seeds that nobody else knows. It is in the course's own form, with
\`pack.json\` beside it. **It must not leave your team's machines**: whoever has it knows what will be asked.

- Grade with it: \`forkpoint grade <submissions> --pack <this folder> --out <reports>\`. Reports then say which rules passed
  and nothing else: no message, value or log of a test.
- Prove it after each change: \`forkpoint verify --course <this folder>\`. Solutions must pass, mutants must be caught.
- Give a candidate only what is in \`exercises/${exercise}/starter\` and the prompt${hasVariant ? ": they carry this pack's names" : ""}.

## Tests of your own

Write them in \`exercises/${exercise}/tests/our-own.ts\`; the list there is empty, with a template in it. A test is worth
something when a wrong answer fails it, so:

1. Write the test. What it may ask of the submission is in the other tests of the folder.
2. Run \`verify\`. It says when a solution fails your test, and when no mutant does.
3. List the test's id under \`caughtBy\` of each mutant that it catches, in \`exercises/${exercise}/exercise.yaml\`; or write the
   wrong answer that it is about into \`mutants/\`, and list that.
4. Run \`verify --update\` once all else is well: it writes how each mutant fails.
`;
}
