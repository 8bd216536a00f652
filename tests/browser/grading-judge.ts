// A judge worker for the harness page that grades: in place of harness-judge.js, with the tests of exercises bundled into it.
import { checkSubmission, type SubmissionCheck } from "../../src/grading/check-submission.ts";
import type { Kernel } from "../../src/grading/kernel.ts";
import { RelayRuntime } from "../../src/runtimes/worker/relay.ts";

/** What a submission check needs that is plain data. */
export type CheckRequest = Pick<SubmissionCheck, "exercise" | "files" | "author" | "seed" | "fingerprints">;

export function serveChecks(tests: Readonly<Record<string, SubmissionCheck["tests"]>>): void {
  globalThis.onmessage = async ({ data, ports }: MessageEvent<CheckRequest>) => {
    try {
      await using runtime = new RelayRuntime(ports[0]!);
      const kernel = (await (await fetch("/vendor/manifest.json")).json()) as Kernel;
      const { signal } = new AbortController();
      const report = await checkSubmission({ ...data, tests: tests[data.exercise.id]!, runtime, kernel, signal });
      postMessage({ result: report });
    } catch (error) {
      postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
}
