// Where in the learner's file something stands that was found in the JavaScript. Lines are the same; on its line a text
// has moved left by the types before it, so it is looked for by its own words.

export interface Place {
  readonly line: number;
  readonly column: number;
}

export function placeInSource(source: string, code: string, at: number): Place {
  const lineStart = code.lastIndexOf("\n", at - 1) + 1;
  const line = code.slice(0, lineStart).split("\n").length;
  const column = at - lineStart + 1;
  const codeLine = lineAt(code, line);
  const sourceLine = lineAt(source, line);
  if (codeLine === sourceLine) return { line, column };
  const word = /^(?:["'][^"']*["']|[\w$]+|\S)/.exec(codeLine.slice(column - 1))?.[0];
  if (word === undefined) return { line, column: sourceLine.trimEnd().length + 1 };
  const earlier = codeLine.slice(0, column - 1).split(word).length - 1;
  let found = -1;
  for (let i = 0; i <= earlier; i++) {
    const next = sourceLine.indexOf(word, found + 1);
    if (next === -1) break;
    found = next;
  }
  return { line, column: found === -1 ? 1 : found + 1 };
}

function lineAt(text: string, line: number): string {
  return text.split("\n")[line - 1] ?? "";
}
