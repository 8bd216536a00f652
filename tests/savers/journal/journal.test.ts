// What a journal writes and when: group commit, snapshots, what came meanwhile, what a new journal begins with.
import { expect, test } from "vitest";
import { openDatabase, type SaverError, SqlJsSaver, SqlJsStore } from "@forkpoint/savers";
import { SCHEMA_VERSION } from "@forkpoint/savers/schema";
import { chat, close, contentOf, openWith, reopened, sqlJs, thread, writeOne } from "./journal-at-hand.ts";
import { type DiskCall, MemoryDisk } from "./memory-disk.ts";

const flushes = (disk: MemoryDisk) => disk.calls.filter(({ kind }) => kind === "flush").length;

test("calls made in one turn share one flush; calls that wait for each other have one each", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const saver = await openWith(journal);
  const before = flushes(disk);
  await Promise.all(Array.from({ length: 50 }, (_, n) => writeOne(saver, `together-${n}`)));
  expect(flushes(disk) - before).toBe(1);
  for (let n = 0; n < 5; n += 1) await writeOne(saver, `alone-${n}`);
  expect(flushes(disk) - before).toBe(6);
  await close(saver, journal);
  expect((await reopened(disk)).replayed).toBe(55 + SCHEMA_VERSION);
});

test("a call resolves after its flush and not before", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const saver = await openWith(journal);
  const gate = Promise.withResolvers<void>();
  const atGate = Promise.withResolvers<void>();
  disk.before = ({ kind }) => {
    if (kind !== "flush") return;
    atGate.resolve();
    return gate.promise;
  };
  let isDone = false;
  const writing = writeOne(saver, "slow").then(() => (isDone = true));
  const flushing = saver.flush();
  await atGate.promise;
  expect({ isDone, waiting: journal.stats().waiting, appends: journal.stats().appends }).toMatchObject({
    isDone: false,
  });
  gate.resolve();
  await Promise.all([writing, flushing]);
  await close(saver, journal);
});

test("flush does not wait for what is committed after it was called", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const saver = await openWith(journal);
  const done: string[] = [];
  const first = writeOne(saver, "first").then(() => done.push("first"));
  const gate = Promise.withResolvers<void>();
  let writes = 0;
  disk.before = ({ kind }) => {
    if (kind === "write" && (writes += 1) === 2) return gate.promise;
  };
  await first;
  const second = writeOne(saver, "second").then(() => done.push("second"));
  await first;
  expect(done).toEqual(["first"]);
  gate.resolve();
  await second;
  expect(done).toEqual(["first", "second"]);
  await close(saver, journal);
});

test("the text of a statement is in the log once, however often it runs", async () => {
  const disk = new MemoryDisk();
  const text = "INSERT INTO v VALUES (?) -- a text to be found";
  for (const round of [0, 1]) {
    const journal = disk.journal();
    const database = await openDatabase({ sqlJs, journal });
    database.script("CREATE TABLE IF NOT EXISTS v (value)");
    for (let n = 0; n < 20; n += 1) {
      database.run(text, [round * 20 + n]);
      await database.settled();
    }
    database.close();
    await journal.close();
  }
  expect(Buffer.from(disk.contents[0]).toString("latin1").split(text)).toHaveLength(2);
  const again = await openDatabase({ sqlJs, journal: disk.journal() });
  expect(again.rows("SELECT value FROM v").flat()).toEqual(Array.from({ length: 40 }, (_, n) => n));
  again.close();
});

test("a snapshot is taken above the limit of commits, and opening replays what came after it only", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal({ commits: 10 });
  const saver = await openWith(journal);
  for (let n = 0; n < 25; n += 1) await writeOne(saver, `${n}`);
  const { snapshots, logCommits, snapshotBytes } = journal.stats();
  // The commit that finds the log too long is in the snapshot.
  expect({ snapshots, logCommits }).toEqual({ snapshots: 2, logCommits: 3 + 25 - 12 * 2 + SCHEMA_VERSION - 3 });
  expect(snapshotBytes).toBeGreaterThan(4_096);
  const content = contentOf(saver.database);
  await close(saver, journal);
  expect(await reopened(disk)).toEqual({ content, replayed: logCommits, tornBytes: 0 });
});

