// The parts of the course that only the judge may load, each as a chunk of its own: nobody fetches a hidden test before Check.
import type { ConformanceTest } from "@forkpoint/conformance";
import type { Files, Fingerprint } from "../../course/model.ts";

interface TestModule {
  readonly tests: readonly ConformanceTest[];
}

const visible = import.meta.glob<TestModule>("../../../exercises/*/tests/visible.test.ts");
const hidden = import.meta.glob<TestModule>("../../../exercises/*/tests/hidden.test.ts");
const fingerprints = import.meta.glob<readonly Fingerprint[]>("../../../exercises/*/fingerprints.json", {
  import: "default",
});
const claims = import.meta.glob<string>(["../../../lessons/*/*.claims.ts", "../../../lessons/worlds.ts"], {
  query: "?raw",
  import: "default",
});

const ROOT = "../../../";

export interface ExerciseTests {
  readonly tests: { readonly visible: readonly ConformanceTest[]; readonly hidden: readonly ConformanceTest[] };
  readonly fingerprints: readonly Fingerprint[];
}

export async function loadTests(exercise: string): Promise<ExerciseTests> {
  const folder = `${ROOT}exercises/${exercise}`;
  const [seen, unseen, prints] = await Promise.all([
    load(visible, `${folder}/tests/visible.test.ts`),
    load(hidden, `${folder}/tests/hidden.test.ts`),
    load(fingerprints, `${folder}/fingerprints.json`),
  ]);
  return { tests: { visible: seen.tests, hidden: unseen.tests }, fingerprints: prints };
}

/** The text of a claims file and of what it imports: what it does is found out in a guest. */
export async function loadClaims(file: string): Promise<Files> {
  const names = [file, "lessons/worlds.ts"];
  const texts = await Promise.all(names.map((name) => load(claims, ROOT + name)));
  return Object.fromEntries(names.map((name, index) => [name, texts[index]!]));
}

function load<T>(modules: Record<string, () => Promise<T>>, path: string): Promise<T> {
  const found = modules[path];
  if (!found) throw new Error(`this site was built without ${path.slice(ROOT.length)}: build it again`);
  return found();
}
