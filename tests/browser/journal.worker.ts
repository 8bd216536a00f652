// In a browser's worker: opens a journaled saver and does what the page asks, one command after the other. It can stop dead at any
// event, so that it is killed there.
import initSqlJs from "sql.js";
import { SqlJsSaver } from "@forkpoint/savers";
import { browserJournal, type BrowserJournalOptions, type Journal } from "@forkpoint/savers/journal";
import { at, idOf, listed, put, valuesAt } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { changeByte } from "./journal-damage.ts";

export interface Where {
  readonly name: string;
  readonly storage: "opfs" | "indexeddb";
}

export type Command =
  | { readonly do: "run"; readonly where: Where; readonly stopAt: number }
  | { readonly do: "open"; readonly where: Where; readonly options: BrowserJournalOptions }
  /** From now on, as on a page without https. */
  | { readonly do: "forgetLocks" }
  | { readonly do: "put"; readonly n: number }
  /** `characters` is how long the value of each is. */
  | { readonly do: "putUntilRefused"; readonly from: number; readonly characters?: number }
  | { readonly do: "flush" }
  | { readonly do: "read" }
  | { readonly do: "close" }
  | { readonly do: "damage"; readonly where: Where }
  | { readonly do: "rescue"; readonly where: Where };

export interface Kept {
  readonly checkpoints: readonly string[];
  readonly writes: readonly string[];
  readonly latest: unknown;
}

export type Message =
  | { readonly kind: "kept"; readonly line: string }
  | { readonly kind: "stopped" }
  | { readonly kind: "taken over" }
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };

const scope = globalThis as unknown as {
  postMessage(message: Message): void;
  onmessage: ((event: { data: Command }) => void) | null;
};
const sqlJs = await initSqlJs({ locateFile: () => "/sql-wasm.wasm" });
let saver: SqlJsSaver | undefined;
let journal: Journal | undefined;

async function open({ name, storage }: Where, options: BrowserJournalOptions, bytes?: Uint8Array): Promise<SqlJsSaver> {
  const onTakenOver = () => scope.postMessage({ kind: "taken over" });
  journal = browserJournal(name, { storage, onTakenOver, ...options });
  saver = await SqlJsSaver.open({ sqlJs, journal, bytes });
  return saver;
}

async function close(): Promise<void> {
  saver?.close();
  await journal?.close();
}

/** Two checkpoints with a write each, and a snapshot among them. Gives the number of events. */
async function run(where: Where, stopAt: number): Promise<number> {
  let events = 0;
  const event = () => {
    events += 1;
    if (events !== stopAt) return;
    scope.postMessage({ kind: "stopped" });
    // The page ends this worker here; until then nothing more may happen in it.
    for (;;);
  };
  tellStorageCalls(event);
  const opened = await open(where, { waitMs: 10_000, snapshotAfter: { commits: 5 } });
  let config = at("t");
  for (const n of [1, 2]) {
    event();
    const putting = put(opened, { config, n, values: { said: `said ${n}` } });
    event();
    config = await putting;
    scope.postMessage({ kind: "kept", line: `put ${n}` });
    event();
    const writing = opened.putWrites(config, [["said", `wrote ${n}`]], `task ${n}`);
    event();
    await writing;
    scope.postMessage({ kind: "kept", line: `write ${n}` });
    event();
  }
  await close();
  return events;
}

/** After each call to the storage that changes something: an event. */
function tellStorageCalls(event: () => void): void {
  const host = globalThis as unknown as Record<string, { prototype: Record<string, (...args: unknown[]) => unknown> }>;
  for (const [type, methods] of [
    ["FileSystemSyncAccessHandle", ["write", "flush", "truncate"]],
    ["IDBObjectStore", ["put", "clear"]],
  ] as const)
    for (const method of methods) {
      const prototype = host[type]?.prototype;
      const original = prototype?.[method];
      if (!prototype || !original) continue;
      prototype[method] = function (...args) {
        const result = original.apply(this, args);
        event();
        return result;
      };
    }
}

async function read(): Promise<Kept> {
  const tuples = (await listed(saver!, at("t"))).reverse();
  return {
    checkpoints: tuples.map(({ checkpoint }) => checkpoint.id),
    writes: tuples.flatMap(({ pendingWrites }) => (pendingWrites ?? []).map(([task]) => task)),
    latest: await valuesAt(saver!, at("t")),
  };
}

/** Text that storages cannot compress to nothing. */
function textOf(characters: number): string {
  let text = "";
  while (text.length < characters) text += Math.random().toString(36).slice(2);
  return text.slice(0, characters);
}

async function answer(command: Command): Promise<unknown> {
  switch (command.do) {
    case "run":
      return run(command.where, command.stopAt);
    case "open":
      await open(command.where, command.options);
      return journal!.stats().replayed;
    case "forgetLocks":
      Object.defineProperty(navigator, "locks", { value: undefined });
      return navigator.locks;
    case "put":
      await put(saver!, { config: at("t"), n: command.n, values: { said: `said ${command.n}` } });
      return idOf(command.n);
    case "putUntilRefused":
      for (let n = command.from; ; n += 1) {
        await put(saver!, { config: at("t"), n, values: { said: textOf(command.characters ?? 10) } });
        scope.postMessage({ kind: "kept", line: idOf(n) });
      }
    case "flush":
      return saver!.flush();
    case "read":
      return read();
    case "close":
      return close();
    case "damage":
      return changeByte(command.where);
    case "rescue": {
      const error = await open(command.where, {}).then(
        () => undefined,
        (reason: { rescue?: () => Uint8Array }) => reason,
      );
      await open({ ...command.where, name: `${command.where.name} rescued` }, {}, error!.rescue!());
      return read();
    }
  }
}

scope.onmessage = ({ data }) =>
  void answer(data).then(
    (result) => scope.postMessage({ kind: "done", result }),
    (error: { code?: string; message?: string }) =>
      scope.postMessage({ kind: "failed", code: String(error.code), message: String(error.message ?? error) }),
  );
scope.postMessage({ kind: "done", result: "started" });
