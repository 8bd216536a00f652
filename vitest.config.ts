import { defineConfig } from "vitest/config";

// Three projects: what runs in Node alone, what drives real browsers against small harness pages, and the built site.
const common = { resolve: { conditions: ["source"] }, ssr: { resolve: { conditions: ["source"] } } };
// One after another: a browser that shares two cores with a hundred test files keeps everyone waiting, itself included.
const browsers = (groupOrder: number) => ({
  testTimeout: 120_000,
  hookTimeout: 180_000,
  fileParallelism: false,
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
        },
      },
      { ...common, test: { name: "browser", include: ["tests/browser/**/*.test.ts"], ...browsers(1) } },
      { ...common, test: { name: "e2e", include: ["tests/e2e/**/*.test.ts"], ...browsers(2) } },
    ],
  },
});
