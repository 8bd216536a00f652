// Rows of 32-bit floats, one after another, and their products with a query: in WebAssembly's memory where there is SIMD,
// else in an array.
import { PAGE_BYTES, type SimdKernel, simdKernel } from "./simd-kernel.ts";

export interface VectorRows {
  readonly bytes: number;
  /** Room for at least so many rows; what is there stays. */
  reserve(rows: number): void;
  set(row: number, vector: Float32Array): void;
  /** Moves rows to a lower place. */
  move(to: number, from: number, count: number): void;
  /** `products[first + n]` = row `first + n` times the query, for `count` rows. */
  multiply(query: Float32Array, products: Float32Array, first: number, count: number): void;
}

export function vectorRows(dims: number): VectorRows {
  const kernel = simdKernel();
  return kernel === undefined ? new ArrayRows(dims) : new SimdRows(dims, kernel);
}

const FLOAT_BYTES = 4;
/** The kernel takes sixteen numbers at a time. What a row lacks to that stays zero: the memory begins so, and nobody writes there. */
const STEP = 16;
/** Products of one call of the kernel. */
const BLOCK = 1_024;

/** The memory: the query, a block of products, then the rows. */
export class SimdRows implements VectorRows {
  readonly #kernel: SimdKernel;
  readonly #stride: number;
  readonly #rowsAt: number;
  #floats: Float32Array;

  constructor(dims: number, kernel: SimdKernel) {
    this.#kernel = kernel;
    this.#stride = Math.ceil(dims / STEP) * STEP;
    this.#rowsAt = this.#stride + BLOCK;
    this.#floats = new Float32Array(kernel.memory.buffer);
    this.#reserveFloats(this.#rowsAt);
  }

  get bytes(): number {
    return this.#floats.byteLength;
  }

  reserve(rows: number): void {
    this.#reserveFloats(this.#rowsAt + rows * this.#stride);
  }

  set(row: number, vector: Float32Array): void {
    this.#floats.set(vector, this.#rowsAt + row * this.#stride);
  }

  move(to: number, from: number, count: number): void {
    const at = (row: number) => this.#rowsAt + row * this.#stride;
    this.#floats.copyWithin(at(to), at(from), at(from + count));
  }

  multiply(query: Float32Array, products: Float32Array, first: number, count: number): void {
    this.#floats.set(query, 0);
    const queryBytes = this.#stride * FLOAT_BYTES;
    const rowBytes = queryBytes;
    for (let from = first; from < first + count; from += BLOCK) {
      const rows = Math.min(BLOCK, first + count - from);
      const at = this.#rowsAt * FLOAT_BYTES + from * rowBytes;
      this.#kernel.dots(at, at + rows * rowBytes, 0, queryBytes, queryBytes);
      products.set(this.#floats.subarray(this.#stride, this.#stride + rows), from);
    }
  }

  #reserveFloats(floats: number): void {
    const missing = floats * FLOAT_BYTES - this.#floats.byteLength;
    if (missing <= 0) return;
    this.#kernel.memory.grow(Math.ceil(Math.max(missing, this.#floats.byteLength / 2) / PAGE_BYTES));
    // Growing takes the old buffer away.
    this.#floats = new Float32Array(this.#kernel.memory.buffer);
  }
}

export class ArrayRows implements VectorRows {
  readonly #dims: number;
  #floats: Float32Array;

  constructor(dims: number) {
    this.#dims = dims;
    this.#floats = new Float32Array(0);
  }

  get bytes(): number {
    return this.#floats.byteLength;
  }

  reserve(rows: number): void {
    const floats = rows * this.#dims;
    if (floats <= this.#floats.length) return;
    const longer = new Float32Array(Math.max(floats, this.#floats.length * 2));
    longer.set(this.#floats);
    this.#floats = longer;
  }

  set(row: number, vector: Float32Array): void {
    this.#floats.set(vector, row * this.#dims);
  }

  move(to: number, from: number, count: number): void {
    this.#floats.copyWithin(to * this.#dims, from * this.#dims, (from + count) * this.#dims);
  }

  multiply(query: Float32Array, products: Float32Array, first: number, count: number): void {
    for (let row = first; row < first + count; row += 1) products[row] = dot(this.#floats, row * this.#dims, query);
  }
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
