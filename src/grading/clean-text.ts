// Text that a submission had a say in, made fit to be stored and shown. Escaping for HTML, CSV or a terminal is the shower's.

/**
 * Control characters but line feed and tab, and what reorders or hides text. Ranges rather than Unicode properties: those differ
 * from engine to engine with its Unicode version, and reports must not. Joiners stay: names and emoji need them.
 */
const UNSHOWABLE = characterClass([
  [0x00, 0x08], // control
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad], // soft hyphen and others without a shape
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200b, 0x200b],
  [0x200e, 0x200f], // direction
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0e],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0xfffe, 0xffff],
  [0xe0000, 0xe0fff], // tags
]);

export const MAX_TEXT_CHARS = 4_000;

/** Well-formed, without control and bidirectional characters, bounded. Cleaning twice changes nothing. */
export function cleanText(text: string, maxChars: number = MAX_TEXT_CHARS): string {
  const bounded = text.length > maxChars ? `${text.slice(0, maxChars - 1)}…` : text;
  return bounded.toWellFormed().replace(UNSHOWABLE, "\ufffd");
}

function characterClass(ranges: readonly (readonly [number, number])[]): RegExp {
  const hex = (code: number) => `\\u{${code.toString(16)}}`;
  return new RegExp(`[${ranges.map(([low, high]) => `${hex(low)}-${hex(high)}`).join("")}]`, "gu");
}
