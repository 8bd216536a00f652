// The sentences of a paragraph of MDX, each with its place in the file. What a sentence means is not known here.

/** As much of a Markdown tree as is read here. */
export interface Node {
  readonly type: string;
  readonly name?: string | null;
  readonly value?: string;
  readonly attributes?: readonly Attribute[];
  readonly children?: readonly Node[];
  readonly position?: { readonly start: Place };
}

export interface Attribute {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Sentence extends Place {
  /** As the author wrote it, without emphasis and links, in one line. */
  readonly text: string;
  /** What is outside every `<Fact>`, with "`c`" for each piece of inline code. */
  readonly outside: string;
  /** Ids of the claims of the facts in it. */
  readonly facts: readonly string[];
}

interface Character extends Place {
  readonly text: string;
  readonly code: boolean;
  /** The claim of the fact that it stands in. */
  readonly fact: string | null;
}

export function sentencesOf(paragraph: Node, fact: string | null = null): Sentence[] {
  const all = charactersOf(paragraph, fact, paragraph.position?.start ?? { line: 1, column: 1 });
  return cut(all)
    .map(trim)
    .filter((part) => part.length > 0)
    .map(describe);
}

/** A paragraph of more than one line keeps its place for each of them. */
function charactersOf(node: Node, fact: string | null, from: Place): Character[] {
  const start = node.position?.start ?? from;
  if (node.type === "text") return spell(node.value ?? "", start, fact, false);
  if (node.type === "inlineCode") return spell(node.value ?? "", start, fact, true);
  if (node.type === "break") return spell(" ", start, fact, false);
  const inside = node.name === "Fact" ? factOf(node) : fact;
  return (node.children ?? []).flatMap((child) => charactersOf(child, inside, start));
}

export function factOf(node: Node): string {
  const value = node.attributes?.find(({ name }) => name === "claim")?.value;
  return typeof value === "string" ? value : "";
}

function spell(text: string, start: Place, fact: string | null, code: boolean): Character[] {
  const found: Character[] = [];
  let { line, column } = start;
  for (const character of code ? `\`${text}\`` : text) {
    found.push({ text: character === "\n" ? " " : character, line, column, code, fact });
    if (character === "\n") [line, column] = [line + 1, 1];
    else column += character.length;
  }
  return found;
}

const ENDS = /[.!?…]+["”’»')\]]*(?=\s|$)/g;
const ABBREVIATED = /\b(e\.g|i\.e|etc|vs|cf|approx)\.$/i;

function cut(all: readonly Character[]): Character[][] {
  // Code is one letter for each character: a point inside it ends nothing.
  const letters = all.map(({ text, code }) => (code ? "c" : text)).join("");
  const parts: Character[][] = [];
  let from = 0;
  for (const match of letters.matchAll(ENDS)) {
    const to = match.index + match[0].length;
    if (ABBREVIATED.test(letters.slice(0, to))) continue;
    if (match[0].startsWith("…") && !/^\s+[\p{Lu}“"]/u.test(letters.slice(to))) continue;
    parts.push(all.slice(from, to));
    from = to;
  }
  return [...parts, all.slice(from)];
}

function trim(part: readonly Character[]): readonly Character[] {
  const blank = ({ text }: Character) => text.trim() === "";
  const first = part.findIndex((character) => !blank(character));
  return first < 0 ? [] : part.slice(first, part.findLastIndex((character) => !blank(character)) + 1);
}

function describe(part: readonly Character[]): Sentence {
  const { line, column } = part[0]!;
  const outside = part.filter(({ fact }) => fact === null);
  return {
    text: oneLine(part.map(({ text }) => text).join("")),
    outside: oneLine(
      outside
        .map(({ text }) => text)
        .join("")
        .replace(/`[^`]*`/g, "`c`"),
    ),
    facts: [...new Set(part.flatMap(({ fact }) => (fact === null ? [] : [fact])))],
    line,
    column,
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
