// Where in the learner's file something stands that was found in the JavaScript. Lines are the same; on its line a word
// has moved left by the types before it, so it is looked for as the same word, counted from the left.

export interface Place {
  readonly line: number;
  readonly column: number;
}

export function placeInSource(source: string, code: string, at: number): Place {
  const lineStart = code.lastIndexOf("\n", at - 1) + 1;
  const line = code.slice(0, lineStart).split("\n").length;
  const column = at - lineStart;
  const codeLine = lineAt(code, line);
  const sourceLine = lineAt(source, line);
  if (codeLine === sourceLine) return { line, column: column + 1 };
  const words = wordsOf(codeLine);
  const index = words.findIndex((word) => word.column >= column);
  if (index === -1) return { line, column: sourceLine.trimEnd().length + 1 };
  const { text } = words[index]!;
  const earlier = words.slice(0, index).filter((word) => word.text === text).length;
  const same = wordsOf(sourceLine).filter((word) => word.text === text);
  const found = same[earlier] ?? same.at(-1);
  return { line, column: found ? found.column + 1 : 1 };
}

function lineAt(text: string, line: number): string {
  return text.split("\n")[line - 1] ?? "";
}

function wordsOf(line: string): { text: string; column: number }[] {
  return [...line.matchAll(/"[^"]*"|'[^']*'|[\p{L}\p{N}_$]+|\S/gu)].map(({ 0: text, index }) => ({
    text,
    column: index,
  }));
}
