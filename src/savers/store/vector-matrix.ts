// All vectors of a database in one Float32Array, row after row, so that scoring them is one pass over memory.

/** Rows are only ever added; a removed item leaves a hole, and the holes are closed when they are half of all. */
export class VectorMatrix {
  readonly dims: number;
  #rows: Float32Array;
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

  constructor(dims: number) {
    this.dims = dims;
    this.#rows = new Float32Array(16 * dims);
  }

  get rowCount(): number {
    return this.#rowCount - this.#deadRows;
  }

  get bytes(): number {
    return this.#rows.byteLength;
  }

  /** All vectors of an item; `group` is its namespace. */
  add(id: number, group: string, vectors: readonly Float32Array[]): void {
    this.#makeRoom(vectors.length);
    const place = this.#itemCount;
    for (const vector of vectors) {
      this.#rows.set(vector, this.#rowCount * this.dims);
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
    const scores = this.#scores;
    for (let place = 0; place < this.#itemCount; place += 1) {
      let best = -Infinity;
      if (this.#ids[place] !== 0 && asked[this.#groups[place]!] === 1)
        for (let row = this.#firstRow[place]!; row < this.#firstRow[place + 1]!; row += 1)
          best = Math.max(best, dot(this.#rows, row * this.dims, query));
      scores[place] = best;
    }
    return { scores, ids: this.#ids, size: this.#itemCount };
  }

  #numberOf(group: string): number {
    const before = this.#groupNumbers.get(group);
    if (before !== undefined) return before;
    const number = this.#groupNames.push(group) - 1;
    this.#groupNumbers.set(group, number);
    return number;
  }

  #makeRoom(rows: number): void {
    if ((this.#rowCount + rows) * this.dims > this.#rows.length)
      this.#rows = grown(this.#rows, Math.max(this.#rows.length * 2, (this.#rowCount + rows) * this.dims));
    if (this.#itemCount + 1 <= this.#ids.length) return;
    const items = this.#ids.length * 2;
    this.#ids = grown(this.#ids, items);
    this.#groups = grown(this.#groups, items);
    this.#firstRow = grown(this.#firstRow, items + 1);
    this.#scores = new Float64Array(items);
  }

  #closeHoles(): void {
    let [place, row] = [0, 0];
    for (let from = 0; from < this.#itemCount; from += 1) {
      const [first, end] = [this.#firstRow[from]!, this.#firstRow[from + 1]!];
      const id = this.#ids[from]!;
      if (id === 0) continue;
      this.#rows.copyWithin(row * this.dims, first * this.dims, end * this.dims);
      this.#ids[place] = id;
      this.#groups[place] = this.#groups[from]!;
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

/** Four sums side by side: one would make each addition wait for the one before it. */
function dot(rows: Float32Array, from: number, query: Float32Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const length = query.length;
  let at = 0;
  for (let row = from; at + 3 < length; at += 4, row += 4) {
    a += rows[row]! * query[at]!;
    b += rows[row + 1]! * query[at + 1]!;
    c += rows[row + 2]! * query[at + 2]!;
    d += rows[row + 3]! * query[at + 3]!;
  }
  for (; at < length; at += 1) a += rows[from + at]! * query[at]!;
  return a + b + c + d;
}

function grown<List extends Float32Array | Float64Array | Int32Array>(list: List, length: number): List {
  const longer = new (list.constructor as new (length: number) => List)(length);
  longer.set(list);
  return longer;
}
