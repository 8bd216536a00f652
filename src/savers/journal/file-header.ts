// The header of a journal kept in files: which of two files holds the state, and what a whole one looks like. It is kept twice and
// written in turn, so that a torn write leaves the one before.
import { crc32 } from "./checksum.ts";
import { SaverError } from "../errors.ts";

export interface FileHeader {
  /** Counts writes of the header: the higher one holds. */
  readonly generation: number;
  readonly slot: 0 | 1;
  readonly snapshotLength: number;
  readonly snapshotChecksum: number;
  readonly logId: number;
}

export type Place = 0 | 1;
export interface PlacedHeader extends FileHeader {
  readonly place: Place;
}

const MAGIC = 0x4a504b46; // "FKPJ"
const VERSION = 1;
const LENGTH = 36;
/** Apart from each other by more than a disk writes at once. */
const PLACES = [0, 4096] as const;

export function headerPosition(place: Place): number {
  return PLACES[place];
}

export function encodeHeader(header: FileHeader): Uint8Array {
  const bytes = new Uint8Array(LENGTH);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, header.generation, true);
  view.setUint32(12, header.slot, true);
  view.setFloat64(16, header.snapshotLength, true);
  view.setUint32(24, header.snapshotChecksum, true);
  view.setUint32(28, header.logId, true);
  view.setUint32(32, crc32(bytes.subarray(0, 32)), true);
  return bytes;
}

/** The one that holds, of the two that the file may contain; undefined if neither is whole. */
export function readHeader(file: Uint8Array): PlacedHeader | undefined {
  const [first, second] = [decode(file, 0), decode(file, 1)];
  if (first && second) return first.generation > second.generation ? first : second;
  return first ?? second;
}

function decode(file: Uint8Array, place: Place): PlacedHeader | undefined {
  const bytes = file.subarray(PLACES[place], PLACES[place] + LENGTH);
  if (bytes.length < LENGTH) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, LENGTH);
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(32, true) !== crc32(bytes.subarray(0, 32))) return undefined;
  const version = view.getUint32(4, true);
  if (version > VERSION)
    throw new SaverError(
      "JOURNAL_NEWER",
      `the journal has format ${version}, this version of @forkpoint/savers knows up to ${VERSION}: update the package`,
    );
  return {
    place,
    generation: view.getUint32(8, true),
    slot: view.getUint32(12, true) === 0 ? 0 : 1,
    snapshotLength: view.getFloat64(16, true),
    snapshotChecksum: view.getUint32(24, true),
    logId: view.getUint32(28, true),
  };
}

/** What a slot most likely holds when no header tells: a SQLite file says itself how long it is, and a frame which log it is of. */
export function readWithoutHeader(slot: Uint8Array): { snapshot?: Uint8Array; log: Uint8Array; logId: number } {
  const view = new DataView(slot.buffer, slot.byteOffset, slot.byteLength);
  const isDatabase = slot.length >= 100 && view.getUint32(0) === 0x53514c69; // "SQLi"
  const pageBytes = isDatabase ? view.getUint16(16) : 0;
  const length = (pageBytes === 1 ? 65_536 : pageBytes) * (isDatabase ? view.getUint32(28) : 0);
  const log = slot.subarray(length);
  const logId = log.length >= 8 ? view.getUint32(length + 4, true) : 0;
  return { ...(length > 0 && { snapshot: slot.subarray(0, length) }), log, logId };
}
