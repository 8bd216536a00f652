import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/longest-first.ts";

// Three projects: what runs in Node alone, what drives real browsers against small harness pages, and the built site.
const common = { resolve: { conditions: ["source"] }, ssr: { resolve: { conditions: ["source"] } } };
// Of the tests of one file that may run at once: three have a browser or a judge of their own, and more would only wait.
const browsers = {
  testTimeout: 120_000,
  hookTimeout: 180_000,
  // A third keeps two cores no busier, and every page waiting.
  maxWorkers: 2,
  maxConcurrency: 3,
  sequence: { groupOrder: 1 },
};

// Some of what these tests do is wait: for guests to start, for time limits to pass.
const unit = { testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 3, sequence: { groupOrder: 0 } };
const IN_BROWSERS = ["tests/browser/**/*.test.ts", "tests/webcontainer-stand-in/browser/**/*.test.ts"];
/** Tests that change globals or prototypes, or that a storage is found in a realm where nobody has set one up. */
const CHANGES_ITS_REALM = [
  "tests/guest/**/*.test.ts",
  "tests/scenarios/**/*.test.ts",
  "tests/compile/restore-context*.test.ts",
  "tests/savers/official-suite*.test.ts",
  "tests/savers/store/store-parts.test.ts",
];

export default defineConfig({
  test: {
    reporters: ["default", "./tests/closing-line.ts"],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...common,
        test: {
          ...unit,
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: [...IN_BROWSERS, "tests/e2e/**", "tests/fixtures/**", ...CHANGES_ITS_REALM],
          // One realm for many files: LangGraph is then loaded once for each worker and not once for each file.
          isolate: false,
        },
      },
      { ...common, test: { ...unit, name: "unit-alone", include: CHANGES_ITS_REALM } },
      { ...common, test: { name: "browser", include: IN_BROWSERS, ...browsers } },
      {
        ...common,
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: "tests/e2e/build-if-stale.ts",
          ...browsers,
          // A press that lands between two frames of a busy machine is not what these tests are about; decision 15.
          retry: 1,
        },
      },
    ],
  },
});
