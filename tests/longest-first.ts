// A Vitest sequencer: on a fresh clone Vitest knows of no file how long it takes, and begins with the largest. One that
// takes minutes and comes last makes everybody wait for it; so those that do are named here, the longest first.
import { BaseSequencer, type TestSpecification } from "vitest/node";

const LONG = [
  "tests/exercises.test.ts",
  "tests/exercises-in-processes.test.ts",
  "tests/decks.test.ts",
  "tests/runtimes/portable.test.ts",
  "tests/cheats/strong.test.ts",
  "tests/runtimes/node.test.ts",
  "tests/runtimes/strong.test.ts",
  "tests/labs.test.ts",
  "tests/savers/other-savers.test.ts",
  "tests/savers/package.test.ts",
  "tests/grading/verify-exercise.test.ts",
  "tests/cheats/controls.test.ts",
  "tests/cheats/portable.test.ts",
  "tests/cli/verify.test.ts",
  "tests/savers/other-stores.test.ts",
  "tests/browser/journal.test.ts",
  "tests/browser/exercises.test.ts",
  "tests/browser/webcontainer.test.ts",
  "tests/browser/runtime-contract.test.ts",
  "tests/browser/cheats.test.ts",
  "tests/e2e/pages.test.ts",
  "tests/e2e/webcontainer.test.ts",
  "tests/e2e/self-test.test.ts",
  "tests/e2e/lab.test.ts",
  "tests/e2e/questions.test.ts",
  "tests/e2e/lab-for-everyone.test.ts",
  "tests/e2e/interview.test.ts",
  "tests/e2e/isolation.test.ts",
  "tests/e2e/run.test.ts",
  "tests/browser/fuzz.test.ts",
  "tests/browser/scenarios.test.ts",
  "tests/e2e/keyboard.test.ts",
  "tests/e2e/check.test.ts",
  "tests/e2e/leaks.test.ts",
  "tests/e2e/drafts.test.ts",
  "tests/e2e/way-through.test.ts",
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(`/${name}`));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
