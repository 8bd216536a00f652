// Texts to insert into a source, and holes to leave where a module specifier stood. Nothing else may change in it.
import type { ImportRef } from "./compiled.ts";

export interface Insertion {
  readonly at: number;
  readonly text: string;
  /** Does it open something that begins at `at`, or close something that ends there? Closing texts come first. */
  readonly opens: boolean;
}

export interface Hole {
  readonly start: number;
  readonly end: number;
  readonly ref: ImportRef;
}

/** The code with its insertions made, in pieces, with a reference where each hole is. Lists are in the order of visiting. */
export function applyInsertions(
  code: string,
  insertions: readonly Insertion[],
  holes: readonly Hole[],
): (string | ImportRef)[] {
  const texts = [...insertions].sort((a, b) => a.at - b.at || Number(a.opens) - Number(b.opens));
  const parts: (string | ImportRef)[] = [];
  let text = "";
  let from = 0;
  let next = 0;
  const copyTo = (end: number) => {
    for (; next < texts.length && texts[next]!.at <= end; next++) {
      text += code.slice(from, texts[next]!.at) + texts[next]!.text;
      from = texts[next]!.at;
    }
    text += code.slice(from, end);
    from = end;
  };
  for (const hole of [...holes].sort((a, b) => a.start - b.start)) {
    copyTo(hole.start);
    parts.push(text, hole.ref);
    text = "";
    from = hole.end;
  }
  copyTo(code.length);
  parts.push(text);
  return parts;
}
