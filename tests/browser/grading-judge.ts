// A judge worker for the harness page that grades: in place of harness-judge.js, with the tests of exercises bundled into it.
import { checkSubmission, type SubmissionCheck } from "../../src/grading/check-submission.ts";
import type { Files, Report } from "../../src/course/model.ts";
import type { Kernel } from "../../src/grading/kernel.ts";
import { ReusedGuests } from "../../src/runtimes/reuse-guests.ts";
import { RelayRuntime } from "../../src/runtimes/worker/relay.ts";

/** What a submission check needs that is plain data. */
export interface CheckRequest extends Pick<SubmissionCheck, "exercise" | "author" | "seed" | "fingerprints"> {
  readonly submissions: readonly Files[];
  /** One guest for all of them, which is for those that trust each other. */
  readonly reuse: boolean;
}

export function serveChecks(tests: Readonly<Record<string, SubmissionCheck["tests"]>>): void {
  globalThis.onmessage = async ({ data, ports }: MessageEvent<CheckRequest>) => {
    try {
      await using runtime = new RelayRuntime(ports[0]!);
      const kernel = (await (await fetch("/vendor/manifest.json")).json()) as Kernel;
      const { signal } = new AbortController();
      await using reused = new ReusedGuests(runtime);
      const { submissions, reuse, ...about } = data;
      const common = { ...about, tests: tests[about.exercise.id]!, runtime: reuse ? reused : runtime, kernel, signal };
      const reports: Report[] = [];
      for (const files of submissions) reports.push(await checkSubmission({ ...common, files }));
      postMessage({ result: reports });
    } catch (error) {
      postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
}
