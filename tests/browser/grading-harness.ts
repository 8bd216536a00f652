// Grades in a real browser, with the judge in a worker and the guest behind the sandboxed frame, and compares with Node.
import path from "node:path";
import { build } from "esbuild";
import type { ExerciseFolder, Report } from "../../src/course/model.ts";
import type { ClaimsResult } from "../../src/grading/run-claims.ts";
import type { Tab } from "../browsers.ts";
import type { CheckRequest, ClaimsRequest } from "./grading-judge.ts";
import { startHarness, type HarnessServer } from "./harness-server.ts";

export async function startGradingHarness(exercises: readonly ExerciseFolder[]): Promise<HarnessServer> {
  const server = await startHarness();
  server.files.set("/harness-judge.js", await bundleJudge(exercises));
  return server;
}

export async function openHarness(tab: Tab, server: HarnessServer): Promise<void> {
  await tab.goto(server.url);
  await tab.waitFor(() => "forkpoint" in window);
}

/** The reports in the order of the submissions. */
export function checkInTab(tab: Tab, request: CheckRequest): Promise<Report[]> {
  return tab.evaluate((data: CheckRequest) => window.forkpoint.inJudge(data as never) as Promise<Report[]>, request);
}

export function claimsInTab(tab: Tab, request: ClaimsRequest): Promise<ClaimsResult> {
  return tab.evaluate(
    (data: ClaimsRequest) => window.forkpoint.inJudge(data as never) as Promise<ClaimsResult>,
    request,
  );
}

/** Only what a page may know of an exercise, as the site hands it on. */
export function withoutAnswers(exercise: ExerciseFolder): CheckRequest["exercise"] {
  const { folder: _folder, tests: _tests, solutions: _solutions, mutants: _mutants, ...rest } = exercise;
  return rest;
}

/**
 * Firefox words its own errors in its own way, and calls a stack overflow InternalError. This takes away the words of
 * errors that an engine made, in the learner's code or in a test that could not read an answer, and nothing else.
 */
export function maskEngineErrors(text: string): string {
  return text
    .replace(
      /"(?:TypeError|RangeError|ReferenceError|SyntaxError|InternalError): (?:[^"\\]|\\.)*"/g,
      '"‹engine error›"',
    )
    .replace(/could not read what your code returned \((?:[^"\\]|\\.)*\)"/g, 'could not read what your code returned"');
}

async function bundleJudge(exercises: readonly ExerciseFolder[]): Promise<string> {
  const imports = exercises.flatMap(({ tests }, index) => [
    `import { tests as visible${index} } from ${JSON.stringify(tests.visible)};`,
    `import { tests as hidden${index} } from ${JSON.stringify(tests.hidden)};`,
  ]);
  const entries = exercises.map(
    ({ id }, index) => `${JSON.stringify(id)}: { visible: visible${index}, hidden: hidden${index} }`,
  );
  const result = await build({
    stdin: {
      contents: `import { serveChecks } from "./grading-judge.ts";\n${imports.join("\n")}\nserveChecks({ ${entries.join(", ")} });`,
      resolveDir: import.meta.dirname,
      loader: "ts",
    },
    absWorkingDir: path.resolve(import.meta.dirname, "../.."),
    bundle: true,
    write: false,
    format: "esm",
    target: "esnext",
    conditions: ["source"],
    logLevel: "error",
  });
  return result.outputFiles[0]!.text;
}
