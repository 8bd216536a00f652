// A disk in memory that remembers every call: what a crash at any of them would have left can be built afterwards, in each of the
// ways in which a disk can lose what was not flushed. It can also fail like a full disk, and be slow.
import { FileStorage, Journal, type ByteFile, type SnapshotLimits } from "@forkpoint/savers/journal";
import { FRAME_HEAD } from "../../../src/savers/journal/frames.ts";

export const FILES = ["header", "0", "1"] as const;
export type FileName = (typeof FILES)[number];
export type Contents = Readonly<Record<FileName, Uint8Array>>;

export type DiskCall =
  | { readonly kind: "write"; readonly file: FileName; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: "truncate"; readonly file: FileName; readonly size: number }
  | { readonly kind: "flush"; readonly file: FileName };

/** What is left of calls that were not followed by a flush of their file. */
export const LOSSES = ["nothing", "all of them", "the second half of the last", "all but the last"] as const;
export type Loss = (typeof LOSSES)[number];

export class MemoryDisk {
  readonly calls: DiskCall[] = [];
  /** Called before each call takes effect; what it throws is the disk's error (a write is then half done), what it returns is waited for. */
  before: (call: DiskCall) => void | Promise<void> = () => undefined;
  readonly #start: Contents;
  readonly #now: Record<FileName, Uint8Array>;
  #isHeld = false;

  constructor(contents: Partial<Contents> = {}) {
    const empty = new Uint8Array();
    this.#start = { header: empty, "0": empty, "1": empty, ...contents };
    this.#now = { ...this.#start };
  }

  get contents(): Contents {
    return { ...this.#now };
  }

  /** A journal on this disk. Like a file, it refuses a second one until the first has let go. */
  journal(snapshotAfter?: SnapshotLimits): Journal {
    return new Journal(
      "memory",
      async () => {
        if (this.#isHeld) throw new Error("the disk is in use");
        this.#isHeld = true;
        const [header, first, second] = FILES.map((name) => this.#file(name)) as [ByteFile, ByteFile, ByteFile];
        return new FileStorage({ header, slots: [first, second] });
      },
      snapshotAfter,
    );
  }

  /** What the disk holds when everything stops after `calls` calls. */
  crashedAfter(calls: number, loss: Loss): Contents {
    return Object.fromEntries(
      FILES.map((name) => {
        const own = this.calls.slice(0, calls).filter(({ file }) => file === name);
        const flushed = own.findLastIndex(({ kind }) => kind === "flush") + 1;
        const safe = own.slice(0, flushed).reduce(applied, this.#start[name]);
        return [name, leftOf(own.slice(flushed), loss).reduce(applied, safe)];
      }),
    ) as Record<FileName, Uint8Array>;
  }

  #file(name: FileName): ByteFile {
    const call = async (entry: DiskCall) => {
      const done = (whole: DiskCall) => {
        this.calls.push(whole);
        this.#now[name] = applied(this.#now[name], whole);
      };
      try {
        await this.before(entry);
      } catch (error) {
        // A disk that fills up takes a part first.
        if (entry.kind === "write") done({ ...entry, bytes: entry.bytes.subarray(0, entry.bytes.length >> 1) });
        throw error;
      }
      done(entry);
    };
    return {
      read: () => this.#now[name].slice(),
      write: (at, bytes) => call({ kind: "write", file: name, at, bytes: bytes.slice() }),
      truncate: (size) => call({ kind: "truncate", file: name, size }),
      flush: () => call({ kind: "flush", file: name }),
      close: () => {
        this.#isHeld = false;
      },
    };
  }
}

function leftOf(calls: readonly DiskCall[], loss: Loss): readonly DiskCall[] {
  const last = calls.at(-1);
  if (loss === "all of them" || last === undefined) return [];
  if (loss === "nothing") return calls;
  // A disk may write in any order.
  if (loss === "all but the last") return [last];
  const half = last.kind === "write" ? [{ ...last, bytes: last.bytes.subarray(0, last.bytes.length >> 1) }] : [];
  return [...calls.slice(0, -1), ...half];
}

function applied(content: Uint8Array, call: DiskCall): Uint8Array {
  if (call.kind === "flush") return content;
  if (call.kind === "truncate") {
    const cut = new Uint8Array(call.size);
    cut.set(content.subarray(0, call.size));
    return cut;
  }
  const written = new Uint8Array(Math.max(content.length, call.at + call.bytes.length));
  written.set(content);
  written.set(call.bytes, call.at);
  return written;
}

/** Where the appends of a log begin in a slot of which the first `from` bytes are a snapshot. */
export function appendsIn(slot: Uint8Array, from = 0): number[] {
  const view = new DataView(slot.buffer, slot.byteOffset, slot.byteLength);
  const starts: number[] = [];
  for (let at = from; at < slot.length; at += FRAME_HEAD + view.getUint32(at + 12, true)) starts.push(at);
  return starts;
}
