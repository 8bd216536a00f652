// A journal in three files: a header and two slots. A slot is a snapshot with the log after it; while one holds, the other is free
// to be written, and the header's flush is the moment at which they change places.
import { crc32 } from "./checksum.ts";
import {
  type FileHeader,
  type Place,
  encodeHeader,
  headerPosition,
  readHeader,
  readWithoutHeader,
} from "./file-header.ts";
import { type ByteFile, type JournalStorage, type StoredJournal, newLogId } from "./storage.ts";

export interface JournalFiles {
  readonly header: ByteFile;
  readonly slots: readonly [ByteFile, ByteFile];
}

export class FileStorage implements JournalStorage {
  readonly #files: JournalFiles;
  #header: FileHeader = { generation: 0, slot: 0, snapshotLength: 0, snapshotChecksum: 0, logId: 0 };
  #place: Place = 1;
  /** A header was written and its flush failed: nobody knows which of the two a crash would leave. */
  #headerInDoubt = false;
  /** Of the slot that holds; undefined when a write to it failed. */
  #slotSize: number | undefined = 0;

  constructor(files: JournalFiles) {
    this.#files = files;
  }

  async read(): Promise<StoredJournal> {
    const { header: headerFile, slots } = this.#files;
    const header = readHeader(await headerFile.read());
    if (header === undefined) return this.#create([await slots[0].read(), await slots[1].read()]);
    this.#header = header;
    this.#place = header.place;
    const slot = slots[header.slot];
    const bytes = await slot.read();
    this.#slotSize = bytes.length;
    // A program that was killed may have written without flushing: what is built on from here must be on the disk.
    await slot.flush();
    await headerFile.flush();
    const { snapshotLength, snapshotChecksum, logId } = header;
    const snapshot = snapshotLength > 0 ? bytes.subarray(0, snapshotLength) : undefined;
    const damage =
      bytes.length < snapshotLength
        ? `its snapshot has ${bytes.length} of ${snapshotLength} bytes`
        : snapshot && crc32(snapshot) !== snapshotChecksum
          ? `its snapshot of ${snapshotLength} bytes does not have the checksum it was written with`
          : undefined;
    return { snapshot, log: damage === undefined ? bytes.subarray(snapshotLength) : new Uint8Array(), logId, damage };
  }

  async append(position: number, bytes: Uint8Array): Promise<void> {
    if (this.#headerInDoubt) await this.#writeHeader(this.#header);
    const at = this.#header.snapshotLength + position;
    const slot = this.#files.slots[this.#header.slot];
    if (this.#slotSize !== at) await slot.truncate(at);
    this.#slotSize = undefined;
    await slot.write(at, bytes);
    await slot.flush();
    this.#slotSize = at + bytes.length;
  }

  async replace(snapshot: Uint8Array, logId: number): Promise<void> {
    const before = this.#header;
    const slot = before.slot === 0 ? 1 : 0;
    const file = this.#files.slots[slot];
    // With the header in doubt, a crash might yet find that it names the slot that is about to be overwritten.
    if (this.#headerInDoubt) await this.#writeHeader(before);
    await file.truncate(0);
    await file.write(0, snapshot);
    await file.flush();
    const snapshotChecksum = crc32(snapshot);
    await this.#writeHeader({ ...before, slot, snapshotLength: snapshot.length, snapshotChecksum, logId });
    this.#slotSize = snapshot.length;
    try {
      await this.#files.slots[before.slot].truncate(0);
    } catch {
      // Only room is lost by this, until the next snapshot; what the header names is whole and flushed.
    }
  }

  async close(): Promise<void> {
    const { header, slots } = this.#files;
    for (const file of [header, ...slots]) await file.close();
  }

  /** Durable when it resolves. Never over the header that is known to be whole; over one whose flush failed, if there is one. */
  async #writeHeader(header: FileHeader): Promise<void> {
    const next = { ...header, generation: this.#header.generation + 1 };
    const place = this.#place === 0 ? 1 : 0;
    this.#headerInDoubt = true;
    await this.#files.header.write(headerPosition(place), encodeHeader(next));
    await this.#files.header.flush();
    this.#headerInDoubt = false;
    this.#header = next;
    this.#place = place;
  }

  /** The header is flushed before anything else is written: bytes in a slot without a header were left by damage, not by a crash. */
  async #create(slots: readonly [Uint8Array, Uint8Array]): Promise<StoredJournal> {
    const longest = slots[0].length >= slots[1].length ? slots[0] : slots[1];
    if (longest.length > 0) {
      const damage = `its header is missing or unreadable, but ${longest.length} bytes of a database or log are there`;
      return { ...readWithoutHeader(longest), damage };
    }
    const logId = newLogId();
    await this.#writeHeader({ ...this.#header, logId });
    return { snapshot: undefined, log: new Uint8Array(), logId, damage: undefined };
  }
}
