// Removes some checkpoints of a scope and keeps the others whole: their values, their place in the lines of parents, and the
// history of their channels.
//
// A parent that goes is replaced, in what is shown, by the nearest ancestor that stays (or none). Of a checkpoint that goes,
// a stub stays behind if a checkpoint that stays needs it: its writes to, and its values of, channels of which the one that
// stays has no value itself, back to where such a channel has one; and before format 4, what its parent sent. Stubs are no
// checkpoints: they are neither listed nor found, only getDeltaChannelHistory walks through them.
import { TASKS, WRITES_IDX_MAP } from "@langchain/langgraph-checkpoint";
import type { Database } from "../database/database.ts";
import { originalText, storedText } from "../schema.ts";
import { collectOrphans } from "./blob-rows.ts";
import { type Refs, blobsIn, refsOf, refsText } from "./checkpoint-rows.ts";
import { dropEmptyScopes } from "./scopes.ts";

interface Line {
  /** Ids as stored. */
  readonly id: string;
  readonly before: string | null;
  readonly refs: Refs;
  readonly written: Set<string>;
  readonly format: number;
  /** A stub from an earlier time goes too, and comes back if it is still needed. */
  readonly fate: "stays" | "goes" | "stub";
}

interface Remains {
  readonly refs: Refs;
  readonly written: readonly string[];
}

/** `goes` is asked with ids as stored. */
export function removeCheckpoints(database: Database, sid: number, goes: (id: string) => boolean): void {
  const lines = readLines(database, sid, goes);
  const gone = [...lines.values()].filter(({ fate }) => fate !== "stays");
  if (!gone.some(({ fate }) => fate === "goes")) return;
  const remains = findRemains(lines);
  reroot(database, sid, lines, remains);

  const ids = JSON.stringify(gone.map(({ id }) => id));
  database.run("DELETE FROM checkpoints WHERE sid = ? AND id IN (SELECT value FROM json_each(?))", [sid, ids]);
  database.run("DELETE FROM stubs WHERE sid = ?", [sid]);
  const bare = JSON.stringify(gone.filter(({ id }) => !remains.has(id)).map(({ id }) => id));
  database.run("DELETE FROM writes WHERE sid = ? AND id IN (SELECT value FROM json_each(?))", [sid, bare]);
  for (const [id, { refs, written }] of remains) {
    const before = nearest(lines, id, (line) => line.fate === "stays" || remains.has(line.id));
    database.run("INSERT INTO stubs (sid, id, parent, refs) VALUES (?, ?, ?, ?)", [sid, id, before, refsText(refs)]);
    database.run("DELETE FROM writes WHERE sid = ? AND id = ? AND channel NOT IN (SELECT value FROM json_each(?))", [
      sid,
      id,
      JSON.stringify(written.map(storedText)),
    ]);
  }
  collectOrphans(
    database,
    sid,
    gone.flatMap(({ refs }) => blobsIn(refs)),
  );
  dropEmptyScopes(database, [sid]);
}

function readLines(database: Database, sid: number, goes: (id: string) => boolean): Map<string, Line> {
  const lines = new Map<string, Line>();
  const rows = database.rows(
    `SELECT id, coalesce(via, parent), refs, json_extract(head, CASE WHEN shape IS NULL THEN '$.v' ELSE '$[0]' END), 0
      FROM checkpoints WHERE sid = ?1 UNION ALL SELECT id, parent, refs, NULL, 1 FROM stubs WHERE sid = ?1`,
    [sid],
  ) as [id: string, before: string | null, refs: string, format: number | null, isStub: number][];
  for (const [id, before, refs, format, isStub] of rows) {
    const fate = isStub === 1 ? "stub" : goes(id) ? "goes" : "stays";
    lines.set(id, { id, before, refs: refsOf(refs), written: new Set(), format: format ?? 4, fate });
  }
  for (const [id, channel] of database.rows("SELECT DISTINCT id, channel FROM writes WHERE sid = ?", [sid]))
    lines.get(String(id))?.written.add(originalText(String(channel)));
  return lines;
}

