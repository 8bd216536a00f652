// One exercise folder and its solutions, read whole. Every fault found is thrown at once; nothing half-read leaves this file.
import { readdir } from "node:fs/promises";
import path from "node:path";
import { CourseError, type CourseErrorCode, type CourseFault } from "./course-error.ts";
import { parseHints } from "./hints.ts";
import { type ExerciseFolder, type Files, type Mutant, OBSERVE, type Solution } from "./model.ts";
import { NODE_LIBRARIES } from "./node-libraries.ts";
import { listFiles, readText } from "./read-text.node.ts";
import { readYaml } from "./read-yaml.node.ts";
import { exerciseSchema, type ExerciseYaml } from "./schema.ts";

/** What may lie in an exercise folder; anything else is a stray file that somebody will one day take for real. */
const BELONGS = /^(exercise\.yaml|prompt\.mdx|hints\.md|fingerprints\.json|(starter|tests|mutants)\/.*\.ts)$/;

/** `root` holds `exercises/` and `solutions/`. Throws `CourseError`. */
export async function readExercise(root: string, id: string): Promise<ExerciseFolder> {
  const reading = new Reading(root, `exercises/${id}`);
  const yaml = await readYaml(root, `exercises/${id}/exercise.yaml`, exerciseSchema);
  if ("faults" in yaml) throw new CourseError(yaml.faults);
  const settings = yaml.value;

  const { [OBSERVE]: observe = null, ...starter } = await reading.files(`exercises/${id}/starter`);
  const given = pick(starter, settings.given);
  // Run's file is for trying things out and nobody's answer, so a solution need not repeat it.
  const tried = pick(
    starter,
    [settings.run].filter((name) => name !== settings.entry),
  );
  const solutions = await readSolutions(reading, id, starter, { given, tried });
  const mutants = await readMutants(reading, settings, solutions[0]?.files ?? starter);
  const hints = parseHints(
    await reading.text(`exercises/${id}/hints.md`, "Write at least one hint."),
    reading.at("hints.md"),
  );
  reading.faults.push(...hints.faults);
  for (const name of ["prompt.mdx", "tests/visible.test.ts", "tests/hidden.test.ts"])
    await reading.text(reading.at(name), "Every exercise has one.");
  checkObserve(reading, settings, observe);
  await refuseStrays(reading, id);
  refuseUnknownNames(reading, settings, starter);
  refuseUnmetNeeds(reading, settings);
  if (reading.faults.length > 0) throw new CourseError(reading.faults);

  const folder = path.join(root, "exercises", id);
  const tests = {
    visible: path.join(folder, "tests/visible.test.ts"),
    hidden: path.join(folder, "tests/hidden.test.ts"),
  };
  return { ...settings, id, folder, starter, hints: hints.hints, observe, tests, solutions, mutants };
}

