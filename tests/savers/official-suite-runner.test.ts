// The runner that browsers use is itself tested: it must see what Vitest sees, and it must be able to fail.
import initSqlJs from "sql.js";
import { expect, test } from "vitest";
import { SqlJsSaver } from "@forkpoint/savers";
import { runOfficialSuite } from "./official-suite.ts";

const sqlJs = await initSqlJs();

test("the official suite runs whole without a test runner: 726 cases, none skipped, none failed", async () => {
  const result = await runOfficialSuite(sqlJs, expect);
  expect(result.failed).toEqual([]);
  expect(result.skipped).toEqual([]);
  expect(result.ran.length).toBe(726);
});

test("a saver that is wrong fails in it", async () => {
  const { deleteThread } = SqlJsSaver.prototype;
  SqlJsSaver.prototype.deleteThread = async () => {};
  try {
    const result = await runOfficialSuite(sqlJs, expect);
    expect(result.failed.map(({ name }) => name)).toEqual([
      "@forkpoint/savers > @forkpoint/savers#deleteThread > should delete thread",
    ]);
  } finally {
    SqlJsSaver.prototype.deleteThread = deleteThread;
  }
});
