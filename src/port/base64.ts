// Bytes as base64 text and back, without a host's help: `Buffer` is Node's alone and `atob` goes by way of a string.
import { applyFunction, byteLengthOf, charCodeAt, fromCharCode } from "./captured.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PADDING = "=".charCodeAt(0);
const codes = new Uint8Array(64);
const values = new Uint8Array(128).fill(255);
for (let i = 0; i < 64; i++) {
  codes[i] = ALPHABET.charCodeAt(i);
  values[codes[i]!] = i;
}

// A multiple of 3, so that only the last block is padded; small enough for its characters to be spread as arguments.
const BLOCK_BYTES = 6_144;

export function toBase64(bytes: Uint8Array): string {
  const length = byteLengthOf(bytes);
  let text = "";
  for (let start = 0; start < length; start += BLOCK_BYTES) {
    const end = start + BLOCK_BYTES < length ? start + BLOCK_BYTES : length;
    text += applyFunction(fromCharCode, undefined, blockCodes(bytes, start, end));
  }
  return text;
}

function blockCodes(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const block = new Uint8Array((((end - start + 2) / 3) | 0) * 4);
  let at = 0;
  for (let i = start; i < end; i += 3) {
    const bits = (bytes[i]! << 16) | ((i + 1 < end ? bytes[i + 1]! : 0) << 8) | (i + 2 < end ? bytes[i + 2]! : 0);
    block[at++] = codes[bits >> 18]!;
    block[at++] = codes[(bits >> 12) & 63]!;
    block[at++] = i + 1 < end ? codes[(bits >> 6) & 63]! : PADDING;
    block[at++] = i + 2 < end ? codes[bits & 63]! : PADDING;
  }
  return block;
}

/** `null` when the text is not base64 with its padding. */
export function fromBase64(text: string): Uint8Array | null {
  const length = text.length;
  if (length % 4 !== 0) return null;
  let padding = 0;
  if (length > 0 && charCodeAt(text, length - 1) === PADDING)
    padding = charCodeAt(text, length - 2) === PADDING ? 2 : 1;
  const bytes = new Uint8Array((length / 4) * 3 - padding);
  let at = 0;
  for (let i = 0; i < length; i += 4) {
    const missing = i + 4 === length ? padding : 0;
    const bits =
      (valueOf(text, i) << 18) |
      (valueOf(text, i + 1) << 12) |
      ((missing > 1 ? 0 : valueOf(text, i + 2)) << 6) |
      (missing > 0 ? 0 : valueOf(text, i + 3));
    if (bits < 0) return null;
    bytes[at++] = bits >> 16;
    if (missing < 2) bytes[at++] = (bits >> 8) & 255;
    if (missing < 1) bytes[at++] = bits & 255;
  }
  return bytes;
}

/** -1 for a character that base64 does not have: it sets the sign bit of whatever it is combined with. */
function valueOf(text: string, index: number): number {
  const code = charCodeAt(text, index);
  const value = code < 128 ? values[code]! : 255;
  return value === 255 ? -1 : value;
}
