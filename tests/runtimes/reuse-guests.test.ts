// Guests that go on: nothing of a submission's own reaches the next one, and a guest that has ended serves no other.
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { compile, librariesFor } from "../../src/compile/compile.ts";
import type { ImportTable } from "../../src/course/model.ts";
import { ReusedGuests } from "../../src/runtimes/reuse-guests.ts";
import type { ExerciseRuntime, Guest, Job } from "../../src/runtimes/runtime.ts";
import { nodeRuntime, readKernel } from "../node-grading.ts";
import { OUTPUT_BYTES } from "./fixture.ts";

const { signal } = new AbortController();
const kernel = readKernel();
const inner = nodeRuntime();
const guests = new ReusedGuests(inner);
afterAll(async () => {
  await guests[Symbol.asyncDispose]();
  await inner[Symbol.asyncDispose]();
});

const SAVERS: ImportTable = { "@forkpoint/savers": { only: ["SqlJsSaver"] } };

function job(main: string, imports: ImportTable = SAVERS): Job {
  const compiled = compile({ "main.ts": main }, ["main.ts"], imports, kernel.exports);
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
  const libraries = librariesFor(imports, kernel.exports);
  return { modules: compiled.modules, libraries, needs: [], outputBytes: OUTPUT_BYTES };
}

/** Marks the guest's globals, which tells whether the next submission is in the same one. */
const MARK = `export const before = globalThis.mark ?? "new"; globalThis.mark = "used";`;

/** Puts a checkpoint, and counts those that are there. */
const STORES = `import { SqlJsSaver } from "@forkpoint/savers";
  const saver = await SqlJsSaver.open();
  export const threads = async () => {
    const all = [];
    for await (const one of saver.list({})) all.push(one);
    return all.length;
  };
  const CHECKPOINT = { v: 4, id: "1", ts: "", channel_values: {}, channel_versions: {}, versions_seen: {} };
  export const put = () =>
    saver.put({ configurable: { thread_id: "t", checkpoint_ns: "" } }, CHECKPOINT, { source: "input", step: -1, parents: {} }, {});`;

/** What `before` was in the guest that this job got. */
async function markIn(given: Job, act: (guest: Awaited<ReturnType<typeof guests.open>>) => unknown = () => undefined) {
  await using guest = await guests.open(given, signal);
  const { before } = (await guest.root.module("main.ts")) as { before: string };
  await act(guest);
  return before;
}

test("the next submission goes on in the same guest, with modules and databases of its own", async () => {
  const opens = `${STORES}
    export let count = 0;
    export const add = () => ++count;
    ${MARK}`;
  const seen = [];
  for (let round = 0; round < 2; round++) {
    await using guest = await guests.open(job(`${opens}\n// ${round}`), signal);
    const main: any = await guest.root.module("main.ts");
    seen.push({ before: main.before, add: await main.add(), threads: await main.threads() });
    await main.put();
    expect(await main.threads()).toBe(1);
  }
  expect(seen).toEqual([
    { before: "new", add: 1, threads: 0 },
    { before: "used", add: 1, threads: 0 },
  ]);
});

test("other libraries or bounds are another guest's", async () => {
  const narrow = job(MARK, {});
  expect(await markIn(narrow)).toBe("new");
  expect(await markIn(narrow)).toBe("used");
  expect(await markIn({ ...narrow, outputBytes: 1_234 })).toBe("new");
});

test("a guest that was killed, or ended by itself, serves no other submission", async () => {
  const imports: ImportTable = { "@langchain/langgraph": { only: ["END"] } };
  const plain = job(MARK, imports);
  expect(await markIn(plain, (guest) => guest.kill())).toBe("new");
  expect(await markIn(plain)).toBe("new");
  const leaves = job(`${MARK} export const leave = () => process.exit(3);`, imports);
  const left = markIn(leaves, async (guest) => {
    const { leave } = (await guest.root.module("main.ts")) as { leave(): Promise<void> };
    await leave().catch(() => undefined);
    await guest.ended;
  });
  expect(await left).toBe("used");
  expect(await markIn(plain)).toBe("new");
});

test("a restart goes on in another guest over what was stored; both are cut off and serve the next submissions", async () => {
  const main = `${STORES}
    let left = null;
    export const keep = (tell) => { left = tell; };
    export const tell = () => left("late");
    export let count = 0;
    export const add = () => ++count;
    export const guest = (globalThis.guestNumber ??= Math.random());
    ${MARK}`;
  const told: string[] = [];
  const numbers: number[][] = [];
  for (const before of ["new", "used"]) {
    await using guest = await guests.open({ ...job(main), outputBytes: 2_222 }, signal);
    const first: any = await guest.root.module("main.ts");
    expect([first.before, await first.threads(), await first.add()]).toEqual([before, 0, 1]);
    await first.put();
    await first.keep((text: string) => void told.push(text));
    await guest.restart(signal);
    // Whoever still holds something of the life before holds nothing.
    await expect(first.tell()).rejects.toThrow();
    const second: any = await guest.root.module("main.ts");
    expect([second.before, await second.threads(), await second.add()]).toEqual([before, 1, 1]);
    expect(second.guest).not.toBe(first.guest);
    numbers.push([first.guest, second.guest]);
  }
  expect(numbers[1]!.toSorted()).toEqual(numbers[0]!.toSorted());
  expect(told).toEqual([]);
});

