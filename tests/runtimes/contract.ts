// What every runtime must do, as data: run by Vitest for Node and inside a page for the worker runtime.
import type { ConformanceTest } from "@forkpoint/conformance";
import { consoleContract } from "./contract-console.ts";
import { endingContract } from "./contract-ending.ts";
import { instanceContract } from "./contract-instances.ts";
import { jobContract } from "./contract-jobs.ts";
import { processContract } from "./contract-processes.ts";
import type { RuntimeFixture } from "./fixture.ts";

export const runtimeContract: readonly ConformanceTest<RuntimeFixture>[] = [
  ...jobContract,
  ...instanceContract,
  ...consoleContract,
  ...endingContract,
];

/** … and what those must do that provide files and processes. */
export const nodeContract: readonly ConformanceTest<RuntimeFixture>[] = [...runtimeContract, ...processContract];
