// Crashes and failures at every call to the disk, in a run with snapshots: what was flushed is there, nothing half is seen.
import { beforeAll, expect, test } from "vitest";
import { SqlJsSaver } from "@forkpoint/savers";
import { chat, close, contentOf, noteCommits, openWith, reopened, sqlJs, thread } from "./journal-at-hand.ts";
import { type DiskCall, LOSSES, MemoryDisk } from "./memory-disk.ts";

interface Run {
  readonly disk: MemoryDisk;
  /** The database after each commit, from the first opening on. */
  readonly states: readonly string[];
  /** After so many calls of the disk, the first so many states were known to be flushed. */
  readonly flushed: readonly { readonly calls: number; readonly states: number }[];
  /** … and so many states had been reached in memory. */
  readonly reached: readonly { readonly calls: number; readonly states: number }[];
  readonly snapshots: number;
}

let run: Run;
beforeAll(async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal({ commits: 6 });
  const saver = await openWith(journal);
  const { contents: states } = noteCommits(saver, journal);
  const calls = () => disk.calls.length;
  const flushed = [{ calls: calls(), states: 1 }];
  const reached = [{ calls: calls(), states: 1 }];
  disk.before = () => void reached.push({ calls: calls(), states: states.length });
  for (const [turn, said] of ["one", "two", "three"].entries()) {
    await chat(saver).invoke({ said: [said] }, { ...thread("t"), durability: turn === 1 ? "sync" : "async" });
    await saver.flush();
    flushed.push({ calls: calls(), states: states.length });
    for (let n = 0; n < 4; n += 1) {
      await saver.putWrites({ configurable: { thread_id: "t", checkpoint_id: "9" } }, [["said", [n]]], `${turn}-${n}`);
      flushed.push({ calls: calls(), states: states.length });
    }
  }
  reached.push({ calls: calls(), states: states.length });
  run = { disk, states, flushed, reached, snapshots: journal.stats().snapshots };
  await close(saver, journal);
});

test.each(LOSSES)(
  "a crash at any call that loses %s of what was not flushed leaves a whole, late enough state",
  async (loss) => {
    const { disk, states, flushed, reached, snapshots } = run;
    expect(snapshots).toBeGreaterThan(3);
    expect(new Set(states).size).toBe(states.length);
    const found = new Set<number>();
    // Opening itself, the first calls, is in the next test.
    for (let calls = flushed[0]!.calls; calls <= disk.calls.length; calls += 1) {
      const atLeast = flushed.findLast((entry) => entry.calls <= calls)!.states;
      const atMost = reached.find((entry) => entry.calls >= calls)!.states;
      const { content } = await reopened(new MemoryDisk(disk.crashedAfter(calls, loss)));
      const state = states.indexOf(content) + 1;
      if (state === 0) expect.fail(`crash after call ${calls}: a state that never was`);
      if (state < atLeast) expect.fail(`crash after call ${calls}: state ${state}, but ${atLeast} was flushed`);
      if (state > atMost) expect.fail(`crash after call ${calls}: state ${state}, but only ${atMost} was reached`);
      found.add(state);
    }
    expect(found.size).toBeGreaterThan(states.length / 2);
  },
);

test.each(LOSSES)("a crash while a new journal is made, losing %s, leaves one that opens", async (loss) => {
  const { disk, states, flushed } = run;
  for (let calls = 0; calls <= flushed[0]!.calls; calls += 1)
    expect((await reopened(new MemoryDisk(disk.crashedAfter(calls, loss)))).content).toBe(states[0]);
});

/** The run of above, with a disk that fails at some calls; every error of a put is one of storage. */
async function runWithFailures(fails: (call: DiskCall, index: number) => boolean) {
  const disk = new MemoryDisk();
  const journal = disk.journal({ commits: 6 });
  const saver = await openWith(journal);
  const { contents: states } = noteCommits(saver, journal);
  let index = 0;
  let failures = 0;
  disk.before = (call) => {
    index += 1;
    if (!fails(call, index)) return;
    failures += 1;
    throw Object.assign(new Error("no room"), { code: "ENOSPC" });
  };
  const flushed = [{ calls: disk.calls.length, states: 1 }];
  for (let n = 0; n < 24; n += 1) {
    const write = saver.putWrites({ configurable: { thread_id: "t", checkpoint_id: "9" } }, [["said", n]], `task-${n}`);
    await write.then(
      () => flushed.push({ calls: disk.calls.length, states: states.length }),
      (error: unknown) => expect(error).toMatchObject({ code: "STORAGE_FULL" }),
    );
  }
  return { disk, journal, saver, states, flushed, failures, calls: index };
}

test("a disk that fails once, at any call, loses nothing: the next flush writes all, in order", async () => {
  const { calls } = await runWithFailures(() => false);
  expect(calls).toBeGreaterThan(50);
  for (let at = 1; at <= calls; at += 1) {
    const { disk, journal, saver, states, failures } = await runWithFailures((_, index) => index === at);
    expect(failures).toBe(1);
    await saver.flush();
    // Not even by a crash right after the flush.
    const { content } = await reopened(new MemoryDisk(disk.crashedAfter(disk.calls.length, "all of them")));
    if (content !== states.at(-1)) expect.fail(`failure at call ${at}, then a crash: not the last state`);
    await close(saver, journal);
  }
});