test("a snapshot is taken above the limit of bytes, or of half the last snapshot where that is more", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal({ bytes: 100_000 });
  const saver = await openWith(journal);
  const lengths: number[] = [];
  let last = 0;
  for (let n = 0; n < 120; n += 1) {
    await writeOne(saver, `${n}`, "x".repeat(10_000));
    const { snapshots, logBytes } = journal.stats();
    if (snapshots > lengths.length) lengths.push(last);
    last = logBytes;
  }
  expect(lengths.length).toBeGreaterThan(2);
  expect(lengths.length).toBeLessThan(9);
  expect(lengths[0]).toBeGreaterThan(100_000);
  expect(lengths[0]).toBeLessThan(120_000);
  expect(lengths.at(-1)).toBeGreaterThan(200_000);
  await close(saver, journal);
});

test("reopening after 1,000 commits replays them; one more and it reads a snapshot instead", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const saver = await openWith(journal);
  await Promise.all(Array.from({ length: 1_000 - SCHEMA_VERSION }, (_, n) => writeOne(saver, `${n}`)));
  const content = contentOf(saver.database);
  await close(saver, journal);
  expect(await reopened(disk)).toMatchObject({ content, replayed: 1_000 });
  const again = disk.journal();
  const more = await openWith(again);
  await writeOne(more, "1,001");
  await writeOne(more, "1,002");
  await close(more, again);
  expect((await reopened(disk)).replayed).toBe(0);
});

test("commits that arrive while a snapshot is being written are kept once", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal({ commits: 8 });
  const saver = await openWith(journal);
  saver.database.script("CREATE TABLE numbers (n INTEGER)");
  const insert = (n: number) => saver.database.run("INSERT INTO numbers VALUES (?)", [n]);
  let n = 0;
  // Two commits in the middle of every call to the disk that belongs to a snapshot.
  disk.before = async (call: DiskCall) => {
    const isSnapshot = call.kind === "truncate" || call.file === "header" || (call.kind === "write" && call.at === 0);
    if (!isSnapshot || n > 200) return;
    insert((n += 1));
    await Promise.resolve();
    insert((n += 1));
  };
  for (let round = 0; round < 40; round += 1) {
    insert((n += 1));
    // And in the turns of the event loop around the moment at which the database is exported.
    const later = new Promise<void>((resume) =>
      setImmediate(() => {
        insert((n += 1));
        setImmediate(() => resume(insert((n += 1)) && undefined));
      }),
    );
    await saver.flush();
    await later;
  }
  await saver.flush();
  const { snapshots } = journal.stats();
  expect(snapshots).toBeGreaterThan(3);
  await close(saver, journal);
  const again = await openWith(disk.journal());
  expect(again.database.rows("SELECT n FROM numbers ORDER BY rowid").flat()).toEqual(
    Array.from({ length: n }, (_, at) => at + 1),
  );
  again.close();
});

test("every value that SQLite has comes back as it was", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const database = await openDatabase({ sqlJs, journal });
  database.script("CREATE TABLE v (value)");
  const numbers = [0, -0, 1, -1, 127, 128, 2 ** 31, -(2 ** 31), 2 ** 32 - 1, 2 ** 32, 2 ** 53, -(2 ** 53), 0.1, -1e300];
  const texts = ["", "a\0b", "ünïcödé 🙂", "\u2028", "\ufeffx", "a\ud800b\udc00", "x".repeat(100_000)];
  const blobs = [new Uint8Array(), new Uint8Array([0, 255, 1]), new Uint8Array(200_000).fill(7)];
  for (const value of [null, ...numbers, ...texts, ...blobs]) database.run("INSERT INTO v VALUES (?)", [value]);
  const typed = "SELECT typeof(value), value, hex(value) FROM v ORDER BY rowid";
  const before = database.rows(typed);
  await database.settled();
  database.close();
  await journal.close();
  const again = await openDatabase({ sqlJs, journal: disk.journal() });
  expect(again.rows(typed)).toEqual(before);
  again.close();
});

test("bytes that the caller changes after the commit are kept as they were", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const database = await openDatabase({ sqlJs, journal });
  const bytes = new Uint8Array([1, 2, 3]);
  database.script("CREATE TABLE v (value)");
  database.run("INSERT INTO v VALUES (?)", [bytes]);
  bytes.fill(9);
  database.close();
  await journal.close();
  const again = await openDatabase({ sqlJs, journal: disk.journal() });
  expect(again.rows("SELECT hex(value) FROM v")).toEqual([["010203"]]);
  again.close();
});

