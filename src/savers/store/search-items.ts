// `search` on rows and vectors: candidates come in their final order, and only as many are read as the page needs. Filter
// and expiry are decided on the item itself, before it counts for limit and offset, so a page is never short or wrong.
import type { SearchItem } from "@langchain/langgraph-checkpoint";
import type { Database } from "../database/database.ts";
import { type ItemRow, findItems, itemOf, listIds, refreshItems } from "./item-rows.ts";
import { valueOf } from "./json-value.ts";
import type { Search } from "./operations.ts";
import { topRanks } from "./top-ranks.ts";
import type { VectorIndex } from "./vector-index.ts";
import type { Scores } from "./vector-matrix.ts";

interface Candidate {
  readonly id: number;
  readonly score?: number;
}

interface Found {
  readonly row: ItemRow;
  readonly score?: number | undefined;
}

/** Items read in one statement: what is asked for, or a guess where a filter decides; more each time it was not enough. */
const LEAST_WITH_FILTER = 64;
const MOST = 512;

export function searchItems(
  database: Database,
  vectors: VectorIndex,
  search: Search,
  { queryVector, now }: { readonly queryVector: Float32Array | undefined; readonly now: number },
): SearchItem[] {
  if (search.limit === 0) return [];
  const found = readPage(database, candidatesOf(database, vectors, search, queryVector), search, now);
  if (search.refreshes)
    refreshItems(
      database,
      found.map(({ row }) => row),
      now,
    );
  return found.map(({ row, score }) => (score === undefined ? itemOf(row) : { ...itemOf(row), score }));
}

function candidatesOf(
  database: Database,
  vectors: VectorIndex,
  search: Search,
  queryVector: Float32Array | undefined,
): Iterator<Candidate> {
  const [low] = search.range;
  if (queryVector === undefined) return unranked(listIds(database, search.range));
  const scores = vectors.score(queryVector, (namespace) => namespace.startsWith(low));
  return ranked(database, search, scores);
}

function* unranked(ids: readonly number[]): Generator<Candidate> {
  for (const id of ids) yield { id };
}

/** Best first; then, if anybody reads on, the items that have no vector. */
function* ranked(database: Database, search: Search, { scores, ids, size }: Scores): Generator<Candidate> {
  let count = Math.min(size, (search.limit + search.offset) * (search.filter === undefined ? 1 : 4) + 8);
  let given = 0;
  for (;;) {
    const places = topRanks(scores, ids, size, count);
    for (; given < places.length; given += 1) {
      const place = places[given]!;
      yield { id: ids[place]!, score: Math.max(-1, Math.min(1, scores[place]!)) };
    }
    if (places.length < count || count >= size) break;
    count = Math.min(size, count * 8);
  }
  yield* unranked(listIds(database, search.range, "without-vector"));
}

function readPage(database: Database, candidates: Iterator<Candidate>, search: Search, now: number): Found[] {
  const { filter, limit, offset } = search;
  const page: Found[] = [];
  let skipped = 0;
  let least = filter === undefined ? 1 : LEAST_WITH_FILTER;
  for (;;) {
    const wanted = limit - page.length + offset - skipped;
    const chunk = take(candidates, Math.min(MOST, Math.max(least, wanted)));
    least *= 2;
    if (chunk.length === 0) return page;
    const rows = findItems(
      database,
      chunk.map(({ id }) => id),
      now,
    );
    for (const { id, score } of chunk) {
      const row = rows.get(id);
      if (row === undefined || (filter !== undefined && !filter(valueOf(row.value)))) continue;
      if (skipped < offset) skipped += 1;
      else if (page.length < limit) page.push({ row, score });
    }
    if (page.length >= limit) return page;
  }
}

function take(candidates: Iterator<Candidate>, count: number): Candidate[] {
  const taken: Candidate[] = [];
  while (taken.length < count) {
    const { done, value } = candidates.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}
