// `forkpoint verify`: proves of each exercise that it judges rightly, and says step by step what is still in the way.
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { CourseError, type CourseFault } from "../course/course-error.ts";
import { findUnfinished } from "../course/find-unfinished.node.ts";
import { readClaimIds } from "../course/read-claims.node.ts";
import { readCourse } from "../course/read-course.node.ts";
import { listExercises } from "../course/read-exercise.node.ts";
import { type Finding, finding } from "../grading/finding.ts";
import type { Kernel } from "../grading/kernel.ts";
import { verifyExercise } from "../grading/verify-exercise.ts";
import { NodeRuntime } from "../runtimes/node/node-runtime.node.ts";
import { ReusedGuests } from "../runtimes/reuse-guests.ts";
import type { ExerciseRuntime } from "../runtimes/runtime.ts";
import { loadTests, openExercise, readFingerprints, readKernel, UsageError } from "./open-course.ts";
import { PACK_FILE } from "./pack-file.ts";
import { someAtATime } from "./some-at-a-time.ts";
import { type Output, printable } from "./terminal.ts";

export interface VerifyOptions {
  readonly course: string;
  readonly ids: readonly string[];
  readonly update: boolean;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

interface VerifiedExercise {
  readonly id: string;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

/** 0: nothing found. 1: the course is to blame. */
export async function verify(options: VerifyOptions, out: Output): Promise<number> {
  const known = await listExercises(options.course);
  const unknown = options.ids.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`there is no exercise "${unknown}": there is ${known.join(", ") || "none"}`);
  const kernel = await readKernel();
  await using inner = new NodeRuntime();
  // All that is judged here is the course's own.
  await using runtime = new ReusedGuests(inner);
  const lessons = await lessonIds(options.course, options.ids.length > 0 ? [] : ["lessons"]);
  const verified: VerifiedExercise[] = [...lessons.broken];
  if (!options.json) for (const broken of verified) print(broken, out);
  const ids = options.ids.length > 0 ? options.ids : known;
  const verifying = { ...options, kernel, runtime, lessons: lessons.ids, claims: await claimIds(options.course) };
  for await (const findings of inOrder(ids, (id) => verifyOne(id, verifying, out))) {
    const id = ids[verified.length - lessons.broken.length]!;
    verified.push({ id, ok: findings.every(({ advice }) => advice), findings });
    if (!options.json) print(verified.at(-1)!, out);
  }
  if (options.json) out.line(JSON.stringify({ exercises: verified }, null, 2));
  return verified.every(({ ok }) => ok) ? 0 : 1;
}

const FOREVER = new AbortController().signal;

/** As many at a time as there are cores; what comes of them in the order of `items`. */
async function* inOrder<T, R>(items: readonly T[], act: (item: T) => Promise<R>): AsyncGenerator<R> {
  const results = items.map(() => Promise.withResolvers<R>());
  for (const { promise } of results) promise.catch(() => undefined); // whoever waits for it is told
  const workers = someAtATime(items.entries(), availableParallelism(), FOREVER, ([index, item]) =>
    act(item).then(results[index]!.resolve, results[index]!.reject),
  );
  for (const { promise } of results) yield await promise;
  await workers;
}

interface Verifying extends VerifyOptions {
  readonly kernel: Kernel;
  readonly runtime: ExerciseRuntime;
  /** Null when the outline of the course cannot be read. */
  readonly lessons: ReadonlySet<string> | null;
  /** Null when the claims cannot be read. */
  readonly claims: ReadonlySet<string> | null;
}

async function verifyOne(id: string, verifying: Verifying, out: Output): Promise<readonly Finding[]> {
  const { course, update, signal, kernel, runtime, lessons, claims } = verifying;
  const unfinished = await findUnfinished(course, id);
  if (unfinished.length > 0) return unfinished.map(asFinding);
  try {
    const exercise = await openExercise(course, id);
    if (lessons && !lessons.has(exercise.lesson)) {
      const todo = `The lessons are: ${[...lessons].join(", ") || "none"}.`;
      return [
        finding("LESSON_UNKNOWN", `exercises/${id}/exercise.yaml`, `there is no lesson "${exercise.lesson}"`, todo),
      ];
    }
    const tests = await loadTests(exercise);
    const committed = await readFingerprints(exercise);
    const onStep = (step: string) => out.progress(`${id}: ${printable(step)}`);
    const given = { exercise, tests, runtime, kernel, signal, onStep, ...(claims && { claims }) };
    const verified = await verifyExercise({ ...given, fingerprints: committed });
    if (!update || !verified.fingerprints) return verified.findings;
    await writeFile(
      path.join(exercise.folder, "fingerprints.json"),
      `${JSON.stringify(verified.fingerprints, null, 2)}\n`,
    );
    return verified.findings.filter(({ code }) => code !== "FINGERPRINTS_STALE");
  } catch (error) {
    if (error instanceof CourseError) return error.faults.map(asFinding);
    throw error;
  }
}

async function lessonIds(course: string, named: readonly string[]) {
  // The exercises of a deck belong to no lesson, and those of a pack to one that is elsewhere.
  if (existsSync(path.join(course, "deck.yaml")) || existsSync(path.join(course, PACK_FILE)))
    return { ids: null, broken: [] };
  try {
    const { modules } = await readCourse(course);
    return { ids: new Set(modules.flatMap(({ lessons }) => lessons.map(({ id }) => id))), broken: [] };
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    // Whoever asks for one exercise is not stopped by the outline.
    const findings = error.faults.map(asFinding);
    return { ids: null, broken: named.map((id): VerifiedExercise => ({ id, ok: false, findings })) };
  }
}

/** A claims file that cannot be read is the matter of those who run the claims. */
async function claimIds(course: string): Promise<ReadonlySet<string> | null> {
  if (existsSync(path.join(course, PACK_FILE))) return null;
  try {
    return await readClaimIds(course);
  } catch (error) {
    if (error instanceof CourseError) return null;
    throw error;
  }
}

function asFinding({ code, file, key, what, todo }: CourseFault): Finding {
  return { code, where: key ? `${file} (${key})` : file, what, todo, advice: false };
}

function print({ id, findings }: VerifiedExercise, out: Output): void {
  const { good, bad, warn, bold, dim } = out.paint;
  const wrong = findings.filter(({ advice }) => !advice).length;
  const state = wrong === 0 ? good("judges rightly") : bad(`${wrong} thing${wrong === 1 ? "" : "s"} to do`);
  out.line(`${bold(id)}  ${state}`);
  findings.forEach(({ where, what, todo, advice }, index) => {
    out.line(`  ${advice ? warn("note") : bad(`${index + 1}.`)} ${printable(where)}: ${printable(what, 600)}`);
    out.line(dim(`     ${printable(todo, 400)}`));
  });
}
