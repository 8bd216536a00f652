// The tests of fork-properly on its own solution in one realm, as a local test run would have them: nobody is guarded,
// nothing is isolated. It is the work that a check has to do at the least.
import { inProcessHost, type ConformanceTest, type SubjectHost } from "@forkpoint/conformance";
import { SqlJsSaver } from "@forkpoint/savers";
import { tests as hidden } from "../../exercises/fork-properly/tests/hidden.test.ts";
import { tests as visible } from "../../exercises/fork-properly/tests/visible.test.ts";
import * as pipeline from "../../exercises/fork-properly/starter/pipeline.ts";
import * as solution from "../../solutions/fork-properly/fork.ts";

export const tests: readonly ConformanceTest[] = [...visible, ...hidden];

export function makeHost(): SubjectHost {
  return inProcessHost<any>({
    fresh: () => solution,
    tools: { saver: () => SqlJsSaver.open(), module: async () => pipeline },
  });
}
