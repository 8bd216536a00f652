// What native libraries hand out, as this package and its callers expect it.
import { SaverError } from "../errors.ts";
import type { SqlValue } from "./driver.ts";

/** A Buffer prints, compares and serializes unlike the Uint8Array that was saved; this is the same memory as one. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  if (Object.getPrototypeOf(bytes) === Uint8Array.prototype) return bytes;
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Whole numbers as SQLite integers. Native libraries bind every number as a double, which a column without a type, a
 * comparison of types or a concatenation would show.
 */
export function nativeParams(params: readonly SqlValue[]): (SqlValue | bigint)[] {
  return params.map((value) => (typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value));
}

const VERSIONS_AT = [18, 19];
const WAL = 2;
const ROLLBACK_JOURNAL = 1;

/** A copy of a file in WAL mode says so in its header; then native libraries cannot open it from memory. */
export function portableFile(file: Uint8Array): Uint8Array {
  const bytes = plainBytes(file);
  for (const at of VERSIONS_AT) if (bytes[at] === WAL) bytes[at] = ROLLBACK_JOURNAL;
  return bytes;
}

/** Native libraries would copy what is not committed; sql.js refuses by itself. */
export function requireNoTransaction(inTransaction: boolean): void {
  if (inTransaction)
    throw new SaverError("EXPORT_UNAVAILABLE", "a transaction is open on this database: commit it, then export");
}