test("commits that arrive while an append is failing come after those that failed", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const database = await openDatabase({ sqlJs, journal });
  database.script("CREATE TABLE v (value)");
  await database.settled();
  disk.before = async () => {
    database.run("INSERT INTO v VALUES ('while failing')");
    throw Object.assign(new Error("no room"), { code: "ENOSPC" });
  };
  database.run("INSERT INTO v VALUES ('failed')");
  await expect(database.settled()).rejects.toMatchObject({ code: "STORAGE_FULL" });
  disk.before = () => undefined;
  await database.settled();
  database.close();
  await journal.close();
  const again = await openDatabase({ sqlJs, journal: disk.journal() });
  expect(again.rows("SELECT value FROM v").flat().slice(0, 2)).toEqual(["failed", "while failing"]);
  again.close();
});

test("a commit that cannot be replayed is refused, and none of it is in what is offered", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const database = await openDatabase({ sqlJs, journal });
  database.script("CREATE TABLE v (value)");
  const insert = { sql: "INSERT INTO v VALUES (1)", params: [] };
  journal.committed([insert]);
  journal.committed([insert, { sql: "INSERT INTO nowhere VALUES (1)", params: [] }]);
  journal.committed([insert]);
  await journal.settled();
  database.close();
  await journal.close();
  const { contents } = disk;
  const opening = openDatabase({ sqlJs, journal: disk.journal(), name: "desk" });
  const error = (await opening.catch((reason: unknown) => reason)) as SaverError;
  expect(error).toMatchObject({
    code: "JOURNAL_DAMAGED",
    message: expect.stringMatching(/"desk".*commit \d+ after its snapshot/),
  });
  expect(String(error.cause)).toContain("no such table: nowhere");
  const rescued = await openDatabase({ sqlJs, bytes: error.rescue!() });
  expect(rescued.rows("SELECT value FROM v")).toEqual([[1]]);
  rescued.close();
  expect(disk.contents).toEqual(contents);
});

test("what a crash left of an append is gone after the next one, however short", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const saver = await openWith(journal);
  await writeOne(saver, "long", "x".repeat(50_000));
  await close(saver, journal);
  const torn = new MemoryDisk({ ...disk.contents, "0": disk.contents[0].slice(0, -1) });
  const again = torn.journal();
  const next = await openWith(again);
  expect(again.stats().tornBytes).toBeGreaterThan(50_000);
  await writeOne(next, "short");
  expect(torn.contents[0].length).toBe(again.stats().logBytes);
  await close(next, again);
  expect(await reopened(torn)).toMatchObject({ tornBytes: 0, replayed: 1 + SCHEMA_VERSION });
});

test("what was rolled back is not in the journal", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const database = await openDatabase({ sqlJs, journal });
  database.script("CREATE TABLE v (value)");
  database.transaction(() => {
    database.run("INSERT INTO v VALUES (1)");
    expect(() =>
      database.transaction(() => {
        database.run("INSERT INTO v VALUES (2)");
        throw new Error("no");
      }),
    ).toThrow("no");
    database.run("INSERT INTO v VALUES (3)");
  });
  database.close();
  await journal.close();
  const again = await openDatabase({ sqlJs, journal: disk.journal() });
  expect(again.rows("SELECT value FROM v")).toEqual([[1], [3]]);
  again.close();
});

test("a saver, a store and other tables share one journal, and a transaction over several is one commit", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const database = await openDatabase({ sqlJs, journal });
  const saver = new SqlJsSaver(database);
  const store = new SqlJsStore(database);
  database.script("CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT)");
  await chat(saver).invoke({ said: ["hi"] }, thread("t"));
  const told = journal.stats().logCommits;
  database.transaction(() => {
    database.run("INSERT INTO notes VALUES (?, ?)", ["a", "1"]);
    database.run("INSERT INTO notes VALUES (?, ?)", ["b", "2"]);
  });
  await database.settled();
  expect(journal.stats().logCommits).toBe(told + 1);
  await store.put(["users", "ann"], "name", { is: "Ann" });
  // The call itself waits for the disk.
  expect(journal.stats()).toMatchObject({ waiting: 0, logCommits: told + 2 });
  await saver.deleteThread("nobody");
  const content = contentOf(database);
  database.close();
  await journal.close();
  expect((await reopened(disk)).content).toBe(content);
  const again = disk.journal();
  const later = await openDatabase({ sqlJs, journal: again });
  expect((await new SqlJsStore(later).get(["users", "ann"], "name"))?.value).toEqual({ is: "Ann" });
  expect((await chat(new SqlJsSaver(later)).getState(thread("t"))).values).toMatchObject({ turns: 1 });
  later.close();
  await again.close();
});
