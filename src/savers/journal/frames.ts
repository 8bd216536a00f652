// The log: one frame for each append, with length and checksum. Every append is flushed before the next begins, so at most the
// last frame can be torn; anything wrong before a whole frame is damage.
import { crc32 } from "./checksum.ts";

/** Bytes in front of a frame's payload: mark, log id, sequence number, payload length, checksum of all but itself. */
export const FRAME_HEAD = 20;
/** "FKJ" and a byte that UTF-8 never has, so that text in a payload does not look like it. */
const MARK = 0xff4a4b46;

export interface ReadLog {
  readonly payloads: readonly Uint8Array[];
  /** Where the next frame goes: what comes after is torn, or damaged. */
  readonly length: number;
  readonly tornBytes: number;
  /** What is wrong, and where; undefined if nothing is, or only the tail is torn. */
  readonly damage: string | undefined;
}

/** Fills in the head of `frame`, whose payload begins after `FRAME_HEAD` bytes. `logId` tells frames of one log from all others. */
export function sealFrame(frame: Uint8Array, logId: number, sequence: number): void {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  view.setUint32(0, MARK, true);
  view.setUint32(4, logId, true);
  view.setUint32(8, sequence, true);
  view.setUint32(12, frame.length - FRAME_HEAD, true);
  view.setUint32(16, checksumOf(frame), true);
}

/** Frames are numbered from 0. */
export function readLog(log: Uint8Array, logId: number): ReadLog {
  const payloads: Uint8Array[] = [];
  let at = 0;
  while (at < log.length) {
    const frame = frameAt(log, at, logId);
    if (frame?.sequence !== payloads.length) break;
    payloads.push(frame.payload);
    at += FRAME_HEAD + frame.payload.length;
  }
  const rest = log.length - at;
  const next = rest > 0 ? findFrame(log, at + 1, logId, payloads.length) : undefined;
  const damage =
    next === undefined
      ? undefined
      : `append ${payloads.length + 1} of its log, at byte ${at} of ${log.length}, does not have the checksum it was written with, but whole ones follow from byte ${next} on`;
  return { payloads, length: at, tornBytes: damage === undefined ? rest : 0, damage };
}

interface Frame {
  readonly sequence: number;
  readonly payload: Uint8Array;
}

function frameAt(log: Uint8Array, at: number, logId: number): Frame | undefined {
  if (log.length - at < FRAME_HEAD) return undefined;
  const view = new DataView(log.buffer, log.byteOffset + at, FRAME_HEAD);
  const length = view.getUint32(12, true);
  if (view.getUint32(0, true) !== MARK || view.getUint32(4, true) !== logId) return undefined;
  if (length > log.length - at - FRAME_HEAD) return undefined;
  const frame = log.subarray(at, at + FRAME_HEAD + length);
  if (view.getUint32(16, true) !== checksumOf(frame)) return undefined;
  return { sequence: view.getUint32(8, true), payload: frame.subarray(FRAME_HEAD) };
}

/**
 * Where a later frame of this log begins. What users store may hold bytes of a journal, even of this one: those frames are of
 * another log or came earlier, so they do not count.
 */
function findFrame(log: Uint8Array, from: number, logId: number, after: number): number | undefined {
  const firstByte = MARK & 255;
  for (let at = log.indexOf(firstByte, from); at !== -1; at = log.indexOf(firstByte, at + 1)) {
    const frame = frameAt(log, at, logId);
    if (frame !== undefined && frame.sequence >= after) return at;
  }
  return undefined;
}

function checksumOf(frame: Uint8Array): number {
  return crc32(frame.subarray(FRAME_HEAD), crc32(frame.subarray(0, 16)));
}
