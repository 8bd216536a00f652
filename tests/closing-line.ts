// A Vitest reporter: one plain closing line, and a run with skipped tests fails. A skipped test is not a passed one.
import type { Reporter, TestModule } from "vitest/node";

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      // A file that could not be loaded has errors and no tests.
      if (module.errors().length > 0) count.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") count.passed += 1;
        else if (state === "failed") count.failed += 1;
        else count.skipped += 1;
      }
    }
    if (count.skipped > 0) {
      console.error(`${count.skipped} tests did not run. Nothing here may be skipped.`);
      process.exitCode = 1;
    }
    // Vitest prints its own summary after this hook; the last line should be ours.
    process.once("exit", () => console.log(`${count.passed} passed, ${count.failed + count.skipped} failed`));
  }
}
