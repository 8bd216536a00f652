// Channel values as the rows hold them: how large they are, and what the few say that decide which nodes are next.
import { type BlobRow, type Ref, SEPARATOR, jsonText, segmentTexts, segmentsOf } from "@forkpoint/savers/schema";
import type { Database, SqlValue } from "sql.js";
import { OPAQUE } from "./next-tasks.ts";

/** Over the table blobs; `ref` is what the column refs has for a channel, checked by nobody yet. */
export interface StoredValues {
  isStored(ref: unknown): boolean;
  /** As JSON in UTF-8, or as the serializer's bytes. 0 for what is not stored. */
  bytes(ref: unknown): number;
  /** The value, or `OPAQUE` where it is no JSON. Throws on text that is no JSON either. */
  read(ref: unknown): unknown;
  /** In the form in which it is stored. */
  form(ref: unknown): StoredForm;
}

export type StoredForm =
  | { readonly is: "json"; readonly text: string }
  | { readonly is: "bytes"; readonly bytes: Uint8Array }
  /** What a serializer of the caller's made, under its name for it. */
  | { readonly is: "foreign"; readonly type: string; readonly bytes: number }
  /** Not stored here: an older value, and what was written in so many super-steps since. */
  | { readonly is: "delta"; readonly steps: number }
  | { readonly is: "missing" };

interface SizedRow extends BlobRow {
  readonly bytes: number;
}

export function openValues(database: Database): StoredValues {
  const rows = new Map<number, SizedRow>();
  for (const row of database.exec(
    "SELECT bid, type, n, base, skip, keep, data, length(CAST(data AS BLOB)) FROM blobs",
  )[0]?.values ?? [])
    rows.set(Number(row[0]), sizedRow(row));
  const rowOf = (blobId: number) => rows.get(blobId);
  const sizes = new Map<Ref, number>();

  const sizeOf = (ref: Ref): number => {
    if (typeof ref === "string") return utf8Length(ref);
    const row = rows.get(ref);
    if (row === undefined || row.n === null) return row?.bytes ?? 0;
    const segments = segmentsOf(ref, rowOf);
    if (segments === undefined) return 0;
    const elements = segments.reduce((sum, { from, to }) => sum + to - from, 0);
    const inRows = segments.reduce((sum, segment) => {
      const own = (segment.row.n ?? 0) - (segment.row.keep ?? 0);
      const isWhole = segment.from === 0 && segment.to === own;
      // A row that belongs to the list whole need not be cut apart: only what separates its elements is longer.
      return (
        sum + (isWhole ? segment.row.bytes - (own - 1) * SEPARATOR.length : utf8Length(segmentTexts(segment).join("")))
      );
    }, 0);
    return inRows + Math.max(0, elements - 1) + "[]".length;
  };

  return {
    isStored: (ref) => typeof ref === "string" || (typeof ref === "number" && rows.has(ref)),
    bytes(ref) {
      if (!isRef(ref)) return 0;
      const size = sizes.get(ref) ?? sizeOf(ref);
      sizes.set(ref, size);
      return size;
    },
    read(ref) {
      if (!isRef(ref)) return OPAQUE;
      const text = jsonText(ref, rowOf) ?? officialJson(typeof ref === "number" ? rows.get(ref) : undefined);
      return text === undefined ? OPAQUE : decodeJson(text);
    },
    form(ref) {
      if (!isRef(ref)) return { is: "missing" };
      const text = jsonText(ref, rowOf);
      if (text !== undefined) return { is: "json", text };
      const row = typeof ref === "number" ? rows.get(ref) : undefined;
      return row === undefined || row.type === null ? { is: "missing" } : formOf(row.type, row.data);
    },
  };
}

/** Of what is stored under a type; null is JSON text. */
export function formOf(type: string | null, data: unknown): StoredForm {
  const bytes = data instanceof Uint8Array ? data : new TextEncoder().encode(String(data));
  if (type === null || type === "json") return { is: "json", text: new TextDecoder().decode(bytes) };
  return type === "bytes" ? { is: "bytes", bytes } : { is: "foreign", type, bytes: bytes.length };
}

/** What the serializer writes for JSON has a word of its own for `undefined`. */
export function decodeJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const mark = new Map(Object.entries(value));
  return mark.get("lc") === 2 && mark.get("type") === "undefined" ? undefined : value;
}

/** From a file of schema 1, or a serializer of the caller's that is LangGraph's own. */
function officialJson(row: BlobRow | undefined): string | undefined {
  return row?.type === "json" && row.data instanceof Uint8Array ? new TextDecoder().decode(row.data) : undefined;
}

function sizedRow([, type, n, base, skip, keep, data, bytes]: readonly SqlValue[]): SizedRow {
  const number = (value: SqlValue | undefined) => (typeof value === "number" ? value : null);
  return {
    type: typeof type === "string" ? type : null,
    n: number(n),
    base: number(base),
    skip: number(skip),
    keep: number(keep),
    data: data instanceof Uint8Array ? data : String(data),
    bytes: Number(bytes),
  };
}

function isRef(value: unknown): value is Ref {
  return typeof value === "string" || typeof value === "number";
}

const utf8Length = (text: string): number => new TextEncoder().encode(text).length;
