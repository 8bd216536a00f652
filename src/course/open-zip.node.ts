// A zip archive in memory. Nothing is ever written under a name that is in it, and only what is asked for is unpacked.
import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from "yauzl";
import { inWords } from "./read-own-bytes.node.ts";
import { isOdd, oddName, Refusal } from "./submission.ts";

export interface ZippedFile {
  /** POSIX, as it is in the archive, without the slash at the end of a folder's. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Why the submission that this belongs to cannot be taken. */
  readonly refused: string | null;
  /** Throws `Refusal`. */
  read(mostBytes: number): Promise<Uint8Array>;
}

export interface ZipLimits {
  readonly entries: number;
  /** Of everything in it together, as the archive itself says. */
  readonly saysBytes: number;
  /** Of everything that is unpacked, together. */
  readonly unpackedBytes: number;
}

/** Source text shrinks to a fifth or so. Small files of one repeated line are let through: they do no harm. */
const MOST_TIMES_LARGER = 100;
const RATIO_FROM_BYTES = 64 * 1024;

const [STORED, DEFLATED] = [0, 8];

/** Throws `Refusal` where the archive as a whole cannot be taken. */
export async function openZip(bytes: Uint8Array, limits: ZipLimits): Promise<readonly ZippedFile[]> {
  const unpacked = { left: limits.unpackedBytes };
  const found: ZippedFile[] = [];
  let saysBytes = 0;
  try {
    // Names are decoded here: one that is not allowed must not keep the others of a batch from being read.
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      decodeStrings: false,
    });
    if (zip.entryCount > limits.entries) throw new Refusal(`the archive has more than ${limits.entries} entries`);
    for await (const entry of zip.eachEntry()) {
      saysBytes += entry.uncompressedSize;
      if (saysBytes > limits.saysBytes)
        throw new Refusal(`the archive holds more than ${inWords(limits.saysBytes)} when it is unpacked`);
      found.push(zippedFile(zip, entry, unpacked));
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`it is no zip archive that can be read (${messageOf(error)})`);
  }
  return refuseTwice(found);
}

function zippedFile(zip: ZipFile, entry: Entry, unpacked: { left: number }): ZippedFile {
  const raw = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
  const path = raw.replace(/\/$/, "");
  return {
    path,
    isFolder: raw.endsWith("/"),
    refused: troubleOf(path, raw.endsWith("/"), entry),
    read: (mostBytes) => unpack(zip, entry, path, mostBytes, unpacked),
  };
}

const [TYPE_MASK, FOLDER, REGULAR, LINK] = [0o170000, 0o040000, 0o100000, 0o120000];

function troubleOf(path: string, isFolder: boolean, entry: Entry): string | null {
  const shown = JSON.stringify(path);
  if (isOdd(path)) return oddName(path).message;
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return `the archive has an absolute path: ${shown}`;
  if (path.split("/").some((part) => part === "" || part === "." || part === ".."))
    return `the archive has a path that leads elsewhere: ${shown}`;
  // Zero where the archive was made by a program that knows no such types.
  const type = (entry.externalFileAttributes >>> 16) & TYPE_MASK;
  if (type === LINK) return `${path} is a link`;
  if (type !== 0 && type !== (isFolder ? FOLDER : REGULAR)) return `${path} is not a regular file`;
  if (entry.isEncrypted()) return `${path} is encrypted`;
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    return `${path} is compressed in a way that is not read here (method ${entry.compressionMethod})`;
  return null;
}

async function unpack(zip: ZipFile, entry: Entry, path: string, mostBytes: number, unpacked: { left: number }) {
  const { compressedSize, uncompressedSize } = entry;
  if (uncompressedSize > mostBytes) throw new Refusal(`${path} is larger than ${inWords(mostBytes)}`);
  if (uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > compressedSize * MOST_TIMES_LARGER)
    throw new Refusal(`${path} is more than ${MOST_TIMES_LARGER} times larger than it is compressed`);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length;
      unpacked.left -= chunk.length;
      // What the archive says of sizes is somebody's word; leaving the loop ends the stream.
      if (length > mostBytes) throw new Refusal(`${path} is larger than ${inWords(mostBytes)}`);
      if (unpacked.left < 0) throw new Refusal("too much of the archive would have to be unpacked");
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${path} could not be unpacked (${messageOf(error)})`);
  }
  const bytes = Buffer.concat(chunks);
  if (crc32(bytes) !== entry.crc32) throw new Refusal(`${path} is damaged: its checksum is another`);
  return bytes;
}

/** Which of two would be meant depends on who unpacks; and some file systems take two ways to write a name for one. */
function refuseTwice(files: readonly ZippedFile[]): readonly ZippedFile[] {
  const seen = new Set<string>();
  return files.map((file) => {
    const key = file.path.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
    if (!seen.has(key)) {
      seen.add(key);
      return file;
    }
    return { ...file, refused: file.refused ?? `the archive has ${JSON.stringify(file.path)} twice` };
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
