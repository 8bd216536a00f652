// A Vitest reporter: one plain closing line, and a run with skipped tests fails. A skipped test is not a passed one, and a
// test that passed only when it was tried again is named, with what was wrong before.
import type { Reporter, TestModule } from "vitest/node";

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const again: string[] = [];
    for (const module of modules) {
      // A file that could not be loaded has errors and no tests.
      if (module.errors().length > 0) count.failed += 1;
      for (const test of module.children.allTests()) {
        const { state, errors = [] } = test.result();
        if (test.diagnostic()?.flaky)
          again.push(
            [
              `${module.moduleId.replace(/^.*\/tests\//, "tests/")}: ${test.name}`,
              ...errors.map(({ message }) => message),
            ].join("\n  "),
          );
        if (state === "passed") count.passed += 1;
        else if (state === "failed") count.failed += 1;
        else count.skipped += 1;
      }
    }
    if (count.skipped > 0) {
      console.error(`${count.skipped} tests did not run. Nothing here may be skipped.`);
      process.exitCode = 1;
    }
    for (const name of again) console.error(`passed only when it was tried again: ${name}`);
    // Vitest prints its own summary after this hook; the last line should be ours.
    process.once("exit", () => console.log(closingLine({ ...count, again: again.length })));
  }
}

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly again: number;
}

function closingLine({ passed, failed, skipped, again }: Count): string {
  const tried = again > 0 ? ` (${again} of them only when tried again)` : "";
  return `${passed} passed${tried}, ${failed + skipped} failed`;
}
