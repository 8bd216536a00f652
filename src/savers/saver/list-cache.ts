// Lists as they were last written or read, so that a put that appends to a list need not read all of it. One cache for each
// database, so that savers over the same one share it.
import type { Database } from "../database/database.ts";
import type { StoredList } from "./list-segments.ts";

const MAX_LISTS = 64;

export interface StampedList extends StoredList {
  /** What the column stamp has: a blob's number may be used again after a roll-back or a delete, its stamp is not. */
  readonly stamp: number;
}

const caches = new WeakMap<Database, ListCache>();

export class ListCache {
  hits = 0;
  misses = 0;
  readonly #lists = new Map<number, StampedList>();
  #epoch = -1;

  static of(database: Database): ListCache {
    const before = caches.get(database);
    if (before) return before;
    const cache = new ListCache();
    caches.set(database, cache);
    return cache;
  }

  /** Only what was kept in this epoch, and under this stamp. */
  get(blobId: number, stamp: number, epoch: number): StampedList | undefined {
    this.#enter(epoch);
    const list = this.#lists.get(blobId);
    if (list?.stamp !== stamp) {
      this.misses += 1;
      return undefined;
    }
    this.hits += 1;
    this.#lists.delete(blobId);
    this.#lists.set(blobId, list);
    return list;
  }

  keep(blobId: number, list: StampedList, epoch: number): void {
    this.#enter(epoch);
    this.#lists.set(blobId, list);
    if (this.#lists.size <= MAX_LISTS) return;
    for (const oldest of this.#lists.keys()) {
      this.#lists.delete(oldest);
      return;
    }
  }

  #enter(epoch: number): void {
    if (epoch === this.#epoch) return;
    this.#lists.clear();
    this.#epoch = epoch;
  }
}
