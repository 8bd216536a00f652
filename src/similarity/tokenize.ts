// An answer as kinds of tokens: names, numbers and texts are all alike, so that renaming changes nothing. The words of the
// language and its signs stay as they are.
import { File, Region, TokenizedFile } from "@dodona/dolos-core";
import jsTokens from "js-tokens";
import type { Files } from "../course/model.ts";

// Of JavaScript and TypeScript; written out, because js-tokens has one kind for names and words.
const WORDS = new Set(
  (
    "abstract as async await break case catch class const continue debugger default delete do else enum export extends " +
    "finally for from function get if implements import in instanceof interface let new null of private protected " +
    "public readonly return satisfies set static super switch this throw true false try type typeof undefined var void " +
    "while yield"
  ).split(" "),
);

const NOTHING = new Set([
  "WhiteSpace",
  "LineTerminatorSequence",
  "MultiLineComment",
  "SingleLineComment",
  "HashbangComment",
]);

/** All files of an answer, in the order of their names. */
export function tokenize(name: string, files: Files): TokenizedFile {
  const tokens: string[] = [];
  const places: Region[] = [];
  const text = Object.keys(files)
    .sort()
    .map((file) => files[file])
    .join("\n");
  let row = 0;
  let column = 0;
  for (const { type, value } of jsTokens(text)) {
    const [startRow, startColumn] = [row, column];
    const lines = value.split(/\r\n|[\n\r\u2028\u2029]/);
    row += lines.length - 1;
    column = lines.length > 1 ? lines.at(-1)!.length : column + value.length;
    if (NOTHING.has(type)) continue;
    tokens.push(kindOf(type, value));
    places.push(new Region(startRow, startColumn, row, column));
  }
  return new TokenizedFile(new File(name, text), tokens, places);
}

function kindOf(type: string, value: string): string {
  if (type === "Punctuator") return value;
  if (type === "IdentifierName") return WORDS.has(value) ? value : "name";
  return type;
}
