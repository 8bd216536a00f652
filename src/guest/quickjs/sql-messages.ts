// How a SQL statement gets out of a language machine and its rows get in: JSON, with all bytes of a message behind each other
// in one block. The same code on both sides.
import type { SqlValue } from "sql.js";

export type SqlRequest =
  | { readonly do: "open"; readonly bytes: Packed | null }
  | { readonly do: "run" | "exec"; readonly database: number; readonly sql: string }
  | { readonly do: "prepare"; readonly database: number; readonly sql: string }
  | { readonly do: "all"; readonly statement: number; readonly params: readonly Packed[] }
  | { readonly do: "free"; readonly statement: number }
  | { readonly do: "modified" | "export" | "close"; readonly database: number };

/** `bytes`: how many the answer refers to. */
export type SqlAnswer = { readonly ok: unknown; readonly bytes: number } | { readonly error: string };

/** Bytes are a place in the block; numbers that JSON does not have are named. */
export type Packed = string | number | null | readonly [start: number, length: number] | { readonly number: string };

export const NO_BYTES = new ArrayBuffer(0);

export class Packer {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  pack(value: unknown): Packed {
    if (typeof value === "string") return value;
    if (typeof value === "number") return Number.isFinite(value) ? value : { number: String(value) };
    if (typeof value === "boolean") return value ? 1 : 0;
    if (typeof value === "bigint") return String(value);
    if (value === null || value === undefined) return null;
    if (!(value instanceof Uint8Array)) throw new TypeError("Wrong API use : tried to bind a value of an unknown type");
    this.#parts.push(value);
    this.#length += value.length;
    return [this.#length - value.length, value.length];
  }

  /** All that was packed; a buffer of its own. */
  bytes(): ArrayBuffer {
    if (this.#length === 0) return NO_BYTES;
    const all = new Uint8Array(this.#length);
    let end = 0;
    for (const part of this.#parts) {
      all.set(part, end);
      end += part.length;
    }
    return all.buffer;
  }
}

export function unpack(packed: Packed, bytes: ArrayBuffer): SqlValue {
  if (packed === null || typeof packed !== "object") return packed;
  if (!("number" in packed)) return new Uint8Array(bytes.slice(packed[0], packed[0] + packed[1]));
  return Number(packed.number);
}
