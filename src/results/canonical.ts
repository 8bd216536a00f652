// One form of every JSON value (RFC 8785), so that the same facts are the same bytes wherever they are signed or checked.
import canonicalize from "canonicalize";

/** Throws `TypeError` for what JSON cannot hold. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("nothing to write as JSON");
  return text;
}

export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalText(value));
}
