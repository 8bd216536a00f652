// From rows of the table blobs to a value's text. Pure, so that a reader of files needs neither SQLite nor LangGraph here.

/** Stands between the elements of a list: JSON as it is, and the serializer writes a line feed nowhere else. */
export const SEPARATOR = ",\n";

/** A row of the table blobs. */
export interface BlobRow {
  /** Null: JSON. Else the name that a serializer gave to `data`, "json" and "bytes" being LangGraph's own. */
  readonly type: string | null;
  /** How many elements, of a list; null for everything else. */
  readonly n: number | null;
  /** The blob that holds the list with which this one begins: its elements from `skip` to `skip + keep`. */
  readonly base: number | null;
  readonly skip: number | null;
  readonly keep: number | null;
  readonly data: string | Uint8Array;
}

/** What the column refs has for a channel: the number of a blob, or a short value's JSON itself. */
export type Ref = number | string;

/** Gives the row of a blob; undefined if there is none. */
export type RowOf<Row extends BlobRow = BlobRow> = (blobId: number) => Row | undefined;

/** One row that holds elements of a list, and which of its own elements belong to it. */
export interface Segment<Row extends BlobRow = BlobRow> {
  readonly blobId: number;
  readonly row: Row;
  /** Of the elements in the row's own data, counted from zero; `to` is the first that no longer belongs to the list. */
  readonly from: number;
  readonly to: number;
  /** Element i of the list is element i + offset of the list that this row stands for. */
  readonly offset: number;
}

/** The rows that hold a list's elements, oldest first; undefined if one is missing or the chain does not end. */
export function segmentsOf<Row extends BlobRow>(blobId: number, rowOf: RowOf<Row>): Segment<Row>[] | undefined {
  const segments: Segment<Row>[] = [];
  let [at, low, high, offset] = [blobId, 0, rowOf(blobId)?.n ?? 0, 0];
  for (;;) {
    const row = rowOf(at);
    if (row === undefined || row.n === null || typeof row.data !== "string") return undefined;
    const { base, skip, keep } = row;
    const kept = base === null ? 0 : (keep ?? 0);
    if (high > kept) segments.push({ blobId: at, row, from: Math.max(low, kept) - kept, to: high - kept, offset });
    if (base === null || low >= kept) return segments.toReversed();
    // A list is begun with an older one, which has a smaller number. Anything else would be a circle.
    if (base >= at || skip === null || skip < 0) return undefined;
    [at, low, high, offset] = [base, low + skip, Math.min(high, kept) + skip, offset + skip];
  }
}

/** The JSON texts of a segment's elements that belong to the list. */
export function segmentTexts({ row, from, to }: Segment): string[] {
  const texts = row.data === "" ? [] : (row.data as string).split(SEPARATOR);
  return from === 0 && to === texts.length ? texts : texts.slice(from, to);
}

/**
 * The JSON of a channel's value, as the serializer wrote it. Undefined if it is no JSON text of ours: bytes, or what a
 * serializer of the caller's made (`row.type` says which), or if a row is missing.
 */
export function jsonText(ref: Ref, rowOf: RowOf): string | undefined {
  const text = parsableText(ref, rowOf);
  // Only between elements: within JSON a line feed is written as an escape.
  return typeof ref === "string" ? text : text?.replaceAll(SEPARATOR, ",");
}

/** As `jsonText`, but with a line feed after the comma between elements, where their rows have it. */
export function parsableText(ref: Ref, rowOf: RowOf): string | undefined {
  if (typeof ref === "string") return ref;
  const row = rowOf(ref);
  if (row === undefined || row.type !== null) return undefined;
  if (row.n === null) return typeof row.data === "string" ? row.data : undefined;
  const segments = segmentsOf(ref, rowOf);
  if (segments === undefined) return undefined;
  // Added up, not joined: engines put such text together once, when it is parsed, and join would do so before that.
  let text = "[";
  for (const segment of segments) text += (text === "[" ? "" : SEPARATOR) + textOfSegment(segment);
  return text + "]";
}

function textOfSegment(segment: Segment): string {
  const { row, from, to } = segment;
  // Most segments belong to the list whole, and then there is no need to cut them apart.
  const isWhole = from === 0 && to === (row.n ?? 0) - (row.base === null ? 0 : (row.keep ?? 0));
  return isWhole ? (row.data as string) : segmentTexts(segment).join(SEPARATOR);
}
