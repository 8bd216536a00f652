import { defineConfig } from "vitest/config";

// Three projects: what runs in Node alone, what drives real browsers against small harness pages, and the built site.
const common = { resolve: { conditions: ["source"] }, ssr: { resolve: { conditions: ["source"] } } };
// Most of what these tests do on two cores is wait: for browsers, for guests to start, for time limits to pass.
const maxWorkers = 3;
const browsers = { testTimeout: 120_000, hookTimeout: 180_000, maxWorkers: 4, sequence: { groupOrder: 1 } };

export default defineConfig({
  test: {
    reporters: ["default", "./tests/closing-line.ts"],
    projects: [
      {
        ...common,
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/browser/**", "tests/e2e/**", "tests/fixtures/**"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers,
          sequence: { groupOrder: 0 },
        },
      },
      { ...common, test: { name: "browser", include: ["tests/browser/**/*.test.ts"], ...browsers } },
      {
        ...common,
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: "tests/e2e/build-if-stale.ts",
          ...browsers,
        },
      },
    ],
  },
});
