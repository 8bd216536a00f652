// A judge worker for the harness page that grades: in place of harness-judge.js, with the tests of exercises bundled into it.
import { checkSubmission, type SubmissionCheck } from "../../src/grading/check-submission.ts";
import type { Files, Report } from "../../src/course/model.ts";
import { runClaims, type ClaimsRun } from "../../src/grading/run-claims.ts";
import type { Kernel } from "../../src/grading/kernel.ts";
import { ReusedGuests } from "../../src/runtimes/reuse-guests.ts";
import { RelayRuntime } from "../../src/runtimes/worker/relay.ts";

/** What a submission check needs that is plain data. */
export interface CheckRequest extends Pick<SubmissionCheck, "exercise" | "author" | "seed" | "fingerprints"> {
  /** Each in a guest of its own. */
  readonly apart: readonly Files[];
  /** Then these, in one guest: only for those that trust each other. */
  readonly together: readonly Files[];
}

/** A claims file: all of its claims, each where it is so and where it is not. */
export type ClaimsRequest = Pick<ClaimsRun, "file" | "files">;

type Host = Pick<SubmissionCheck, "runtime" | "kernel" | "signal">;

export function serveChecks(tests: Readonly<Record<string, SubmissionCheck["tests"]>>): void {
  globalThis.onmessage = async ({ data, ports }: MessageEvent<CheckRequest | ClaimsRequest>) => {
    try {
      await using runtime = new RelayRuntime(ports[0]!);
      const kernel = (await (await fetch("/vendor/manifest.json")).json()) as Kernel;
      const { signal } = new AbortController();
      const host = { runtime, kernel, signal };
      const result =
        "file" in data
          ? await runClaims({ ...data, ...host, otherwise: true })
          : await checkAll(data, tests[data.exercise.id]!, host);
      postMessage({ result });
    } catch (error) {
      postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
}

async function checkAll(request: CheckRequest, tests: SubmissionCheck["tests"], host: Host): Promise<Report[]> {
  const { apart, together, ...about } = request;
  await using reused = new ReusedGuests(host.runtime);
  const common = { ...about, ...host, tests };
  const reports: Report[] = [];
  for (const files of apart) reports.push(await checkSubmission({ ...common, files }));
  for (const files of together) reports.push(await checkSubmission({ ...common, runtime: reused, files }));
  return reports;
}
