// What a module's end has to tell: counted from what this browser keeps, by permanent ids.
import type { ProgressOf, WayExercise } from "./way.ts";

export interface ModuleFacts {
  readonly exercises: number;
  readonly done: number;
  /** Claims of the module that held when they were run in this browser. */
  readonly claimsRun: number;
  readonly claims: number;
  /** Wrong ideas that the tests of the exercises done tell from a right answer. */
  readonly wrongIdeas: number;
  readonly rules: number;
  readonly checks: number;
  readonly predictions: number;
  readonly predictionsRight: number;
  /** Exercises whose solution was looked at before they were done. */
  readonly revealed: number;
}

export interface FactsAsked {
  readonly exercises: readonly Pick<WayExercise, "id" | "wrongIdeas">[];
  readonly claims: readonly string[];
  readonly progressOf: ProgressOf;
  /** Claim id → whether it held. */
  readonly claimsRun: ReadonlyMap<string, boolean>;
  /** Of one exercise: whether each first prediction came true. */
  readonly predictionsOf: (exercise: string) => readonly boolean[];
}

export function moduleFacts({ exercises, claims, progressOf, claimsRun, predictionsOf }: FactsAsked): ModuleFacts {
  const done = exercises.filter(({ id }) => progressOf(id).state === "done");
  const predicted = exercises.flatMap(({ id }) => predictionsOf(id));
  const sum = (of: (exercise: Pick<WayExercise, "id" | "wrongIdeas">) => number) =>
    done.reduce((total, exercise) => total + of(exercise), 0);
  return {
    exercises: exercises.length,
    done: done.length,
    claimsRun: claims.filter((id) => claimsRun.get(id) === true).length,
    claims: claims.length,
    wrongIdeas: sum(({ wrongIdeas }) => wrongIdeas),
    rules: sum(({ id }) => progressOf(id).of),
    checks: sum(({ id }) => progressOf(id).checks),
    predictions: predicted.length,
    predictionsRight: predicted.filter((right) => right).length,
    revealed: done.filter(({ id }) => progressOf(id).revealed).length,
  };
}
