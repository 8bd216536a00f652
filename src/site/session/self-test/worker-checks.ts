// The worker runtime as this site is served with it, without the judge in between.
import { WorkerRuntime } from "../../../runtimes/worker/worker-runtime.ts";
import { kernel } from "../kernel.ts";
import { sqliteUrls } from "../sqlite-urls.ts";
import guest from "../../../../.build/vendor/guest.worker.js?url";
import libraries from "../../../../.build/vendor/libraries.js?url";
import type { NameIn } from "./catalogue.ts";
import { guestChecks } from "./guest-checks.ts";
import { type OpenGroup, passed, type Run } from "./model.ts";
import { NotRun } from "./run-checks.ts";
import { ms } from "./words.ts";

export function openWorkerChecks(): OpenGroup {
  const { sqlJs, wasm } = sqliteUrls;
  const runtime = new WorkerRuntime({
    assets: { kernel: [sqlJs, libraries], guest, wasm },
    frame: { url: "/sandbox.html" },
  });
  let hasStarted = false;
  const runs: Record<NameIn<"worker">, Run> = {
    start: async (signal, tell) => {
      const since = performance.now();
      await runtime.start(signal, tell);
      hasStarted = true;
      return passed(
        `after ${ms(performance.now() - since)}`,
        `${runtime.isolation}: exercises can run in this browser.`,
      );
    },
    ...guestChecks(() => {
      if (!hasStarted) throw new NotRun("The worker runtime did not start.");
      return { runtime, kernel };
    }),
  };
  return { runs, [Symbol.asyncDispose]: () => runtime[Symbol.asyncDispose]() };
}
