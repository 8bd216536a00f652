import { defineConfig } from "vitest/config";

// Three projects: what runs in Node alone, what drives real browsers against small harness pages, and the built site.
const common = { resolve: { conditions: ["source"] }, ssr: { resolve: { conditions: ["source"] } } };
// The groups run one after another, and at most two browsers at a time: on two cores, more would only keep each other waiting.
const browsers = (groupOrder: number, maxWorkers: number) => ({
  testTimeout: 120_000,
  hookTimeout: 180_000,
  maxWorkers,
  sequence: { groupOrder },
});

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
          sequence: { groupOrder: 0 },
        },
      },
      { ...common, test: { name: "browser", include: ["tests/browser/**/*.test.ts"], ...browsers(1, 2) } },
      { ...common, test: { name: "e2e", include: ["tests/e2e/**/*.test.ts"], ...browsers(2, 1) } },
    ],
  },
});
