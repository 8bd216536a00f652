// The vectors of a database, in its tables and as a matrix in memory. The matrix is read on the first query and then kept in
// step with each put; whatever else changes the tables is noticed by `vector_changes`, and the matrix is read anew.
import type { Database } from "../database/database.ts";
import { SaverError } from "../errors.ts";
import { type Scores, VectorMatrix } from "./vector-matrix.ts";

export interface FieldVector {
  readonly field: string;
  readonly part: number;
  readonly vector: Float32Array;
}

const ROWS_AT_ONCE = 1_000;
const FLOAT_BYTES = 4;
const shared = new WeakMap<Database, VectorIndex>();

export class VectorIndex {
  readonly #database: Database;
  #matrix: VectorMatrix | undefined;
  #changesSeen = 0;
  #isTouched = false;

  private constructor(database: Database) {
    this.#database = database;
  }

  /** One for all stores over a database, so that what one of them puts is in the matrix of all. */
  static of(database: Database): VectorIndex {
    const before = shared.get(database);
    if (before !== undefined) return before;
    const index = new VectorIndex(database);
    shared.set(database, index);
    return index;
  }

  get matrix(): Pick<VectorMatrix, "rowCount" | "bytes"> | undefined {
    return this.#matrix;
  }

  /** Vectors of different lengths cannot be compared, so a database holds those of one length only. */
  requireDims(dims: number): void {
    const bytes = this.#database.row("SELECT length(vector) FROM vectors LIMIT 1")?.[0];
    if (bytes !== undefined && bytes !== dims * FLOAT_BYTES)
      throw new SaverError(
        "DIMENSIONS_DIFFER",
        `the database "${this.#database.name}" holds vectors of ${Number(bytes) / FLOAT_BYTES} numbers, index.dims is ${dims}: use the embeddings that it was written with, or put the items again without an index`,
      );
  }

  /** A transaction of the database: what `act` does to the vectors is in the matrix when it commits, and not if it fails. */
  transaction<Result>(act: () => Result): Result {
    this.#isTouched = false;
    try {
      return this.#database.transaction(() => {
        // Looked at inside: until it ends, no other process changes what is read here.
        if (this.#matrix !== undefined && this.#changesSeen !== this.#changes()) this.#matrix = undefined;
        const result = act();
        if (this.#matrix !== undefined && this.#isTouched) this.#changesSeen = this.#changes();
        return result;
      });
    } catch (error) {
      // It may hold what was undone.
      if (this.#isTouched) this.#matrix = undefined;
      throw error;
    }
  }

  add(item: number, namespace: string, vectors: readonly FieldVector[]): void {
    if (vectors.length === 0) return;
    this.requireDims(vectors[0]!.vector.length);
    for (const { field, part, vector } of vectors)
      this.#database.run("INSERT INTO vectors (item_id, field, part, vector) VALUES (?, ?, ?, ?)", [
        item,
        field,
        part,
        new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength),
      ]);
    this.#isTouched = true;
    const all = vectors.map(({ vector }) => vector);
    this.#matrix?.add(item, namespace, all);
  }

  /** After the item was deleted, which deletes its vectors. */
  removed(item: number): void {
    this.#isTouched = true;
    this.#matrix?.remove(item);
  }

  score(query: Float32Array, isAsked: (namespace: string) => boolean): Scores {
    this.#matrix ??= this.#read(query.length);
    return this.#matrix.score(query, isAsked);
  }

  #changes(): number {
    return Number(this.#database.row("SELECT changes FROM vector_changes")![0]);
  }

  #read(dims: number): VectorMatrix {
    this.requireDims(dims);
    const matrix = VectorMatrix.ofDims(dims);
    let [item, namespace, vectors]: [number, string, Float32Array[]] = [0, "", []];
    const sql = `SELECT v.vector_id, v.item_id, i.namespace, v.vector FROM vectors v JOIN items i ON i.item_id = v.item_id
      WHERE v.vector_id > ? ORDER BY v.vector_id LIMIT ${ROWS_AT_ONCE}`;
    let last = 0;
    for (;;) {
      const rows = this.#database.rows(sql, [last]) as [number, number, string, Uint8Array][];
      for (const [, id, group, bytes] of rows) {
        if (id !== item && vectors.length > 0) {
          matrix.add(item, namespace, vectors);
          vectors = [];
        }
        [item, namespace] = [id, group];
        vectors.push(floatsOf(bytes));
      }
      if (rows.length < ROWS_AT_ONCE) break;
      last = rows.at(-1)![0];
    }
    if (vectors.length > 0) matrix.add(item, namespace, vectors);
    this.#changesSeen = this.#changes();
    return matrix;
  }
}

/** Copied: SQLite libraries give bytes at any address, floats must begin at a multiple of four. */
function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice().buffer);
}