test("one that ended after a restart serves no other submission; the one before it does", async () => {
  const imports: ImportTable = { "@langchain/langgraph": { only: ["Command"] } };
  const leaves = job(`${MARK} export const leave = () => process.exit(3);`, imports);
  await markIn(leaves, async (guest) => {
    await guest.restart(signal);
    const { leave } = (await guest.root.module("main.ts")) as { leave(): Promise<void> };
    await leave().catch(() => undefined);
    await guest.ended;
  });
  await using one = await guests.open(leaves, signal);
  await using other = await guests.open(leaves, signal);
  expect(((await one.root.module("main.ts")) as { before: string }).before).toBe("used");
  expect(((await other.root.module("main.ts")) as { before: string }).before).toBe("new");
});

test("one that was restarted often has one other beside it, and both serve the next submissions", async () => {
  const imports: ImportTable = { "@langchain/langgraph": { only: ["Send"] } };
  const plain = job(MARK, imports);
  await markIn(plain, async (guest) => {
    for (let n = 0; n < 3; n++) {
      await guest.restart(signal);
      expect(((await guest.root.module("main.ts")) as { before: string }).before).toBe("new");
    }
  });
  await using _one = await guests.open(plain, signal);
  await using other = await guests.open(plain, signal);
  expect(((await other.root.module("main.ts")) as { before: string }).before).toBe("used");
});

test("where no other guest starts, the one that was to be restarted serves one submission at a time", async () => {
  let opened = 0;
  await using poor = new ReusedGuests({
    ...{ name: inner.name, isolation: inner.isolation, tier: inner.tier, provides: inner.provides },
    start: (...given) => inner.start(...given),
    open: (...given) => (opened++ === 1 ? Promise.reject(new Error("no processes left")) : inner.open(...given)),
    [Symbol.asyncDispose]: async () => {},
  });
  const plain = job(MARK, { "@langchain/langgraph": { only: ["interrupt"] } });
  {
    await using guest = await poor.open(plain, signal);
    await guest.root.module("main.ts");
    await expect(guest.restart(signal)).rejects.toThrow("no processes left");
  }
  await using one = await poor.open(plain, signal);
  await using other = await poor.open(plain, signal);
  expect(((await one.root.module("main.ts")) as { before: string }).before).toBe("used");
  expect(((await other.root.module("main.ts")) as { before: string }).before).toBe("new");
});

describe("guests that cost nothing", () => {
  let opened = 0;
  let killed = 0;
  /** As much of a guest as is asked here. */
  const free = () => {
    opened += 1;
    const guest = { scope: () => ({ end() {} }), goOn: async () => {}, ended: new Promise(() => {}) };
    return Promise.resolve({ ...guest, kill: async () => void (killed += 1) } as unknown as Guest);
  };
  const runtime = () => new ReusedGuests({ ...inner, open: free, start: async () => {} } as ExerciseRuntime);
  const nothing: Job = { modules: [], libraries: {}, needs: [], outputBytes: 1 };
  beforeEach(() => {
    opened = killed = 0;
  });

  test("at most four of them wait, and those that have waited longest go", async () => {
    const reused = runtime();
    const lent = await Promise.all(Array.from({ length: 6 }, () => reused.open(nothing, signal)));
    for (const guest of lent) await guest[Symbol.asyncDispose]();
    expect([opened, killed]).toEqual([6, 2]);
    await reused[Symbol.asyncDispose]();
    expect(killed).toBe(6);
  });

  test("each serves fifty submissions and no more", async () => {
    const reused = runtime();
    for (let n = 1; n <= 50; n++) await (await reused.open(nothing, signal))[Symbol.asyncDispose]();
    expect([opened, killed]).toEqual([1, 1]);
    await (await reused.open(nothing, signal))[Symbol.asyncDispose]();
    expect([opened, killed]).toEqual([2, 1]);
  });
});

test("two at a time are in two guests", async () => {
  const imports: ImportTable = { "@langchain/langgraph": { only: ["START"] } };
  await using first = await guests.open(job(MARK, imports), signal);
  await using second = await guests.open(job(MARK, imports), signal);
  expect(((await first.root.module("main.ts")) as { before: string }).before).toBe("new");
  expect(((await second.root.module("main.ts")) as { before: string }).before).toBe("new");
});
