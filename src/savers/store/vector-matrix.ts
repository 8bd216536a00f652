// All vectors of a database, row after row, so that scoring them is one pass over memory; and whose they are.
import { type VectorRows, vectorRows } from "./vector-rows.ts";

/** Rows are only ever added; a removed item leaves a hole, and the holes are closed when they are half of all. */
export class VectorMatrix {
  readonly #rows: VectorRows;
  #rowCount = 0;
  /** Item n has the rows from #firstRow[n] up to #firstRow[n + 1]. Its id is 0 once it is removed. */
  #firstRow = new Int32Array(17);
  #ids = new Float64Array(16);
  #groups = new Int32Array(16);
  #itemCount = 0;
  #deadRows = 0;
  readonly #places = new Map<number, number>();
  readonly #groupNames: string[] = [];
  readonly #groupNumbers = new Map<string, number>();
  #scores = new Float64Array(16);
  #products = new Float32Array(16);

  constructor(rows: VectorRows) {
    this.#rows = rows;
  }

  static ofDims(dims: number): VectorMatrix {
    return new VectorMatrix(vectorRows(dims));
  }

  get rowCount(): number {
    return this.#rowCount - this.#deadRows;
  }

  get bytes(): number {
    return this.#rows.bytes;
  }

  /** All vectors of an item; `group` is its namespace. */
  add(id: number, group: string, vectors: readonly Float32Array[]): void {
    this.#makeRoom(vectors.length);
    const place = this.#itemCount;
    for (const vector of vectors) {
      this.#rows.set(this.#rowCount, vector);
      this.#rowCount += 1;
    }
    this.#ids[place] = id;
    this.#groups[place] = this.#numberOf(group);
    this.#firstRow[place + 1] = this.#rowCount;
    this.#places.set(id, place);
    this.#itemCount += 1;
  }

  remove(id: number): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#places.delete(id);
    this.#ids[place] = 0;
    this.#deadRows += this.#firstRow[place + 1]! - this.#firstRow[place]!;
    if (this.#deadRows > 1_000 && this.#deadRows * 2 > this.#rowCount) this.#closeHoles();
  }

  /** The score of each item, that of its best row; -Infinity for what is removed or in a group that is not asked for. */
  score(query: Float32Array, isAsked: (group: string) => boolean): Scores {
    const asked = Uint8Array.from(this.#groupNames, (name) => Number(isAsked(name)));
    const counts = (place: number) => this.#ids[place] !== 0 && asked[this.#groups[place]!] === 1;
    const scores = this.#scores;
    for (let place = 0; place < this.#itemCount; place += 1) {
      if (!counts(place)) {
        scores[place] = -Infinity;
        continue;
      }
      const first = place;
      while (place + 1 < this.#itemCount && counts(place + 1)) place += 1;
      this.#scoreRun(query, first, place + 1);
    }
    return { scores, ids: this.#ids, size: this.#itemCount };
  }

  /** Items from `first` up to, and without, `end`: their rows lie side by side. */
  #scoreRun(query: Float32Array, first: number, end: number): void {
    const products = this.#products;
    const firstRow = this.#firstRow[first]!;
    this.#rows.multiply(query, products, firstRow, this.#firstRow[end]! - firstRow);
    for (let place = first; place < end; place += 1) {
      let best = -Infinity;
      for (let row = this.#firstRow[place]!; row < this.#firstRow[place + 1]!; row += 1)
        if (products[row]! > best) best = products[row]!;
      this.#scores[place] = best;
    }
  }

  #numberOf(group: string): number {
    const before = this.#groupNumbers.get(group);
    if (before !== undefined) return before;
    const number = this.#groupNames.push(group) - 1;
    this.#groupNumbers.set(group, number);
    return number;
  }

  #makeRoom(rows: number): void {
    this.#rows.reserve(this.#rowCount + rows);
    if (this.#rowCount + rows > this.#products.length)
      this.#products = new Float32Array(Math.max(this.#products.length * 2, this.#rowCount + rows));
    if (this.#itemCount + 1 <= this.#ids.length) return;
    const items = this.#ids.length * 2;
    this.#ids = grown(this.#ids, items);
    this.#groups = grown(this.#groups, items);
    this.#firstRow = grown(this.#firstRow, items + 1);
    this.#scores = new Float64Array(items);
  }

  #closeHoles(): void {
    const names = this.#groupNames.splice(0);
    this.#groupNumbers.clear();
    let [place, row] = [0, 0];
    for (let from = 0; from < this.#itemCount; from += 1) {
      const [first, end] = [this.#firstRow[from]!, this.#firstRow[from + 1]!];
      const id = this.#ids[from]!;
      if (id === 0) continue;
      this.#rows.move(row, first, end - first);
      this.#ids[place] = id;
      this.#groups[place] = this.#numberOf(names[this.#groups[from]!]!);
      this.#places.set(id, place);
      row += end - first;
      place += 1;
      this.#firstRow[place] = row;
    }
    this.#itemCount = place;
    this.#rowCount = row;
    this.#deadRows = 0;
  }
}

/** Good until the matrix is changed or asked again. */
export interface Scores {
  readonly scores: Float64Array;
  readonly ids: Float64Array;
  readonly size: number;
}

function grown<List extends Float64Array | Int32Array>(list: List, length: number): List {
  const longer = new (list.constructor as new (length: number) => List)(length);
  longer.set(list);
  return longer;
}
