// A log that was cut anywhere opens as a prefix of its commits; one that was changed in the middle is refused, and what is before
// the change is offered.
import { beforeAll, expect, test } from "vitest";
import { type Change, type SaverError, SqlJsSaver } from "@forkpoint/savers";
import type { JournalContents } from "../../../src/savers/open-database.ts";
import { chat, close, contentOf, noteCommits, openWith, reopened, sqlJs, thread } from "./journal-at-hand.ts";
import { appendsIn, type Contents, MemoryDisk } from "./memory-disk.ts";

interface Recorded {
  readonly contents: Contents;
  /** The slot that holds, and how many bytes of it are a snapshot. */
  readonly slot: "0" | "1";
  readonly snapshotBytes: number;
  /** What the log holds, commit by commit, and the database before the first and after each of them. */
  readonly commits: readonly (readonly Change[])[];
  readonly states: readonly string[];
}

/** Two turns of a chat graph; with a snapshot, it is taken after the first. */
async function record(withSnapshot: boolean): Promise<Recorded> {
  const disk = new MemoryDisk();
  const first = disk.journal(withSnapshot ? { commits: 2 } : {});
  const saver = await openWith(first);
  const noted = noteCommits(saver, first);
  await chat(saver).invoke({ said: ["one"] }, { ...thread("t"), durability: "sync" });
  await close(saver, first);
  const second = disk.journal();
  const again = await openWith(second);
  const more = noteCommits(again, second);
  const { snapshotBytes, logCommits } = second.stats();
  await chat(again).invoke({ said: ["two"] }, { ...thread("t"), durability: "sync" });
  await close(again, second);
  const all = [...noted.commits, ...more.commits];
  const states = [...noted.contents, ...more.contents.slice(1)];
  const inLog = second.stats().logCommits;
  expect(inLog).toBe(logCommits + more.commits.length);
  const slot = disk.contents[0].length > 0 ? "0" : "1";
  return withSnapshot
    ? { contents: disk.contents, slot, snapshotBytes, commits: all.slice(-inLog), states: states.slice(-inLog - 1) }
    : { contents: disk.contents, slot, snapshotBytes, commits: all, states };
}

const recorded = new Map<string, Recorded>();
beforeAll(async () => {
  recorded.set("a chat's log", await record(false));
  recorded.set("a log after a snapshot", await record(true));
});
const names = ["a chat's log", "a log after a snapshot"] as const;

async function load({ contents }: { contents: Partial<Contents> }): Promise<JournalContents & { tornBytes: number }> {
  const journal = new MemoryDisk(contents).journal();
  const loaded = await journal.load();
  const { tornBytes } = journal.stats();
  await journal.close();
  return { ...loaded, tornBytes };
}

test.each(names)("%s cut at every byte gives a prefix of the commits", async (name) => {
  const { contents, slot, snapshotBytes, commits } = recorded.get(name)!;
  const whole = contents[slot];
  const schemaCommits = (await load({ contents })).commits as readonly unknown[];
  const before = schemaCommits.length - commits.length;
  expect(whole.length - snapshotBytes).toBeGreaterThan(2_000);
  expect(before).toBe(name === names[0] ? 3 : 0);
  const counts = new Set<number>();
  for (let length = snapshotBytes; length <= whole.length; length += 1) {
    const cut = await load({ contents: { ...contents, [slot]: whole.subarray(0, length) } });
    const kept = [...cut.commits];
    if (cut.damage !== undefined) expect.fail(`cut to ${length} bytes: ${cut.damage}`);
    if (kept.length < Math.max(0, ...counts))
      expect.fail(`cut to ${length} bytes: fewer commits than in a shorter log`);
    if (counts.has(kept.length)) continue;
    counts.add(kept.length);
    expect(kept).toEqual(schemaCommits.slice(0, kept.length));
    expect(kept.slice(before)).toEqual(commits.slice(0, Math.max(0, kept.length - before)));
  }
  // Awaited one by one, each commit has an append of its own; putWrites beside put may share one.
  expect(counts.size).toBeGreaterThan(commits.length / 2);
  expect(Math.max(...counts)).toBe(schemaCommits.length);
});

test.each(names)(
  "%s cut around each commit opens as the database was then, and can be written to again",
  async (name) => {
    const { contents, slot, snapshotBytes, states } = recorded.get(name)!;
    const whole = contents[slot];
    const seen = new Set<number>();
    let lastCount = -1;
    for (let length = snapshotBytes; length <= whole.length; length += 1) {
      const count = [...(await load({ contents: { ...contents, [slot]: whole.subarray(0, length) } })).commits].length;
      if (count === lastCount) continue;
      lastCount = count;
      for (const around of [length - 1, length]) {
        if (around < snapshotBytes || around > whole.length) continue;
        const disk = new MemoryDisk({ ...contents, [slot]: whole.subarray(0, around) });
        const { content } = await reopened(disk);
        // Cut before the whole schema is there, opening adds what is missing: the state before the first put.
        const at = states.indexOf(content);
        if (at === -1) expect.fail(`cut to ${around} bytes: a state that never was`);
        seen.add(at);
        const journal = disk.journal();
        const saver = await SqlJsSaver.open({ sqlJs, journal });
        await chat(saver).invoke({ said: ["after"] }, { ...thread("other"), durability: "sync" });
        const written = contentOf(saver.database);
        await close(saver, journal);
        expect(await reopened(disk)).toMatchObject({ content: written, tornBytes: 0 });
      }
    }
    expect(seen).toContain(0);
    expect(seen).toContain(states.length - 1);
    expect(seen.size).toBeGreaterThan(states.length / 2);
  },
);

