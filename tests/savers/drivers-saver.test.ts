// The whole saver on each SQLite library: LangGraph's validation suite, and files that libraries share. Our own contract runs
// on each in other-savers.test.ts.
import { Command } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import { expect, test } from "vitest";
import { betterSqlite3, libraries, native, nodeSqlite, temporaryFile } from "./drivers-at-hand.ts";
import { declareSuite, runSuite } from "./official-suite.ts";
import { codeOf } from "./saver-at-hand.ts";
import { saverGraphs } from "./saver-graphs.ts";

const each = libraries.map((library) => [library.name, library] as const);
const eachNative = native.map((library) => [library.name, library] as const);

test.each(eachNative)("on %s the saver passes LangGraph's validation suite", async (_, library) => {
  const result = await runSuite(() => declareSuite(() => new SqlJsSaver(library.open())), expect);
  expect([result.failed, result.skipped]).toEqual([[], []]);
  expect(result.ran.length).toBe(726);
});

test("what one library wrote to a file, another goes on with, and sql.js reads", async () => {
  const file = temporaryFile();
  const config = { configurable: { thread_id: "shared" } };
  const first = nodeSqlite.open(file);
  first.exec("PRAGMA journal_mode = WAL");
  await saverGraphs.asking(new SqlJsSaver(first), ["name?"]).invoke({ said: ["hello"] }, config);
  first.close();

  const second = betterSqlite3.open(file);
  const answered = saverGraphs.asking(new SqlJsSaver(second), ["name?"]);
  await answered.invoke(new Command({ resume: "Ann" }), config);
  const { values } = await answered.getState(config);
  expect(values).toEqual({ said: ["hello", "name? Ann"] });

  const copy = await SqlJsSaver.open({ bytes: second.export() });
  expect((await saverGraphs.asking(copy, ["name?"]).getState(config)).values).toEqual(values);
  copy.close();
});

test.each(eachNative)(
  "on %s what was saved is in the file when the process ends without closing it",
  async (_, library) => {
    const file = temporaryFile();
    const config = { configurable: { thread_id: "t" } };
    await saverGraphs.echo(new SqlJsSaver(library.open(file))).invoke({ said: ["hello"] }, config);
    // A second connection sees what is committed, as a new process would.
    const { values } = await saverGraphs.echo(new SqlJsSaver(library.open(file))).getState(config);
    expect(values).toEqual({ said: ["hello", "echo hello"], turns: 2 });
  },
);

test.each(each)(
  "on %s nothing is left of what the owner's transaction undoes, and the saver goes on",
  async (_, library) => {
    const driver = library.open();
    const saver = new SqlJsSaver(driver);
    const config = { configurable: { thread_id: "t" } };
    const graph = saverGraphs.echo(saver);
    await graph.invoke({ said: ["kept"] }, config);
    driver.exec("BEGIN");
    await graph.invoke({ said: ["undone"] }, config);
    driver.exec("ROLLBACK");
    await graph.invoke({ said: ["after"] }, config);
    expect((await graph.getState(config)).values).toEqual({
      said: ["kept", "echo kept", "after", "echo after"],
      turns: 4,
    });
  },
);

test.each(each)("on %s a saver whose database its owner closed says so", async (_, library) => {
  const driver = library.open();
  const saver = new SqlJsSaver(driver);
  driver.close();
  expect(await codeOf(saver.getTuple({ configurable: { thread_id: "t" } }))).toBe("SAVER_CLOSED");
  expect(await codeOf(saver.deleteThread("t"))).toBe("SAVER_CLOSED");
});
