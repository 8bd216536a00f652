// LangGraph's own validation suite on SqlJsSaver. The suite wants a test runner's globals: under Vitest they are Vitest's,
// elsewhere (a browser's worker) the few that it uses are provided here.
import { deltaChannelHistoryTests, validate } from "@langchain/langgraph-checkpoint-validation";
import { SqlJsSaver } from "@forkpoint/savers";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import type { SqlJsStatic } from "sql.js";

/** Our own: under the name of an official saver, tests that it fails are skipped. */
const NAME = "@forkpoint/savers";

export function declareOfficialSuite(sqlJs: SqlJsStatic): void {
  declareSuite(() => SqlJsSaver.open({ sqlJs }));
}

/** The suite on whatever saver `open` gives. */
export function declareSuite<Opened extends BaseCheckpointSaver>(open: () => Opened | Promise<Opened>): void {
  const initializer = {
    checkpointerName: NAME,
    createCheckpointer: open,
    destroyCheckpointer: (saver: Opened & { close?(): unknown }) => void saver.close?.(),
  };
  validate(initializer);
  deltaChannelHistoryTests(initializer);
}

export interface SuiteResult {
  readonly ran: readonly string[];
  readonly skipped: readonly string[];
  readonly failed: readonly { readonly name: string; readonly error: string }[];
}

/** The suite on SqlJsSaver, without a test runner. */
export function runOfficialSuite(sqlJs: SqlJsStatic, expect: unknown): Promise<SuiteResult> {
  return runSuite(() => declareOfficialSuite(sqlJs), expect);
}

/** Declares and runs a suite without a test runner. Tests run in the order of their declaration, one at a time. */
export async function runSuite(declare: () => void, expect: unknown): Promise<SuiteResult> {
  const root = newGroup("", undefined);
  let current = root;
  const describe = Object.assign(
    (title: string, declare: () => void) => {
      const group = newGroup(title, current);
      current.entries.push(group);
      current = group;
      declare();
      current = group.parent!;
    },
    {
      each: (cases: readonly string[]) => (title: string, declare: (value: string) => void) =>
        cases.forEach((value) => describe(title.replace("%s", value), () => declare(value))),
    },
  );
  const it = Object.assign((title: string, run: Act) => void current.entries.push({ title, run }), {
    skip: (title: string) => void current.entries.push({ title, run: undefined }),
    each: (cases: readonly { description: string }[]) => (_: string, run: (value: object) => unknown) =>
      cases.forEach((value) => it(value.description, () => run(value))),
  });
  const hook = (kind: keyof Hooks) => (act: Act) => void current.hooks[kind].push(act);
  Object.assign(globalThis, {
    describe,
    it,
    expect,
    beforeAll: hook("beforeAll"),
    beforeEach: hook("beforeEach"),
    afterEach: hook("afterEach"),
    afterAll: hook("afterAll"),
  });
  declare();

  const result = { ran: [] as string[], skipped: [] as string[], failed: [] as { name: string; error: string }[] };
  await runGroup(root, result);
  return result;
}

type Act = () => unknown;
type Hooks = Record<"beforeAll" | "beforeEach" | "afterEach" | "afterAll", Act[]>;

interface Test {
  readonly title: string;
  /** Undefined = skipped. */
  readonly run: Act | undefined;
}

interface Group {
  readonly title: string;
  readonly parent: Group | undefined;
  readonly hooks: Hooks;
  readonly entries: (Group | Test)[];
}

function newGroup(title: string, parent: Group | undefined): Group {
  return { title, parent, hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] }, entries: [] };
}

async function runGroup(group: Group, result: { ran: string[]; skipped: string[]; failed: object[] }): Promise<void> {
  const path = lineage(group);
  try {
    for (const act of group.hooks.beforeAll) await act();
  } catch (error) {
    const name = path.map(({ title }) => title).filter(Boolean);
    result.failed.push({ name: [...name, "what comes before all"].join(" > "), error: String(error) });
    return;
  }
  for (const entry of group.entries) {
    if ("entries" in entry) {
      await runGroup(entry, result);
      continue;
    }
    const name = [...path.map(({ title }) => title), entry.title].filter(Boolean).join(" > ");
    if (entry.run === undefined) {
      result.skipped.push(name);
      continue;
    }
    result.ran.push(name);
    try {
      for (const { hooks } of path) for (const act of hooks.beforeEach) await act();
      await entry.run();
      for (const { hooks } of path.toReversed()) for (const act of hooks.afterEach) await act();
    } catch (error) {
      result.failed.push({ name, error: String(error) });
    }
  }
  for (const act of group.hooks.afterAll) await act();
}

function lineage(group: Group): Group[] {
  return group.parent === undefined ? [group] : [...lineage(group.parent), group];
}
