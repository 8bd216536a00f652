// LangGraph's validation suite on SqlJsSaver in a worker of each browser: as many cases as in Node, none failed, none skipped.
import initSqlJs from "sql.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserNames } from "../browsers.ts";
import { type SuiteResult, runOfficialSuite } from "../savers/official-suite.ts";
import { openWorkerPage, type WorkerPage } from "./worker-page.ts";

let page: WorkerPage<SuiteResult>;

beforeAll(async () => {
  page = await openWorkerPage("savers-validation.worker.ts");
});
afterAll(() => page[Symbol.asyncDispose]());

test.each(browserNames)("the official suite passes whole in a worker of %s", async (name) => {
  const inNode = await runOfficialSuite(await initSqlJs(), expect);
  const result = await page.runIn(name);
  expect(result.failed).toEqual([]);
  expect(result.skipped).toEqual([]);
  expect(result.ran).toHaveLength(inNode.ran.length);
  // Names that hold the ids of a run differ; all others are the same.
  const steady = (names: readonly string[]) => names.filter((each) => !/[0-9a-f]{8}-/.test(each));
  expect(steady(result.ran)).toEqual(steady(inNode.ran));
  expect(inNode).toMatchObject({ failed: [], skipped: [] });
});
