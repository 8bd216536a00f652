// How a value that JSON does not have is written: an object whose `$` says what it is. Shared by encode and decode.

export type HandleKind = "function" | "class" | "instance";

export type Tagged =
  | { readonly $: "undefined" }
  | { readonly $: "number"; readonly is: "NaN" | "Infinity" | "-Infinity" | "-0" }
  | { readonly $: "bigint"; readonly is: string }
  /** Milliseconds; null for an invalid date. */
  | { readonly $: "date"; readonly is: number | null }
  /** Base64. */
  | { readonly $: "bytes"; readonly is: string }
  | { readonly $: "map"; readonly of: readonly (readonly [unknown, unknown])[] }
  | { readonly $: "set"; readonly of: readonly unknown[] }
  /** A plain object that has a key `$` of its own. */
  | { readonly $: "object"; readonly of: readonly (readonly [string, unknown])[] }
  | { readonly $: "error"; readonly name: string; readonly message: string }
  /** Something that stays with the sender. */
  | { readonly $: HandleKind; readonly id: number; readonly name?: string }
  /** Something of the receiver's, coming home. */
  | { readonly $: "yours"; readonly id: number };

/** Keys that could reach a prototype; refused on the way out and on the way in. */
export function isForbiddenKey(key: string): boolean {
  return key === "__proto__" || key === "constructor" || key === "prototype";
}

/** Digits of a bigint that may travel: parsing takes time that grows with their square. */
export const MOST_BIGINT_DIGITS = 1_000;