test.each(names)(
  "%s with one byte changed anywhere is refused, unless the change is in the last append",
  async (name) => {
    const { contents, slot, snapshotBytes } = recorded.get(name)!;
    const whole = contents[slot];
    const all = [...(await load({ contents })).commits];
    let torn = 0;
    let damaged = 0;
    for (let at = snapshotBytes; at < whole.length; at += 3) {
      const changed = whole.slice();
      changed[at]! ^= 1 << (at % 8);
      const { commits, damage, tornBytes } = await load({ contents: { ...contents, [slot]: changed } });
      const kept = [...commits];
      if (damage === undefined) {
        torn += 1;
        // Only what was appended last may be missing, and it is known to be.
        if (tornBytes === 0 || at < whole.length - tornBytes) expect.fail(`byte ${at}: taken for torn`);
      } else damaged += 1;
      if (kept.length >= all.length) expect.fail(`byte ${at}: not noticed`);
    }
    expect(torn).toBeGreaterThan(20);
    expect(damaged).toBeGreaterThan(torn);
  },
);

async function refusal(contents: Partial<Contents>): Promise<{ error: SaverError; left: Contents; disk: MemoryDisk }> {
  const disk = new MemoryDisk(contents);
  const error = (await SqlJsSaver.open({ sqlJs, journal: disk.journal(), name: "desk" }).then(
    () => expect.fail("it opened"),
    (reason: unknown) => reason,
  )) as SaverError;
  return { error, left: disk.contents, disk };
}

test.each(names)(
  "a refusal of %s says where, changes nothing and offers the database up to the damage",
  async (name) => {
    const { contents, slot, snapshotBytes, states } = recorded.get(name)!;
    const changed = contents[slot].slice();
    const appends = appendsIn(changed, snapshotBytes);
    const which = appends.length >> 1;
    changed[appends[which]! + 30]! ^= 4;
    const { error, left, disk } = await refusal({ ...contents, [slot]: changed });
    expect(error).toMatchObject({ name: "SaverError", code: "JOURNAL_DAMAGED" });
    expect(error.message).toContain('"desk"');
    expect(error.message).toContain(`append ${which + 1} of its log, at byte ${appends[which]! - snapshotBytes} of `);
    expect(left).toEqual({ ...contents, [slot]: changed });
    const rescued = await SqlJsSaver.open({ sqlJs, bytes: error.rescue!() });
    const at = states.indexOf(contentOf(rescued.database));
    rescued.close();
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(states.length - 1);
    // The disk was let go of, so the next one gets the same answer and not "in use".
    await expect(SqlJsSaver.open({ sqlJs, journal: disk.journal() })).rejects.toMatchObject({
      code: "JOURNAL_DAMAGED",
    });
  },
);

test("a changed or shortened snapshot is refused, with what is left of it", async () => {
  const { contents, slot, snapshotBytes } = recorded.get(names[1])!;
  expect(snapshotBytes).toBeGreaterThan(4_096);
  for (const at of [0, 20, 5_000, snapshotBytes - 1]) {
    const changed = contents[slot].slice();
    changed[at]! ^= 1;
    const { error } = await refusal({ ...contents, [slot]: changed });
    expect(error).toMatchObject({ code: "JOURNAL_DAMAGED" });
    expect(error.message).toContain(`snapshot of ${snapshotBytes} bytes`);
    expect(error.rescue!().length).toBeGreaterThan(0);
  }
  for (const length of [0, 1, snapshotBytes - 1]) {
    const { error } = await refusal({ ...contents, [slot]: contents[slot].subarray(0, length) });
    expect(error).toMatchObject({ code: "JOURNAL_DAMAGED" });
    expect(error.message).toContain(`${length} of ${snapshotBytes} bytes`);
  }
});

test.each(names)("%s whose header is lost is refused, with the whole database on offer", async (name) => {
  const { contents, states } = recorded.get(name)!;
  for (const header of [new Uint8Array(), contents.header.map(() => 0), contents.header.subarray(0, 30)]) {
    const { error } = await refusal({ ...contents, header });
    expect(error).toMatchObject({ code: "JOURNAL_DAMAGED" });
    expect(error.message).toContain("header");
    const rescued = await SqlJsSaver.open({ sqlJs, bytes: error.rescue!() });
    expect(contentOf(rescued.database)).toBe(states.at(-1));
    rescued.close();
  }
});

test("a journal of a newer format is refused and left alone", async () => {
  const { contents } = recorded.get(names[0])!;
  const { crc32 } = await import("../../../src/savers/journal/checksum.ts");
  const header = contents.header.slice();
  const view = new DataView(header.buffer);
  view.setUint32(4, 2, true);
  view.setUint32(32, crc32(header.subarray(0, 32)), true);
  const { error, left } = await refusal({ ...contents, header });
  expect(error).toMatchObject({ code: "JOURNAL_NEWER" });
  expect(left).toEqual({ ...contents, header });
});

test("bytes that look like frames, stored as data, do not make a torn tail look like damage", async () => {
  const { contents, slot } = recorded.get(names[0])!;
  const disk = new MemoryDisk(contents);
  const journal = disk.journal();
  const saver = await openWith(journal);
  saver.database.script("CREATE TABLE files (bytes BLOB)");
  saver.database.run("INSERT INTO files VALUES (?)", [contents[slot]]);
  await close(saver, journal);
  const whole = disk.contents[slot];
  const { damage, tornBytes } = await load({
    contents: { ...disk.contents, [slot]: whole.subarray(0, whole.length - 1) },
  });
  expect(damage).toBeUndefined();
  expect(tornBytes).toBeGreaterThan(contents[slot].length);
});
