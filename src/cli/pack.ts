// `forkpoint pack`: makes a team's own pack of an exercise, and proves it. A pack that judges wrongly is not left behind.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ExerciseFolder, Files } from "../course/model.ts";
import { listFiles } from "../course/read-text.node.ts";
import { hashExercise } from "../results/hash-exercise.node.ts";
import { readEdition } from "./grade-subject.ts";
import { HOME, openExercise, UsageError } from "./open-course.ts";
import { type Pack, PACK_FILE, type Variant } from "./pack-file.ts";
import { GITIGNORE, HIDDEN_TESTS, OUR_OWN_TESTS, PACKAGE_JSON, readmeOf } from "./pack-texts.ts";
import { applyVariant, namesOnly, planVariant } from "./pack-variant.ts";
import type { Output } from "./terminal.ts";
import { verify } from "./verify.ts";

export interface PackOptions {
  readonly course: string;
  readonly exercise: string;
  readonly out: string;
  /** For the names of a variant; null = drawn. The seeds of the tests are always drawn: one that was typed could be guessed. */
  readonly seed: string | null;
  readonly variant: boolean;
  readonly signal: AbortSignal;
}

const SEEDS = 8;

/** 0: the pack is made and proved. 1: it does not verify, and is not there. */
export async function pack(options: PackOptions, out: Output): Promise<number> {
  const exercise = await openExercise(options.course, options.exercise);
  await refusePlace(options);
  if (options.variant && exercise.form)
    throw new UsageError(
      `${exercise.id} is answered with a form, in which there is nothing to rename: leave out --variant`,
    );
  const original = await readParts(options.course, exercise.id);
  const whole = options.variant ? planVariant(exercise, original, options.seed ?? drawn()) : null;
  // Where a word turns out to mean something else as well, the words that are nothing but names are enough.
  for (const variant of whole ? [whole, namesOnly(whole)] : [null]) {
    const files = variant ? applyVariant(original, variant) : original;
    if (!(await make({ ...withOwnTests(files, exercise.id), ...(await ownFiles(exercise, variant)) }, options, out))) {
      out.note(
        variant === whole && whole
          ? "With those names the exercise does not judge rightly: once more with fewer."
          : FAILED,
      );
      continue;
    }
    describe(options.out, variant, out);
    await noteRepository(options.out, out);
    return 0;
  }
  return 1;
}

const FAILED = "No pack was made: as it would be, the exercise does not judge rightly (see above).";

/** Whether the pack judges rightly; one that does not is not there. */
async function make(files: Files, { out: folder, variant, signal }: PackOptions, out: Output): Promise<boolean> {
  const making = `${path.resolve(folder)}.${randomBytes(4).toString("hex")}.making`;
  try {
    await writeAll(making, files);
    // Under other names the mutants fail in other words.
    const verified = await verify({ course: making, ids: [], update: variant, json: false, signal }, out);
    if (verified !== 0) return false;
    await rm(folder, { recursive: true, force: true });
    await rename(making, folder);
    return true;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** By paths relative to the course. */
async function readParts(course: string, id: string): Promise<Files> {
  const files: Record<string, string> = {};
  for (const part of [`exercises/${id}`, `solutions/${id}`])
    for (const name of await listFiles(path.join(course, part)))
      files[`${part}/${name}`] = await readFile(path.join(course, part, name), "utf8");
  return files;
}

function withOwnTests(files: Files, id: string): Files {
  const tests = `exercises/${id}/tests`;
  const { [`${tests}/hidden.test.ts`]: ofTheCourse = "", ...others } = files;
  const taken = ["of-the-course.ts", "our-own.ts"].find((name) => `${tests}/${name}` in others);
  if (taken) throw new Error(`${tests}/${taken} is in the way: a pack has a file of that name`);
  return {
    ...others,
    [`${tests}/of-the-course.ts`]: ofTheCourse,
    [`${tests}/our-own.ts`]: OUR_OWN_TESTS,
    [`${tests}/hidden.test.ts`]: HIDDEN_TESTS,
  };
}

async function ownFiles(exercise: ExerciseFolder, variant: Variant | null): Promise<Files> {
  const hashes = await hashExercise(exercise.folder);
  const facts: Pack = {
    format: "forkpoint-pack-1",
    id: drawn(),
    exercise: exercise.id,
    from: { edition: await readEdition(), exerciseHash: hashes.exercise, testsHash: hashes.tests },
    seeds: Array.from({ length: SEEDS }, drawn),
    variant,
    created: new Date().toISOString(),
  };
  return {
    [PACK_FILE]: `${JSON.stringify(facts, null, 2)}\n`,
    "README.md": readmeOf(exercise.id, variant !== null),
    ".gitignore": GITIGNORE,
    "package.json": PACKAGE_JSON,
  };
}

function drawn(): string {
  return randomBytes(16).toString("hex");
}

async function writeAll(folder: string, files: Files): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const at = path.join(folder, name);
    await mkdir(path.dirname(at), { recursive: true });
    await writeFile(at, text, { flag: "wx" });
  }
}

function describe(folder: string, variant: Variant | null, out: Output): void {
  out.line(`The pack is in ${folder}; its README.md says how to add tests of your own.`);
  if (!variant) return;
  const renamed = Object.entries({ ...variant.files, ...variant.names, ...variant.nodes });
  out.line(`Renamed: ${renamed.map(([from, to]) => `${from} → ${to}`).join(", ") || "nothing could be"}`);
}

/** Throws `UsageError` for a folder that has something in it, and for one from which it might be published. */
async function refusePlace({ out, course }: PackOptions): Promise<void> {
  const at = await realPlace(out);
  for (const published of [HOME, course])
    if (isWithin(at, await realpath(published)))
      throw new UsageError(
        `--out ${out} lies in ${published}, from which it could be published: choose a folder elsewhere`,
      );
  const there = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error.code === "ENOTDIR" ? new UsageError(`--out ${out} is no folder`) : error;
  });
  if (there.length > 0) throw new UsageError(`${out} is not empty: choose another folder`);
}

/** Where a path leads of which the last parts may not be there yet. */
async function realPlace(place: string): Promise<string> {
  const at = path.resolve(place);
  return existsSync(at) ? realpath(at) : path.join(await realPlace(path.dirname(at)), path.basename(at));
}

function isWithin(at: string, folder: string): boolean {
  const inside = path.relative(folder, at);
  return inside === "" || !(inside.startsWith("..") || path.isAbsolute(inside));
}

async function noteRepository(folder: string, out: Output): Promise<void> {
  for (let at = await realpath(folder); at !== path.dirname(at); at = path.dirname(at)) {
    const config = await readFile(path.join(at, ".git/config"), "utf8").catch(() => null);
    if (config === null) continue;
    if (/^\s*\[remote /m.test(config))
      out.note(
        `Note: ${at} is a git repository that is pushed elsewhere. The pack's .gitignore keeps it out; leave that file.`,
      );
    return;
  }
}
