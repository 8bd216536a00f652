// In which order tests run, so that each comes after its prerequisites, and which tests have no sound place at all.
import { ConformanceError } from "./conformance-error.ts";
import type { ConformanceTest } from "./test.ts";

/** The tests, each after those that its `after` names and otherwise in the order given. Throws a ConformanceError. */
export function orderTests<S>(tests: readonly ConformanceTest<S>[]): ConformanceTest<S>[] {
  const byId = new Map<string, ConformanceTest<S>>();
  for (const test of tests) {
    if (byId.has(test.id)) throw new ConformanceError("TEST_ID_TWICE", `two tests have the id “${test.id}”`);
    byId.set(test.id, test);
  }
  const ordered = new Set<ConformanceTest<S>>();
  const path: string[] = [];

  const place = (test: ConformanceTest<S>): void => {
    if (ordered.has(test)) return;
    if (path.includes(test.id))
      throw new ConformanceError("TEST_AFTER_CYCLE", `tests wait for each other: ${[...path, test.id].join(" → ")}`);
    path.push(test.id);
    for (const id of test.after ?? []) {
      const prerequisite = byId.get(id);
      if (prerequisite === undefined)
        throw new ConformanceError(
          "TEST_AFTER_UNKNOWN",
          `test “${test.id}” comes after “${id}”, which is not in this run`,
        );
      place(prerequisite);
    }
    path.pop();
    ordered.add(test);
  };
  tests.forEach(place);
  return [...ordered];
}
