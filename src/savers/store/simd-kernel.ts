// A WebAssembly function that multiplies many rows with one query, four numbers at a time. Written down as instructions, since
// it is a dozen lines, and building WebAssembly would need a tool that nothing else here needs.

/** `dots(row, end, query, queryEnd, out)`: all are byte addresses; rows and query are whole multiples of 64 bytes long. */
export interface SimdKernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  dots(row: number, end: number, query: number, queryEnd: number, out: number): void;
}

export const PAGE_BYTES = 65_536;

/** The part of WebAssembly's JavaScript interface that is used here; this package is compiled without any host's types. */
interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

let compiled: object | undefined;

/** A kernel with a memory of its own; undefined where there is no WebAssembly, or none with SIMD, or a page's policy forbids it. */
export function simdKernel(): SimdKernel | undefined {
  const { WebAssembly } = globalThis as { WebAssembly?: WebAssemblyHost };
  if (WebAssembly === undefined) return undefined;
  try {
    compiled ??= new WebAssembly.Module(moduleBytes());
    return new WebAssembly.Instance(compiled).exports as SimdKernel;
  } catch {
    // Nothing is lost but speed: the same sums are done in JavaScript.
    return undefined;
  }
}

const [ROW, END, QUERY, QUERY_END, OUT, AT, A, B, C, D] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const I32_CONST = 0x41;
const I32_ADD = 0x6a;
const I32_LESS = 0x49;
const I32_NOT_LESS = 0x4f;
const F32_ADD = 0x92;
const BRANCH = 0x0c;
const BRANCH_IF = 0x0d;
const BLOCK = [0x02, 0x40];
const LOOP = [0x03, 0x40];
const STOP = 0x0b;
const F32_STORE = [0x38, 2, 0];
const F32X4_ADD = [0xfd, 0xe4, 1];
const F32X4_MULTIPLY = [0xfd, 0xe6, 1];
const I32X4_SPLAT = [0xfd, 0x11];
const load = (offset: number) => [0xfd, 0, 4, offset];
const lane = (vector: number, at: number) => [...get(vector), 0xfd, 0x1f, at];
const advance = (local: number, bytes: number) => [...get(local), I32_CONST, ...signed(bytes), I32_ADD, ...set(local)];
const clear = (vector: number) => [I32_CONST, 0, ...I32X4_SPLAT, ...set(vector)];
/** sum += row[offset…] * query[offset…] */
const accumulate = (sum: number, offset: number) => [
  ...get(sum),
  ...[...get(ROW), ...load(offset), ...get(AT), ...load(offset), ...F32X4_MULTIPLY],
  ...[...F32X4_ADD, ...set(sum)],
];

/** Four sums of four numbers side by side: one would make each addition wait for the one before it. */
function dotsBody(): number[] {
  const eachSixteenNumbers = [
    ...[A, B, C, D].flatMap((sum, at) => accumulate(sum, 16 * at)),
    ...[...advance(ROW, 64), ...advance(AT, 64)],
    ...[...get(AT), ...get(QUERY_END), I32_LESS, BRANCH_IF, 0],
  ];
  const total = [
    ...[...get(A), ...get(B), ...F32X4_ADD, ...get(C), ...get(D), ...F32X4_ADD, ...F32X4_ADD, ...set(A)],
    ...[...lane(A, 0), ...lane(A, 1), F32_ADD, ...lane(A, 2), ...lane(A, 3), F32_ADD, F32_ADD],
  ];
  const eachRow = [
    ...[...get(ROW), ...get(END), I32_NOT_LESS, BRANCH_IF, 1],
    ...[...[A, B, C, D].flatMap(clear), ...get(QUERY), ...set(AT)],
    ...[...LOOP, ...eachSixteenNumbers, STOP],
    ...[...get(OUT), ...total, ...F32_STORE],
    ...[...advance(OUT, 4), BRANCH, 0],
  ];
  const locals = [2, 1, 0x7f, 4, 0x7b];
  return [...locals, ...BLOCK, ...LOOP, ...eachRow, STOP, STOP, STOP];
}

function moduleBytes(): Uint8Array {
  const section = (id: number, content: number[]) => [id, ...sized(content)];
  const name = (text: string) => sized(Array.from(text, (letter) => letter.charCodeAt(0)));
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 5, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...name("memory"), 2, 0, ...name("dots"), 0, 0]),
    ...section(10, [1, ...sized(dotsBody())]),
  ]);
}

/** The number of bytes, then the bytes. */
function sized(bytes: number[]): number[] {
  return bytes.length < 128 ? [bytes.length, ...bytes] : [(bytes.length & 127) | 128, bytes.length >> 7, ...bytes];
}

/** A whole number below 8,192 as signed LEB128. */
function signed(number: number): number[] {
  return number < 64 ? [number] : [(number & 127) | 128, number >> 7];
}
