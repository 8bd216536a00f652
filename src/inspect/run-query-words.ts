// The little that must be known of a statement before SQLite sees it: where it begins, and with which words.

// As SQLite's tokenizer has it: a byte order mark is a blank wherever it stands.
const BLANK = /[ \t\n\f\r\ufeff]/;

/** The place of the first character from `from` on that is no blank, in no comment, and not in `also`. */
export function skipBlanks(sql: string, from: number, also = ""): number {
  let at = from;
  while (at < sql.length) {
    if (BLANK.test(sql[at]!) || also.includes(sql[at]!)) at += 1;
    else if (sql.startsWith("--", at)) at = after(sql, "\n", at);
    else if (sql.startsWith("/*", at)) at = after(sql, "*/", at + 2);
    else return at;
  }
  return at;
}

/** A comment that is not closed goes to the end. */
function after(sql: string, end: string, from: number): number {
  const found = sql.indexOf(end, from);
  return found === -1 ? sql.length : found + end.length;
}

/** In capitals; ends before the first thing that is no word. */
export function firstWords(sql: string, most: number): string[] {
  const words: string[] = [];
  let at = skipBlanks(sql, 0);
  while (words.length < most) {
    const word = /^[A-Za-z_]+/.exec(sql.slice(at, at + 40))?.[0];
    if (word === undefined) return words;
    words.push(word.toUpperCase());
    at = skipBlanks(sql, at + word.length);
  }
  return words;
}
