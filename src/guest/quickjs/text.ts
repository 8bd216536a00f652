// TextEncoder and TextDecoder for a language machine that has neither: the process around it does the work. Short plain texts,
// of which there are most, are done here, since each way out costs more than they do.
import type { MachineHost } from "./machine-host.ts";

const SHORT = 48;

export function createTextCoding(host: MachineHost) {
  const { parse, stringify } = JSON;
  const { fromCharCode } = String;

  class TextEncoder {
    get encoding(): string {
      return "utf-8";
    }

    encode(input: unknown = ""): Uint8Array {
      const text = String(input);
      return shortBytes(text) ?? new Uint8Array(host.encodeText(stringify(text)));
    }

    encodeInto(input: unknown, into: Uint8Array): { read: number; written: number } {
      const text = String(input);
      let read = 0;
      let written = 0;
      for (const character of text) {
        const bytes = this.encode(character);
        if (written + bytes.length > into.length) break;
        into.set(bytes, written);
        read += character.length;
        written += bytes.length;
      }
      return { read, written };
    }
  }

  class TextDecoder {
    readonly encoding: string;
    readonly fatal: boolean;
    readonly ignoreBOM: boolean;
    /** Bytes of a character whose end has not come yet, and all before them that a stream of other encodings needs. */
    #begun = new Uint8Array(0);

    constructor(label: unknown = "utf-8", { fatal = false, ignoreBOM = false } = {}) {
      this.encoding = String(label).trim().toLowerCase();
      if (this.encoding === "utf8") this.encoding = "utf-8";
      this.fatal = Boolean(fatal);
      this.ignoreBOM = Boolean(ignoreBOM);
      this.#decode(new Uint8Array(0)); // throws a RangeError for a label that nobody knows
    }

    decode(input?: ArrayBuffer | ArrayBufferView, { stream = false } = {}): string {
      let bytes = bytesOf(input);
      if (this.#begun.length > 0) bytes = joined(this.#begun, bytes);
      const end = stream ? wholeCharacters(bytes) : bytes.length;
      this.#begun = bytes.slice(end);
      if (end < bytes.length) bytes = bytes.subarray(0, end);
      return this.#decode(bytes);
    }

    #decode(bytes: Uint8Array): string {
      if (this.encoding === "utf-8" && bytes.length > 0 && bytes.length <= SHORT && bytes.every((byte) => byte < 0x80))
        return Reflect.apply(fromCharCode, undefined, bytes as unknown as number[]);
      const own = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
      return parse(host.decodeText(own, this.encoding, Number(this.fatal), Number(this.ignoreBOM))) as string;
    }
  }

  return { TextEncoder, TextDecoder };
}

function shortBytes(text: string): Uint8Array | null {
  if (text.length > SHORT) return null;
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return null;
    bytes[at] = code;
  }
  return bytes;
}

function bytesOf(input: ArrayBuffer | ArrayBufferView | undefined): Uint8Array {
  if (input === undefined) return new Uint8Array(0);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  return new Uint8Array(input);
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array {
  const all = new Uint8Array(before.length + after.length);
  all.set(before);
  all.set(after, before.length);
  return all;
}

/** Where a last character of UTF-8 begins that is not whole yet. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
