// Which naive grader each attack of the corpus beats, and what the canaries say of it then. An attack that beats nobody proves
// nothing where it fails. Where two things are named, it is the grader that is not the usual one of its goal.
import type { Hit } from "./canaries.ts";
import type { Grader } from "./naive-graders.ts";
import type { Cheat } from "./read-corpus.ts";

export interface Control {
  readonly grader: Grader;
  readonly hit: Hit;
}

/** Where nothing else is said. */
const OF_GOAL: Readonly<Record<string, Control>> = {
  build: { grader: "bundler", hit: "secret" },
  disk: { grader: "classic", hit: "disk" },
  environment: { grader: "classic", hit: "environment" },
  forge: { grader: "classic", hit: "points" },
  host: { grader: "classic", hit: "secret" },
  injection: { grader: "classic", hit: "terminal" },
  leak: { grader: "classic", hit: "hidden tests" },
  memory: { grader: "classic", hit: "memory" },
  network: { grader: "classic", hit: "network" },
  output: { grader: "classic", hit: "no report" },
  processes: { grader: "classic", hit: "processes" },
  signals: { grader: "classic", hit: "signals" },
  time: { grader: "classic", hit: "time" },
};

const OTHERS: Readonly<Record<string, Partial<Control>>> = {
  "await-at-import": { hit: "no report" },
  "cells-in-a-message": { hit: "csv" },
  "deaf-to-signals": { hit: "time" },
  "endless-recursion": { hit: "no report" },
  "flood-of-the-terminal": { hit: "output" },
  "forged-file-descriptors": { grader: "messages" },
  "forged-log-lines": { hit: "csv" },
  "forged-messages": { grader: "messages" },
  "formula-in-a-message": { hit: "csv" },
  "guessed-port": { grader: "messages" },
  "hijacked-linker": { grader: "linker" },
  "hostile-export-names": { hit: "html" },
  "hostile-import-names": { hit: "html" },
  "hostile-syntax": { hit: "csv" },
  "huge-values": { hit: "memory" },
  "inherited-descriptors": { hit: "hidden tests" },
  "inputs-of-the-tests": { hit: "written" },
  "keys-in-a-message": { hit: "json" },
  "large-dump": { hit: "written" },
  "line-separators": { hit: "json" },
  "long-message": { hit: "output" },
  "many-handles": { hit: "points" },
  "memory-saver-by-search": { grader: "course" },
  "memory-saver-by-subpath": { grader: "linker" },
  "memory-saver-from-the-kernel": { grader: "classic with a registry" },
  "never-answers": { hit: "no report" },
  "opened-inspector": { grader: "messages", hit: "written" },
  "other-program-in-place": { hit: "written" },
  "patched-array": { hit: "no report" },
  "patched-collections": { hit: "no report" },
  "patched-console": { hit: "no report" },
  "patched-json": { hit: "no report" },
  "replayed-messages": { grader: "messages" },
  "script-in-a-message": { hit: "html" },
  "second-kernel": { grader: "linker" },
  "stopped-judge": { hit: "time" },
  "tests-at-build-time": { hit: "hidden tests" },
  "tests-built-in": { hit: "hidden tests" },
  "tests-by-http": { hit: "network" },
  "tests-by-import": { grader: "course", hit: "points" },
  "tests-by-stack": { hit: "points" },
  "url-import": { grader: "bundler" },
  "wasi-folder": { hit: "written" },
  "written-by-engine-flags": { hit: "written" },
  "written-by-sqlite": { hit: "written" },
  "written-by-vacuum": { hit: "written" },
  "written-file": { hit: "written" },
  "written-link": { hit: "written" },
  "written-report": { hit: "written" },
  "written-snapshot": { hit: "written" },
};

export const namedControls: readonly string[] = Object.keys(OTHERS);

export function controlOf({ name, goal }: Cheat): Control {
  const usual = OF_GOAL[goal];
  if (!usual) throw new Error(`there is no control for attacks of the goal "${goal}": name one in controls.ts`);
  return { ...usual, ...OTHERS[name] };
}
