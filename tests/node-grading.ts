// What a test needs to judge with real guests in Node: a runtime, the kernel's manifest, and the tests of an exercise.
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ConformanceTest } from "@forkpoint/conformance";
import type { ExerciseFolder, Fingerprint, Report } from "../src/course/model.ts";
import { checkSubmission, type SubmissionCheck } from "../src/grading/check-submission.ts";
import type { Kernel } from "../src/grading/kernel.ts";
import { openTier } from "../src/runtimes/node/tiers.node.ts";
import type { ExerciseRuntime } from "../src/runtimes/runtime.ts";

export const REPOSITORY = path.resolve(import.meta.dirname, "..");

export function readKernel(): Kernel {
  return JSON.parse(readFileSync(path.join(REPOSITORY, ".build/vendor/manifest.json"), "utf8")) as Kernel;
}

export function readFingerprints(exercise: ExerciseFolder): readonly Fingerprint[] {
  const file = path.join(exercise.folder, "fingerprints.json");
  return JSON.parse(readFileSync(file, "utf8")) as Fingerprint[];
}

export interface ExerciseTests {
  readonly visible: readonly ConformanceTest[];
  readonly hidden: readonly ConformanceTest[];
}

export async function loadTests(exercise: ExerciseFolder): Promise<ExerciseTests> {
  const load = async (file: string) =>
    ((await import(pathToFileURL(file).href)) as { tests: readonly ConformanceTest[] }).tests;
  return { visible: await load(exercise.tests.visible), hidden: await load(exercise.tests.hidden) };
}

/** In the strong tier, as strangers are graded. Where the machine has none, opening a guest fails and says so. */
export function nodeRuntime(): ExerciseRuntime {
  return openTier("strong");
}

export type CheckOptions = Pick<SubmissionCheck, "exercise" | "tests" | "files" | "runtime"> & Partial<SubmissionCheck>;

export function check(options: CheckOptions): Promise<Report> {
  const fingerprints: readonly Fingerprint[] = [];
  const defaults = {
    fingerprints,
    author: null,
    kernel: readKernel(),
    seed: "seed",
    signal: new AbortController().signal,
  };
  return checkSubmission({ ...defaults, ...options });
}