test("a disk that fails at a call of the header and then crashes, whenever and however, keeps what was flushed", async () => {
  const kinds: { kind: DiskCall["kind"]; index: number }[] = [];
  await runWithFailures((call, index) => {
    if (call.file === "header") kinds.push({ kind: call.kind, index });
    return false;
  });
  expect(kinds.filter(({ kind }) => kind === "flush").length).toBeGreaterThan(2);
  for (const { index: failing } of kinds.slice(0, 4)) {
    const { disk, states, flushed } = await runWithFailures((_, index) => index === failing);
    for (let calls = failing; calls < Math.min(failing + 16, disk.calls.length); calls += 1)
      for (const loss of LOSSES) {
        const { content } = await reopened(new MemoryDisk(disk.crashedAfter(calls + flushed[0]!.calls, loss)));
        const state = states.indexOf(content) + 1;
        const atLeast = flushed.findLast((entry) => entry.calls <= calls + flushed[0]!.calls)!.states;
        if (state < atLeast)
          expect.fail(
            `failed at ${failing}, crashed after ${calls} losing ${loss}: ${state}, but ${atLeast} was flushed`,
          );
      }
  }
});

test("a disk that fails at every third, fifth or seventh call and then crashes keeps what was flushed", async () => {
  for (const period of [3, 5, 7]) {
    const { disk, states, flushed, failures } = await runWithFailures((_, index) => index % period === 0);
    expect(failures).toBeGreaterThan(5);
    for (let calls = flushed[0]!.calls; calls <= disk.calls.length; calls += 1) {
      const loss = LOSSES[calls % LOSSES.length]!;
      const { content } = await reopened(new MemoryDisk(disk.crashedAfter(calls, loss)));
      const state = states.indexOf(content) + 1;
      const atLeast = flushed.findLast((entry) => entry.calls <= calls)!.states;
      if (state < atLeast)
        expect.fail(`every ${period}, crashed after ${calls} losing ${loss}: ${state} of ${atLeast}`);
    }
  }
});

test("a first snapshot whose header could not be flushed is written again without a moment of damage", async () => {
  const start = await SqlJsSaver.open({ sqlJs });
  const disk = new MemoryDisk();
  const journal = disk.journal();
  await journal.load();
  const before = disk.calls.length;
  let failures = 0;
  disk.before = (call) => {
    if (call.file !== "header" || call.kind !== "flush" || (failures += 1) > 1) return;
    throw new Error("the disk hiccuped");
  };
  journal.begin(start.database, true);
  await expect(journal.settled()).rejects.toMatchObject({ code: "STORAGE_FAILED" });
  await journal.settled();
  expect(failures).toBeGreaterThan(1);
  for (let calls = before; calls <= disk.calls.length; calls += 1)
    for (const loss of LOSSES) {
      const { damage } = await new MemoryDisk(disk.crashedAfter(calls, loss)).journal().load();
      if (damage !== undefined) expect.fail(`crash after call ${calls} losing ${loss}: ${damage}`);
    }
  await journal.close();
  start.close();
});

test("a disk that stays full refuses every put by code, and what it holds stays the last good state", async () => {
  let isFull = false;
  const { disk, journal, saver, states } = await runWithFailures(() => isFull);
  const good = states.length - 1;
  isFull = true;
  disk.before = (call) => {
    if (call.kind === "write") throw Object.assign(new Error("no room"), { code: "ENOSPC" });
  };
  for (const task of ["a", "b", "c"]) {
    const write = saver.putWrites({ configurable: { thread_id: "t", checkpoint_id: "9" } }, [["said", 1]], task);
    await expect(write).rejects.toMatchObject({ name: "SaverError", code: "STORAGE_FULL", message: /make room/ });
  }
  expect(journal.stats().waiting).toBe(3);
  expect((await reopened(new MemoryDisk(disk.contents))).content).toBe(states[good]);
  // Memory works on, and knows what the disk does not.
  expect(contentOf(saver.database)).toBe(states[good + 3]);
  disk.before = () => undefined;
  await saver.flush();
  expect(journal.stats().waiting).toBe(0);
  await close(saver, journal);
  expect((await reopened(disk)).content).toBe(states[good + 3]);
});

test("a snapshot that finds no room is put off, and commits go on into the log", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal({ commits: 3, bytes: 1_000 });
  const saver = await openWith(journal);
  let tried = 0;
  disk.before = (call) => {
    if (call.kind !== "write" || call.bytes.length < 20_000) return;
    tried += 1;
    throw Object.assign(new Error("no room"), { name: "QuotaExceededError" });
  };
  for (let n = 0; n < 200; n += 1)
    await saver.putWrites({ configurable: { thread_id: "t", checkpoint_id: "9" } }, [["said", "x".repeat(50)]], `${n}`);
  const { snapshots, logCommits } = journal.stats();
  expect({ snapshots, logCommits }).toEqual({ snapshots: 0, logCommits: 203 });
  // Not with every commit: each try writes the whole database.
  expect(tried).toBeGreaterThan(1);
  expect(tried).toBeLessThan(100);
  const content = contentOf(saver.database);
  await close(saver, journal);
  const again = await SqlJsSaver.open({ sqlJs, journal: new MemoryDisk(disk.contents).journal() });
  expect(contentOf(again.database)).toBe(content);
  again.close();
});
