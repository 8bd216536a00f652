// A result beside one that was made again from the same files: what differs, each in a sentence for people.
import type { FileHash, SignedResult } from "./model.ts";

export interface Difference {
  readonly about: "files" | "exercise" | "tests" | "libraries" | "verdicts";
  readonly says: string;
}

/** What must be the same again. Time, id, author and the grader's own versions may differ: `gradedOtherwise` tells of those. */
export function compareResults(signed: SignedResult, again: SignedResult): readonly Difference[] {
  return [
    ...compareFiles(signed.submission.files, again.submission.files).map((says) => ({ about: "files", says }) as const),
    ...compareExercise(signed, again),
    ...compareLibraries(signed, again).map((says) => ({ about: "libraries", says }) as const),
    ...compareVerdicts(signed, again).map((says) => ({ about: "verdicts", says }) as const),
  ];
}

/** Names are cleaned and verdicts come from a checked schema: what these sentences hold is fit to be shown. */
export function compareFiles(signed: readonly FileHash[], given: readonly FileHash[]): string[] {
  const before = new Map(signed.map((file) => [file.path, file]));
  const now = new Map(given.map((file) => [file.path, file]));
  return [
    ...signed
      .filter(({ path }) => !now.has(path))
      .map(({ path }) => `${path} was judged, and is not among these files.`),
    ...given.filter(({ path }) => !before.has(path)).map(({ path }) => `${path} is here, and was not judged.`),
    ...signed.flatMap(({ path, sha256, bytes }) => {
      const other = now.get(path);
      if (!other || other.sha256 === sha256) return [];
      return [`${path} is not the file that was judged: ${sizes(bytes, other.bytes)}.`];
    }),
  ];
}

function sizes(before: number, now: number): string {
  return before === now ? `it has as many bytes (${now}), but others` : `it had ${before} bytes, here it has ${now}`;
}

function compareExercise(signed: SignedResult, again: SignedResult): Difference[] {
  const found: Difference[] = [];
  if (signed.exercise.hash !== again.exercise.hash)
    found.push({ about: "exercise", says: "The exercise here is another edition than the one that was graded." });
  if (signed.tests.pack !== again.tests.pack)
    found.push({ about: "tests", says: `It was graded with ${packOf(signed)}, here with ${packOf(again)}.` });
  else if (signed.tests.hash !== again.tests.hash)
    found.push({ about: "tests", says: "The tests here are others than those that it was graded with." });
  if (signed.tests.seed !== again.tests.seed)
    found.push({ about: "tests", says: "The seed here is another than the signed one." });
  return found;
}

function packOf({ tests }: SignedResult): string {
  return tests.pack === null ? "the course's tests alone" : `the pack ${tests.pack}`;
}

function compareLibraries({ libraries: before }: SignedResult, { libraries: now }: SignedResult): string[] {
  const names = [...new Set([...Object.keys(before.pins), ...Object.keys(now.pins)])].sort();
  const changed = names
    .filter((name) => before.pins[name] !== now.pins[name])
    .map((name) => `${name} was ${before.pins[name] ?? "not there"}, here it is ${now.pins[name] ?? "not there"}.`);
  if (changed.length === 0 && before.lock !== now.lock)
    return ["The lock file here is another: libraries below those that are named may differ."];
  return changed;
}

function compareVerdicts(signed: SignedResult, again: SignedResult): string[] {
  const now = new Map(again.verdicts.map((verdict) => [verdict.id, verdict]));
  const before = new Set(signed.verdicts.map(({ id }) => id));
  return [
    ...signed.verdicts.flatMap(({ id, rule, status, points }) => {
      const other = now.get(id);
      if (!other) return [`${id} was judged, and is no test here.`];
      if (other.status !== status) return [`${id}: signed as ${status}, here ${other.status} (${rule}).`];
      return other.points === points ? [] : [`${id}: signed with ${points} points, here it has ${other.points}.`];
    }),
    ...again.verdicts.filter(({ id }) => !before.has(id)).map(({ id }) => `${id} is a test here, and was not judged.`),
    ...(signed.problem?.code === again.problem?.code
      ? []
      : [`The problem was ${signed.problem?.code ?? "none"}, here it is ${again.problem?.code ?? "none"}.`]),
  ];
}

/** What may differ and still be worth knowing. */
export function gradedOtherwise({ grader: before }: SignedResult, { grader: now }: SignedResult): string[] {
  return [
    ...(before.tier === now.tier ? [] : [`It was graded in the ${before.tier} tier, here in the ${now.tier} tier.`]),
    ...(before.version === now.version ? [] : [`It was graded by version ${before.version}, here by ${now.version}.`]),
    ...(before.node === now.node ? [] : [`It was graded in Node ${before.node}, here in Node ${now.node}.`]),
  ];
}