// Of these, nobody asks for the history.
const NO_CHANNELS = new Set([...Object.keys(WRITES_IDX_MAP), TASKS, "__no_writes__", "__return__"]);

/** What has to stay of those that go, by id. */
function findRemains(lines: ReadonlyMap<string, Line>): Map<string, Remains> {
  const remains = new Map<string, Remains>();
  const asked = new Set<string>();
  for (const { fate, refs, written } of lines.values())
    if (fate !== "stays") for (const channel of [...refs.keys(), ...written]) asked.add(channel);

  // What is still looked for when a line of parents gets here, over all lines that do.
  const wanted = new Map<string, Set<string>>();
  for (const { id, before, refs, written, format, fate } of childrenFirst(lines)) {
    const here = wanted.get(id) ?? new Set();
    if (fate !== "stays") {
      const held = new Map([...refs].filter(([channel]) => here.has(channel)));
      const kept = [...written].filter(
        (channel) => here.has(channel) && (channel === TASKS || !NO_CHANNELS.has(channel)),
      );
      // A parent that sent nothing stays too, lest its child be given what an earlier one sent.
      if (held.size > 0 || kept.length > 0 || here.has(TASKS)) remains.set(id, { refs: held, written: kept });
    }
    if (before === null) continue;
    const further = wanted.get(before) ?? new Set();
    for (const channel of here) if (channel !== TASKS && !refs.has(channel)) further.add(channel);
    if (fate === "stays")
      for (const channel of asked) if (channel !== TASKS && !refs.has(channel)) further.add(channel);
    // What was sent is looked for at the parent itself, and no further.
    if (fate === "stays" && format < 4) further.add(TASKS);
    wanted.set(before, further);
  }
  return remains;
}

/** Each after all of which it is the parent. What a file changed by hand has in circles is left out. */
function childrenFirst(lines: ReadonlyMap<string, Line>): Line[] {
  const children = new Map<string, number>();
  for (const { before } of lines.values()) if (before !== null) children.set(before, (children.get(before) ?? 0) + 1);
  const sorted = [...lines.values()].filter(({ id }) => !children.has(id));
  for (const { before } of sorted) {
    const parent = before === null ? undefined : lines.get(before);
    if (parent === undefined) continue;
    const left = children.get(parent.id)! - 1;
    children.set(parent.id, left);
    if (left === 0) sorted.push(parent);
  }
  return sorted;
}

/** Gives those that stay the nearest ancestors that stay, and the nearest stub before those. */
function reroot(
  database: Database,
  sid: number,
  lines: ReadonlyMap<string, Line>,
  remains: ReadonlyMap<string, Remains>,
): void {
  for (const { id, before, fate } of lines.values()) {
    // One that was never stored stays named: nothing was removed there.
    if (fate !== "stays" || before === null || (lines.get(before)?.fate ?? "stays") === "stays") continue;
    const parent = nearest(lines, id, (line) => line.fate === "stays");
    const next = nearest(lines, id, (line) => line.fate === "stays" || remains.has(line.id));
    database.run("UPDATE checkpoints SET parent = ?, via = ? WHERE sid = ? AND id = ?", [
      ...[parent, next === parent ? null : next],
      ...[sid, id],
    ]);
  }
}

/** The nearest ancestor that is wanted. */
function nearest(lines: ReadonlyMap<string, Line>, id: string, isWanted: (line: Line) => boolean): string | null {
  const seen = new Set([id]);
  let line = lines.get(lines.get(id)?.before ?? "");
  while (line !== undefined && !seen.has(line.id)) {
    if (isWanted(line)) return line.id;
    seen.add(line.id);
    line = line.before === null ? undefined : lines.get(line.before);
  }
  return null;
}
