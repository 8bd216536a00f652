// The rounds of the journal bench, the same in Node and in a browser's worker: commits that are flushed by a journal beside commits
// after each of which the whole database is exported and written, and the opening of a long log.
import type { SqlJsStatic } from "sql.js";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Journal } from "@forkpoint/savers/journal";
import { at, idOf, put } from "../../src/conformance/contracts/saver/saver-calls.ts";

/** Where a journal is kept, and where a whole export goes, durably, over the one before. */
export interface Place {
  journal(): Journal;
  keep(bytes: Uint8Array): Promise<void>;
}

/** All in milliseconds, except where it says bytes or commits. */
export interface JournalTimes {
  readonly flushed: readonly number[];
  readonly exported: readonly number[];
  /** A commit that stays in memory: what the other two contain. */
  readonly unkept: readonly number[];
  /** The mean of so many commits in a row that one snapshot falls among them. */
  readonly withSnapshot: number;
  readonly reopened: readonly number[];
  readonly replayed: number;
  readonly databaseBytes: number;
  readonly logBytes: number;
}

const DATABASE_BYTES = 10_000_000;
const COMMITS = 20;
const LOG_COMMITS = 1_000;
let n = 0;

export async function timeJournal(sqlJs: SqlJsStatic, place: Place, rounds: number): Promise<JournalTimes> {
  const bytes = await filledDatabase(sqlJs);
  const journal = place.journal();
  const journaled = await SqlJsSaver.open({ sqlJs, journal, bytes });
  const plain = await SqlJsSaver.open({ sqlJs, bytes });
  const flushed: number[] = [];
  const exported: number[] = [];
  const unkept: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const flushMs = (await timed(() => commits(journaled, COMMITS))) / COMMITS;
    const exportMs = await timed(async () => {
      await commits(plain, 1);
      await place.keep(plain.export());
    });
    const unkeptMs = (await timed(() => commits(plain, COMMITS))) / COMMITS;
    if (round < 0) continue;
    unkept.push(unkeptMs);
    flushed.push(flushMs);
    exported.push(exportMs);
  }
  plain.close();

  const before = journal.stats().snapshots;
  const inARow = LOG_COMMITS + COMMITS;
  const withSnapshot = (await timed(() => commits(journaled, inARow))) / inARow;
  if (journal.stats().snapshots !== before + 1) throw new Error("there was to be one snapshot among these commits");
  await commits(journaled, LOG_COMMITS - journal.stats().logCommits);
  const { logBytes } = journal.stats();
  journaled.close();
  await journal.close();

  const reopened: number[] = [];
  let replayed = 0;
  for (let round = 0; round < rounds; round += 1) {
    const again = place.journal();
    let saver: SqlJsSaver | undefined;
    reopened.push(
      await timed(async () => {
        saver = await SqlJsSaver.open({ sqlJs, journal: again });
      }),
    );
    replayed = again.stats().replayed;
    saver!.close();
    await again.close();
  }
  return { flushed, exported, unkept, withSnapshot, reopened, replayed, databaseBytes: bytes.length, logBytes };
}

async function filledDatabase(sqlJs: SqlJsStatic): Promise<Uint8Array> {
  const saver = await SqlJsSaver.open({ sqlJs });
  for (let filled = 0; filled < DATABASE_BYTES; filled += 100_000)
    await put(saver, { config: at(`filler ${filled}`), n: (n += 1), values: { said: textOf(100_000) } });
  const bytes = saver.export();
  saver.close();
  return bytes;
}

/** Each about as large as a step of a small chat: some 1.5 KB. */
async function commits(saver: SqlJsSaver, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    n += 1;
    await put(saver, {
      config: at("t", "", idOf(n - 1)),
      n,
      values: { said: textOf(900), turns: n },
      versions: { said: n, turns: n },
    });
  }
}

async function timed(act: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  await act();
  return performance.now() - startMs;
}

function textOf(characters: number): string {
  let text = "";
  while (text.length < characters) text += Math.random().toString(36).slice(2);
  return text.slice(0, characters);
}
