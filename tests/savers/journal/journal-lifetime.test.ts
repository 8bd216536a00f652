// A journal from its first bytes to its last: what it begins with, who may have it, what closing writes, what is told.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openDatabase, SqlJsSaver } from "@forkpoint/savers";
import { SCHEMA_VERSION } from "@forkpoint/savers/schema";
import { close, contentOf, openWith, reopened, sqlJs, writeOne } from "./journal-at-hand.ts";
import { MemoryDisk } from "./memory-disk.ts";

test("a new journal begins with the bytes that are given, before any commit", async () => {
  const start = await SqlJsSaver.open({ sqlJs });
  await writeOne(start, "from a file");
  const bytes = start.export();
  const content = contentOf(start.database);
  start.close();
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const saver = await openWith(journal, bytes);
  expect(journal.stats()).toMatchObject({ snapshots: 1, logCommits: 0 });
  expect((await reopened(new MemoryDisk(disk.contents))).content).toBe(content);
  await writeOne(saver, "more");
  const later = contentOf(saver.database);
  await close(saver, journal);
  // A journal that holds a database keeps it.
  const again = disk.journal();
  const kept = await openWith(again, bytes);
  expect(contentOf(kept.database)).toBe(later);
  await close(kept, again);
});

test("a new journal on a disk too full for the bytes that are given is no journal, and stays a new one", async () => {
  const start = await SqlJsSaver.open({ sqlJs });
  await writeOne(start, "from a file");
  const bytes = start.export();
  const content = contentOf(start.database);
  start.close();
  const disk = new MemoryDisk();
  disk.before = (call) => {
    if (call.kind === "write" && call.bytes.length > 1_000) throw Object.assign(new Error("full"), { code: "ENOSPC" });
  };
  await expect(openWith(disk.journal(), bytes)).rejects.toMatchObject({ code: "STORAGE_FULL" });
  disk.before = () => undefined;
  const journal = disk.journal();
  const saver = await openWith(journal, bytes);
  expect(contentOf(saver.database)).toBe(content);
  await close(saver, journal);
});

test("a migration is in the journal like any other commit", async () => {
  const bytes = readFileSync(path.join(import.meta.dirname, "../fixtures/schema-1.sqlite"));
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const saver = await openWith(journal, new Uint8Array(bytes));
  const content = contentOf(saver.database);
  expect(saver.database.row("PRAGMA user_version")).toEqual([SCHEMA_VERSION]);
  await close(saver, journal);
  expect((await reopened(disk)).content).toBe(content);
});

test("one journal is for one database at a time and says so", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const saver = await openWith(journal);
  await expect(openWith(journal)).rejects.toMatchObject({ code: "DATABASE_IN_USE" });
  await writeOne(saver, "still there");
  await close(saver, journal);
  expect((await reopened(disk)).replayed).toBe(1 + SCHEMA_VERSION);
});

test("closing writes what nobody waited for", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const database = await openDatabase({ sqlJs, journal });
  database.script("CREATE TABLE v (value)");
  database.close();
  await journal.close();
  expect((await reopened(disk)).replayed).toBe(1 + SCHEMA_VERSION);
});

test("a commit that could not be written by the time of closing is told to whoever still asks", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const database = await openDatabase({ sqlJs, journal });
  disk.before = () => {
    throw Object.assign(new Error("read-only"), { code: "EROFS" });
  };
  database.script("CREATE TABLE v (value)");
  database.close();
  await journal.close();
  await expect(database.settled()).rejects.toMatchObject({ code: "STORAGE_DENIED" });
  disk.before = () => undefined;
  expect((await reopened(disk)).replayed).toBe(SCHEMA_VERSION);
});

test("an error of the disk that has no name of its own keeps its cause", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const saver = await openWith(journal);
  const cause = new Error("the cable is out");
  disk.before = () => {
    throw cause;
  };
  await expect(writeOne(saver, "lost")).rejects.toMatchObject({ code: "STORAGE_FAILED", cause });
  disk.before = () => undefined;
  await close(saver, journal);
});