/** Ids of the exercises below `root`, in alphabetical order. */
export async function listExercises(root: string): Promise<string[]> {
  const entries = await readdir(path.join(root, "exercises"), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Files read so far and what was wrong with them. */
class Reading {
  readonly faults: CourseFault[] = [];
  readonly root: string;
  readonly exercise: string;

  constructor(root: string, exercise: string) {
    this.root = root;
    this.exercise = exercise;
  }

  at(name: string): string {
    return `${this.exercise}/${name}`;
  }

  fault(code: CourseErrorCode, file: string, what: string, todo: string, key = ""): void {
    this.faults.push({ code, file, key, what, todo });
  }

  async text(file: string, todo: string): Promise<string> {
    const read = await readText(path.join(this.root, file));
    if ("text" in read) return read.text;
    const missing = read.refused === "is missing";
    this.fault(missing ? "COURSE_FILE_MISSING" : "COURSE_FILE_UNREADABLE", file, `the file ${read.refused}`, todo);
    return "";
  }

  /** All TypeScript below a folder. */
  async files(folder: string): Promise<Files> {
    const found: Record<string, string> = {};
    for (const name of await listFiles(path.join(this.root, folder)))
      if (name.endsWith(".ts")) found[name] = await this.text(`${folder}/${name}`, "Write it as UTF-8 text.");
    return found;
  }
}

/** The main solution first. Given files need not be repeated; where they are, they must be the same. */
async function readSolutions(
  reading: Reading,
  id: string,
  starter: Files,
  { given, tried }: { readonly given: Files; readonly tried: Files },
): Promise<Solution[]> {
  const all = await reading.files(`solutions/${id}`);
  const folders = [...new Set(Object.keys(all).flatMap((name) => (name.includes("/") ? [name.split("/")[0]!] : [])))];
  const alternatives = folders.filter((name) => !Object.keys(starter).some((file) => file.startsWith(`${name}/`)));
  const main = Object.keys(all).filter((name) => !alternatives.includes(name.split("/")[0]!));
  const solutions = [
    { name: "solution", at: `solutions/${id}`, own: pick(all, main) },
    ...alternatives.map((name) => ({ name, at: `solutions/${id}/${name}`, own: below(all, name) })),
  ];
  for (const { at, own } of solutions) {
    for (const name of Object.keys(own))
      if (!(name in starter))
        reading.fault(
          "COURSE_NAME_MISMATCH",
          `${at}/${name}`,
          "the starter has no such file",
          "Use the starter's names.",
        );
      else if (name in given && own[name] !== given[name])
        reading.fault("COURSE_NAME_MISMATCH", `${at}/${name}`, "a given file differs from the starter's", "Remove it.");
    for (const name of Object.keys(starter))
      if (!(name in own) && !(name in given) && !(name in tried))
        reading.fault(
          "COURSE_FILE_MISSING",
          `${at}/${name}`,
          "the starter has this file, the solution has not",
          "Add it.",
        );
  }
  return solutions.map(({ name, own }) => ({ name, files: { ...tried, ...own, ...given } }));
}

/** What is predicted, or pointed at, needs the program that finds out; without either, nothing reads it. */
function checkObserve(reading: Reading, { predict, form }: ExerciseYaml, observe: string | null): void {
  const file = reading.at(`starter/${OBSERVE}`);
  const isWanted = predict.length > 0 || form?.kind === "point";
  if (isWanted && observe === null)
    reading.fault(
      "COURSE_FILE_MISSING",
      file,
      "the file is missing",
      "Export observe(), which returns the choice that came true for each prediction.",
    );
  if (!isWanted && observe !== null)
    reading.fault("COURSE_FILE_STRAY", file, "nothing is predicted", "Remove it, or ask something.");
}

async function readMutants(reading: Reading, settings: ExerciseYaml, solution: Files): Promise<Mutant[]> {
  const all = await reading.files(reading.at("mutants"));
  const onDisk = new Set(Object.keys(all).map((name) => name.split("/")[0]!.replace(/\.ts$/, "")));
  for (const name of onDisk)
    if (!settings.mutants.some((mutant) => mutant.name === name))
      reading.fault(
        "COURSE_NAME_MISMATCH",
        reading.at("exercise.yaml"),
        `mutants/${name} is not listed`,
        "List it with the sentence that the learner reads and the tests that catch it, or remove it.",
        "mutants",
      );
  return settings.mutants.map(({ name, misconception, caughtBy }, index) => {
    const single = all[`${name}.ts`];
    const own = single === undefined ? below(all, name) : { [settings.entry]: single };
    const key = `mutants.${index}.name`;
    if (Object.keys(own).length === 0)
      reading.fault(
        "COURSE_FILE_MISSING",
        reading.at(`mutants/${name}.ts`),
        "the mutant is not there",
        "Write it.",
        key,
      );
    for (const file of Object.keys(own))
      if (!(file in solution) || settings.given.includes(file))
        reading.fault(
          "COURSE_NAME_MISMATCH",
          reading.at(`mutants/${name}/${file}`),
          "a learner cannot change or add this file",
          "A mutant replaces files of the solution that the learner may edit.",
        );
    return { name, misconception, caughtBy, files: { ...solution, ...own } };
  });
}

async function refuseStrays(reading: Reading, id: string): Promise<void> {
  for (const name of await listFiles(path.join(reading.root, "exercises", id)))
    if (!BELONGS.test(name))
      reading.fault(
        "COURSE_FILE_STRAY",
        reading.at(name),
        "nothing reads this file",
        "Remove it, or move it where it is read.",
      );
  for (const name of await listFiles(path.join(reading.root, "solutions", id)))
    if (!name.endsWith(".ts"))
      reading.fault("COURSE_FILE_STRAY", `solutions/${id}/${name}`, "nothing reads this file", "Remove it.");
}

function refuseUnknownNames(reading: Reading, { entry, run, given, lab }: ExerciseYaml, starter: Files): void {
  const named = [["entry", entry], ["run", run], ...given.map((name, index) => [`given.${index}`, name])] as const;
  for (const [key = "", name = ""] of named)
    if (!(name in starter))
      reading.fault(
        "COURSE_NAME_MISMATCH",
        reading.at("exercise.yaml"),
        `starter/${name} is not there`,
        "Write it.",
        key,
      );
  if (given.includes(entry))
    reading.fault(
      "COURSE_KEY_INVALID",
      reading.at("exercise.yaml"),
      "the entry is given, so there is nothing to solve",
      "Take it off the list.",
      "given",
    );
  // A learner's own would be missing from what was written before the exercise had a lab.
  if (lab !== null && !given.includes(lab))
    reading.fault(
      "COURSE_KEY_INVALID",
      reading.at("exercise.yaml"),
      `${lab} is not given, so the lab may find anything in it`,
      "Add it to given.",
      "lab",
    );
}

/** A worker has no such library: whoever offers it must say that the exercise needs more. */
function refuseUnmetNeeds(reading: Reading, { imports, needs }: ExerciseYaml): void {
  for (const library of Object.keys(imports)) {
    const needed = Object.hasOwn(NODE_LIBRARIES, library) ? NODE_LIBRARIES[library]!.needs : null;
    if (needed === null || needs.includes(needed)) continue;
    reading.fault(
      "COURSE_KEY_INVALID",
      reading.at("exercise.yaml"),
      `a worker has no ${library}: who imports it needs "${needed}"`,
      `Add ${needed} to needs, or offer another library.`,
      `imports.${library}`,
    );
  }
}

function pick(files: Files, names: readonly string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => names.includes(name)));
}

function below(files: Files, folder: string): Files {
  return Object.fromEntries(
    Object.entries(files).flatMap(([name, text]) =>
      name.startsWith(`${folder}/`) ? [[name.slice(folder.length + 1), text]] : [],
    ),
  );
}
