// The two signals and the one piece of text that the direct writers share.

/** Thrown, and caught in this folder, when a value is better left to the official serializer. One object: throwing is cheap. */
export const NOT_DIRECT = new Error("left to the official serializer");

/** Deeper than data is. It is also how a cycle shows: a walk around one gets here before anything else. */
export const MAX_DEPTH = 200;

export const UNDEFINED_TEXT = '{"lc":2,"type":"undefined"}';

// eslint-disable-next-line no-control-regex -- control characters are what JSON must escape
const NEEDS_ESCAPING = /["\\\u0000-\u001f\ud800-\udfff]/;

export function quote(text: string): string {
  return NEEDS_ESCAPING.test(text) ? JSON.stringify(text) : `"${text}"`;
}
