// Guests that go on: nothing of a submission's own reaches the next one, and a guest that has ended serves no other.
import { afterAll, expect, test } from "vitest";
import { compile, librariesFor } from "../../src/compile/compile.ts";
import type { ImportTable } from "../../src/course/model.ts";
import { ReusedGuests } from "../../src/runtimes/reuse-guests.ts";
import type { Job } from "../../src/runtimes/runtime.ts";
import { nodeRuntime, readKernel } from "../node-grading.ts";
import { LIMITS } from "./fixture.ts";

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
  return { modules: compiled.modules, libraries, limits: LIMITS, needs: [], outputBytes: LIMITS.outputBytes };
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

test("other libraries or limits are another guest's", async () => {
  const narrow = job(MARK, {});
  expect(await markIn(narrow)).toBe("new");
  expect(await markIn(narrow)).toBe("used");
  expect(await markIn({ ...narrow, limits: { ...LIMITS, testMs: 1_234 } })).toBe("new");
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

test("a restart is a new guest over what was stored; the warm one is cut off and serves the next submission", async () => {
  const limits = { ...LIMITS, testMs: 2_222 };
  const main = `${STORES}
    let left = null;
    export const keep = (tell) => { left = tell; };
    export const tell = () => left("late");
    export const guest = (globalThis.guestNumber ??= Math.random());
    ${MARK}`;
  const told: string[] = [];
  let warm: number;
  {
    await using guest = await guests.open({ ...job(main), limits }, signal);
    const first: any = await guest.root.module("main.ts");
    warm = first.guest;
    await first.put();
    await first.keep((text: string) => void told.push(text));
    await guest.restart(signal);
    // Whoever still holds something of the life before holds nothing.
    await expect(first.tell()).rejects.toThrow();
    const second: any = await guest.root.module("main.ts");
    expect([second.before, await second.threads()]).toEqual(["new", 1]);
    expect(second.guest).not.toBe(warm);
  }
  await using next = await guests.open({ ...job(main), limits }, signal);
  const third: any = await next.root.module("main.ts");
  expect([third.guest, await third.threads()]).toEqual([warm, 0]);
  expect(told).toEqual([]);
});

test("two at a time are in two guests", async () => {
  const imports: ImportTable = { "@langchain/langgraph": { only: ["START"] } };
  await using first = await guests.open(job(MARK, imports), signal);
  await using second = await guests.open(job(MARK, imports), signal);
  expect(((await first.root.module("main.ts")) as { before: string }).before).toBe("new");
  expect(((await second.root.module("main.ts")) as { before: string }).before).toBe("new");
});
