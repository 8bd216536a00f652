// Leaves on the global only what both homes have in common and learner code needs. A list of what stays, not of what
// goes: a browser or a Node that gains a way out next year does not give it to learner code. The policy of the frame and
// the permissions of the process are the walls behind this one.

const LANGUAGE = `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise
  RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError
  DisposableStack AsyncDisposableStack globalThis JSON Math Intl ArrayBuffer Uint8Array Int8Array Uint16Array Int16Array
  Uint32Array Int32Array Float16Array Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map
  BigInt Set Iterator WeakMap WeakSet WeakRef Proxy Reflect FinalizationRegistry decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape unescape eval isFinite isNaN WebAssembly`;

const PLATFORM = `AbortController AbortSignal DOMException Event EventTarget CustomEvent TextEncoder TextDecoder URL URLSearchParams
  ReadableStream ReadableStreamDefaultReader ReadableStreamDefaultController WritableStream WritableStreamDefaultWriter
  WritableStreamDefaultController TransformStream TransformStreamDefaultController ByteLengthQueuingStrategy
  CountQueuingStrategy TextEncoderStream TextDecoderStream structuredClone queueMicrotask atob btoa performance console process
  crypto setTimeout clearTimeout setInterval clearInterval`;

const STAYS = new Set(`${LANGUAGE} ${PLATFORM}`.split(/\s+/));

/** Removes everything else from `global` and from what it inherits; gives the names that would not go. */
export function lockDown(
  global: typeof globalThis,
  replacements: { console: object; process: object; crypto: object },
): string[] {
  const stubborn: string[] = [];
  for (const key of Object.getOwnPropertyNames(global)) if (!STAYS.has(key) && !remove(global, key)) stubborn.push(key);

  // A worker's global inherits most of what it can do. Object.prototype stays; EventTarget.prototype is needed by
  // AbortSignal, so its methods are only hidden from the global itself.
  for (
    let object = Object.getPrototypeOf(global);
    object && object !== Object.prototype;
    object = Object.getPrototypeOf(object)
  ) {
    const isEventTarget = typeof EventTarget === "function" && object === EventTarget.prototype;
    for (const key of Object.getOwnPropertyNames(object)) {
      if (key === "constructor" && !isEventTarget) remove(object, key);
      else if (isEventTarget) define(global, key, undefined);
      else if (!STAYS.has(key) && !remove(object, key)) stubborn.push(key);
    }
  }

  for (const key of ["createObjectURL", "revokeObjectURL"]) remove(global.URL, key);
  define(global, "console", replacements.console);
  define(global, "process", replacements.process);
  define(global, "crypto", replacements.crypto);
  return stubborn;
}

function remove(object: object, key: string): boolean {
  return Reflect.deleteProperty(object, key) || define(object, key, undefined);
}

function define(object: object, key: string, value: unknown): boolean {
  return Reflect.defineProperty(object, key, { value, writable: true, configurable: true, enumerable: false });
}

/** A browser leaves out `randomUUID` and `subtle` where the origin is opaque; the same two functions everywhere instead. */
export function createCrypto(native: Crypto): object {
  const getRandomValues = native.getRandomValues.bind(native);
  return Object.freeze({
    getRandomValues,
    randomUUID(): string {
      const bytes = getRandomValues(new Uint8Array(16));
      bytes[6] = (bytes[6]! & 0x0f) | 0x40;
      bytes[8] = (bytes[8]! & 0x3f) | 0x80;
      const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
    },
  });
}
