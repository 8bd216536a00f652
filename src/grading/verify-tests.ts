// The tests of an exercise as data: complete, distinct, and meant by whoever names them.
import { ConformanceError, type ConformanceTest, orderTests } from "@forkpoint/conformance";
import type { ExerciseFolder } from "../course/model.ts";
import { type Finding, finding } from "./finding.ts";

const TEST_ID = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/;

export function verifyTests(
  exercise: ExerciseFolder,
  tests: { readonly visible: readonly ConformanceTest[]; readonly hidden: readonly ConformanceTest[] },
): Finding[] {
  const found: Finding[] = [];
  for (const [kind, list] of Object.entries(tests)) {
    const at = `exercises/${exercise.id}/tests/${kind}.test.ts`;
    if (!Array.isArray(list) || list.length === 0)
      found.push(finding("TEST_INVALID", at, "exports no tests", "Export `tests`: a list with at least one."));
    else for (const test of list) found.push(...faultsOf(test, at));
  }
  if (found.length > 0) return found;
  const all = [...tests.visible, ...tests.hidden];
  return [...faultsOfOrder(all, exercise.id), ...unknownNames(exercise, new Set(all.map(({ id }) => id)))];
}

function faultsOf({ id, rule, points, run }: ConformanceTest, at: string): Finding[] {
  const wrong = (what: string, todo: string) => finding("TEST_INVALID", at, what, todo);
  if (typeof id !== "string" || !TEST_ID.test(id))
    return [wrong(`a test has the id ${JSON.stringify(id)}`, 'An id reads "group/name" in kebab-case.')];
  const found: Finding[] = [];
  if (typeof rule !== "string" || rule.trim() === "")
    found.push(wrong(`${id} has no rule`, "Write the requirement in words: the learner reads it."));
  if (typeof points !== "number" || !(points > 0)) found.push(wrong(`${id} has no points`, "Give it at least 1."));
  if (typeof run !== "function") found.push(wrong(`${id} has no run`, "Write what it does."));
  return found;
}

function faultsOfOrder(tests: readonly ConformanceTest[], id: string): Finding[] {
  try {
    orderTests(tests);
    return [];
  } catch (error) {
    if (!(error instanceof ConformanceError)) throw error;
    return [
      finding("TEST_INVALID", `exercises/${id}/tests`, error.message, "Ids are unique; after names earlier tests."),
    ];
  }
}

function unknownNames({ id, starterPasses, mutants, hints }: ExerciseFolder, known: ReadonlySet<string>): Finding[] {
  const yaml = `exercises/${id}/exercise.yaml`;
  const named = [
    ...starterPasses.map((test) => ({ test, at: `${yaml} (starterPasses)` })),
    ...mutants.flatMap(({ name, caughtBy }) => caughtBy.map((test) => ({ test, at: `${yaml} (mutant ${name})` }))),
    ...hints.flatMap(({ test }) => (test === null ? [] : [{ test, at: `exercises/${id}/hints.md` }])),
  ];
  return named
    .filter(({ test }) => !known.has(test))
    .map(({ test, at }) => {
      const todo = `The tests are: ${[...known].join(", ")}.`;
      return finding("TEST_UNKNOWN", at, `names a test that is not there: ${test}`, todo);
    });
}
