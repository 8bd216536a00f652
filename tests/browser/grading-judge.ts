// A judge worker for the harness page that grades: in place of harness-judge.js, with the tests of exercises bundled into it.
import { checkSubmission, type SubmissionCheck } from "../../src/grading/check-submission.ts";
import type { Files, Report } from "../../src/course/model.ts";
import { runClaims, type ClaimsRun } from "../../src/grading/run-claims.ts";
import type { Kernel } from "../../src/grading/kernel.ts";
import { ReusedGuests } from "../../src/runtimes/reuse-guests.ts";
import { RelayRuntime } from "../../src/runtimes/worker/relay.ts";

/** What a submission check needs that is plain data. */
export interface CheckRequest extends Pick<SubmissionCheck, "exercise" | "author" | "seed" | "fingerprints"> {
  readonly submissions: readonly Files[];
  /** One guest for all of them, which is for those that trust each other. */
  readonly reuse: boolean;
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
  const { submissions, reuse, ...about } = request;
  await using reused = new ReusedGuests(host.runtime);
  const runtime = reuse ? reused : host.runtime;
  const reports: Report[] = [];
  for (const files of submissions) reports.push(await checkSubmission({ ...about, ...host, runtime, tests, files }));
  return reports;
}
