// What `prune` would free, worked out from the rows alone, by the rules of the saver: the newest checkpoint of each namespace
// stays, and of the others what the history of its channels needs, as stubs.
import { storedText } from "@forkpoint/savers/schema";
import { type GrowthRows, type StoredLine, type StoredScope, reachableBlobs, utf8Length } from "./growth-rows.ts";

const SENT = "__pregel_tasks";
/** Writes whose history nobody asks for. */
const NO_CHANNELS = ["__error__", "__scheduled__", "__interrupt__", "__resume__", "__no_writes__", "__return__"];

/** In bytes of texts and blobs, over all namespaces of the thread. */
export function pruneFrees(stored: GrowthRows, thread: string): number {
  return stored.scopes
    .filter((scope) => scope.thread === thread)
    .reduce((sum, scope) => sum + freedIn(stored, scope), 0);
}

function freedIn(stored: GrowthRows, scope: StoredScope): number {
  const latest = [...scope.checkpoints.values()].reduce<StoredLine | undefined>(
    (newest, line) => (newest === undefined || line.id > newest.id ? line : newest),
    undefined,
  );
  // With nothing to remove, stubs stay as they are.
  if (latest === undefined || scope.checkpoints.size === 1) return 0;
  const lines = [...scope.checkpoints.values(), ...scope.stubs.values()];
  const before = sum(lines.map(lineBytes)) + blobBytes(stored, lines);
  const remains = findRemains(scope, latest);
  const after =
    latest.bytes -
    savedInLatest(scope, latest, remains[0]) +
    sum(latest.writes.map(({ bytes }) => bytes)) +
    sum(remains.map((stub, at) => stubBytes(stub, remains[at + 1]))) +
    blobBytes(stored, [latest, ...remains]);
  return before - after;
}

type Stub = Pick<StoredLine, "id" | "refs" | "writes">;

/** Along the parents of the newest, nearest first. */
function findRemains(scope: StoredScope, latest: StoredLine): Stub[] {
  const wanted = wantedAbove(scope, latest);
  const remains: Stub[] = [];
  const seen = new Set([latest.id]);
  let line = lineAt(scope, latest.before);
  while (line !== undefined && !seen.has(line.id)) {
    seen.add(line.id);
    const refs = new Map([...line.refs].filter(([channel]) => wanted.has(channel)));
    const writes = line.writes.filter(({ channel }) => wanted.has(channel) && !NO_CHANNELS.includes(channel));
    if (refs.size > 0 || writes.length > 0 || wanted.has(SENT)) remains.push({ id: line.id, refs, writes });
    // What was sent is looked for at the parent itself, and no further.
    wanted.delete(SENT);
    for (const channel of line.refs.keys()) wanted.delete(channel);
    line = lineAt(scope, line.before);
  }
  return remains;
}

/** Channels that those that go have and the newest has no value of. */
function wantedAbove(scope: StoredScope, latest: StoredLine): Set<string> {
  const wanted = new Set<string>();
  for (const line of [...scope.checkpoints.values(), ...scope.stubs.values()])
    if (line !== latest)
      for (const channel of [...line.refs.keys(), ...line.writes.map((write) => write.channel)]) wanted.add(channel);
  for (const channel of latest.refs.keys()) wanted.delete(channel);
  wanted.delete(SENT);
  if ((latest.format ?? 4) < 4) wanted.add(SENT);
  return wanted;
}

/** Its parent's name goes, unless that was never stored; the name of the nearest stub may come. */
function savedInLatest(scope: StoredScope, latest: StoredLine, stub: Stub | undefined): number {
  if (lineAt(scope, latest.before) === undefined) return 0;
  return latest.beforeBytes - (stub === undefined ? 0 : idBytes(stub.id));
}

function stubBytes({ id, refs, writes }: Stub, before: Stub | undefined): number {
  return (
    idBytes(id) +
    utf8Length(JSON.stringify(Object.fromEntries(refs))) +
    (before === undefined ? 0 : idBytes(before.id)) +
    sum(writes.map(({ bytes }) => bytes))
  );
}

function lineBytes({ bytes, writes }: StoredLine): number {
  return bytes + sum(writes.map((write) => write.bytes));
}

function blobBytes({ blobs }: GrowthRows, lines: readonly Pick<StoredLine, "refs">[]): number {
  const known = new Set<number>();
  for (const { refs } of lines) reachableBlobs(blobs, refs.values(), known);
  return sum([...known].map((bid) => blobs.get(bid)?.bytes ?? 0));
}

function lineAt({ checkpoints, stubs }: StoredScope, id: string | null): StoredLine | undefined {
  return id === null ? undefined : (checkpoints.get(id) ?? stubs.get(id));
}

const idBytes = (id: string): number => utf8Length(storedText(id));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
