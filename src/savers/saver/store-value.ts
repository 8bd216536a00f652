// One channel value to where it is stored: short ones beside the reference, lists as segments over the parent's list, all else
// as a blob; the parent's blob if it holds the same.
import type { Database } from "../database/database.ts";
import { type Ref, segmentsOf } from "../schema.ts";
import type { FastSerializer } from "../serde/fast-serializer.ts";
import { blobHolds, insertSegment, insertValue, listStamp, readBlob } from "./blob-rows.ts";
import { type Stored, encodeNow } from "./codec.ts";
import { ListCache, type StampedList } from "./list-cache.ts";
import { listOfSegments, planSegment, storedList } from "./list-segments.ts";

// A reference to a blob takes five characters in each checkpoint, and the blob a row of its own: for shorter JSON, both cost
// more than the value itself.
const LONGEST_INLINE = 16;

// The official serializer writes a value that holds itself with this in its place, and the place depends on the whole value.
const CYCLE = '"[Circular]"';

/** Throws what the serializer throws. */
export function storeValue(
  database: Database,
  serializer: FastSerializer,
  value: unknown,
  before: Ref | undefined,
): Ref {
  const texts = elementTexts(serializer, value);
  const list = texts && storeList(database, texts, before);
  return list ?? storeEncoded(database, encodeNow(serializer, value), before);
}

/** For what a serializer of the caller's made: bytes of which nothing is known. */
export function storeEncoded(database: Database, value: Stored, before: Ref | undefined): Ref {
  if (value.type === null && value.data.length <= LONGEST_INLINE) return value.data;
  if (typeof before === "number" && blobHolds(database, before, value)) return before;
  return insertValue(database, value);
}

/** JSON of each element; undefined if this is no list, or one that must be written as a whole. */
function elementTexts(serializer: FastSerializer, value: unknown): string[] | undefined {
  if (!Array.isArray(value) || Object.getPrototypeOf(value) !== Array.prototype || "toJSON" in value) return undefined;
  const texts: string[] = [];
  try {
    // By index: a place that was never set counts as undefined.
    for (let at = 0; at < value.length; at += 1) texts.push(serializer.stringify(value[at]));
  } catch {
    // What cannot be written alone may have a meaning in a list, as JSON has it; if not, the whole list says why.
    return undefined;
  }
  return texts;
}

function storeList(database: Database, texts: readonly string[], before: Ref | undefined): Ref | undefined {
  if (isShort(texts)) return undefined;
  const plan = planSegment(typeof before === "number" ? findList(database, before) : undefined, texts);
  if (plan === "same") return before;
  if (plan.data.includes(CYCLE)) return undefined;
  const stamp = Math.floor(Math.random() * 2 ** 32);
  const blobId = insertSegment(database, plan, stamp);
  ListCache.of(database).keep(blobId, { ...storedList(blobId, texts, plan), stamp }, database.epoch);
  return blobId;
}

function isShort(texts: readonly string[]): boolean {
  let length = 1;
  for (const text of texts) {
    length += text.length + 1;
    if (length > LONGEST_INLINE) return false;
  }
  return true;
}

/** Undefined: no list, or one that cannot be read; then the new list is written whole. */
function findList(database: Database, blobId: number): StampedList | undefined {
  const stamp = listStamp(database, blobId);
  if (stamp === undefined) return undefined;
  const cached = ListCache.of(database).get(blobId, stamp, database.epoch);
  if (cached !== undefined) return cached;
  const rows = readBlob(database, blobId);
  const segments = segmentsOf(blobId, (id) => rows.get(id));
  return segments && { ...listOfSegments(segments), stamp };
}
