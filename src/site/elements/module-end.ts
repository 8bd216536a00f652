// The end of a module: what was shown, in numbers that this browser counted. Loaded when a module is done.
import { readClaimsRun } from "../session/claims-run.ts";
import { predictionsMade } from "../session/misread.ts";
import { moduleFacts, type ModuleFacts } from "../session/module-facts.ts";
import { readProgress } from "../session/progress.ts";
import type { Store } from "../session/store.ts";
import { count, type WayExercise } from "../session/way.ts";
import { h } from "./h.ts";
import "./module-end.css";

export interface EndedModule {
  readonly claims: readonly string[];
  readonly lessons: readonly { readonly exercises: readonly Pick<WayExercise, "id" | "wrongIdeas">[] }[];
}

export function drawModuleEnd(
  store: Store,
  { claims, lessons }: EndedModule,
  claimsRun: ReadonlyMap<string, boolean> = readClaimsRun(store),
): HTMLElement {
  const facts = moduleFacts({
    exercises: lessons.flatMap(({ exercises }) => exercises),
    claims,
    progressOf: (exercise) => readProgress(store, exercise),
    claimsRun,
    predictionsOf: (exercise) => predictionsMade(store, exercise),
  });
  return h(
    "dl",
    { class: "module-facts" },
    ...lines(facts).flatMap(([name, text]) => [h("dt", {}, name), h("dd", {}, text)]),
  );
}

function lines(facts: ModuleFacts): (readonly [name: string, text: string])[] {
  const { rules, exercises, wrongIdeas, checks, claims, claimsRun, predictions, predictionsRight, revealed } = facts;
  return [
    ["Rules", `Your code keeps ${count(rules, "rule")} in ${count(exercises, "exercise")}.`],
    ["Wrong ideas", `The tests that it passes rule out ${wrongIdeas}: none of them would have passed.`],
    [
      "Attempts",
      `${count(checks, "check")}${revealed > 0 ? `; in ${count(revealed, "exercise")} you looked at a solution first` : ""}.`,
    ],
    ...(predictions > 0 ? [["Predictions", `${predictionsRight} of ${predictions} came true.`] as const] : []),
    [
      "Claims",
      claimsRun === 0
        ? `None of the ${claims} was run here yet. Each has a button in its lesson.`
        : `${claimsRun} of ${claims} were run in this browser, and held.`,
    ],
  ];
}
