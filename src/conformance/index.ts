// The front door of @forkpoint/conformance.
export type {
  ConformanceTest,
  GuestProcess,
  GuestTools,
  HttpAnswer,
  HttpRequest,
  Random,
  Shown,
  SubjectHost,
  TestContext,
  TestEvent,
  TestResult,
  Verdict,
} from "./test.ts";
export { ConformanceError, type ConformanceErrorCode } from "./conformance-error.ts";
export { type GatedTest, runDeclared, selectDeclared, type Selection } from "./contracts/capabilities.ts";
export { explainVerdict } from "./explain-verdict.ts";
export { orderTests } from "./order-tests.ts";
export { inProcessHost, type InProcessOptions } from "./in-process-host.ts";
export { seededRandom } from "./random.ts";
export { runTests, type RunOptions } from "./run-tests.ts";
export { same } from "./same.ts";
export { show, showError, showText, stabilise, type StableNames } from "./show.ts";
