// Text compared as SQL's LIKE would, which is how several of the broken stores come to be wrong.

/** Whether `text` matches the pattern, in which % stands for any characters and _ for one. */
export function isLike(text: string, pattern: string): boolean {
  const source = [...pattern]
    .map((sign) => (sign === "%" ? ".*" : sign === "_" ? "." : `\\u{${sign.codePointAt(0)!.toString(16)}}`))
    .join("");
  return new RegExp(`^${source}$`, "su").test(text);
}
