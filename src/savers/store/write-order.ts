// Which of two writes to one item is the later one, when embeddings make the earlier one wait: the one that was called later.
// Nobody waits for anybody, so an embedder that itself uses the store cannot block it.
import type { Database } from "../database/database.ts";

const shared = new WeakMap<Database, WriteOrder>();

export class WriteOrder {
  #last = 0;
  readonly #underWay = new Set<number>();
  /** For addresses written while an older write was under way. */
  readonly #lastWrite = new Map<string, number>();

  /** One for all stores over a database. */
  static of(database: Database): WriteOrder {
    const before = shared.get(database);
    if (before !== undefined) return before;
    const order = new WriteOrder();
    shared.set(database, order);
    return order;
  }

  /** To be given back with `end`. */
  begin(): number {
    this.#last += 1;
    this.#underWay.add(this.#last);
    return this.#last;
  }

  /** True when a write that was called later has reached this address already. */
  isLate(turn: number, address: string): boolean {
    return (this.#lastWrite.get(address) ?? 0) > turn;
  }

  /** `written`: the addresses that were committed; none when the write failed. */
  end(turn: number, written: readonly string[]): void {
    this.#underWay.delete(turn);
    if (this.#underWay.size === 0) this.#lastWrite.clear();
    else for (const address of written) if (!this.isLate(turn, address)) this.#lastWrite.set(address, turn);
  }
}
