// Lists, objects and strings as TypeScript writes them: JSON, and what a formatter makes of it (keys without quotation marks,
// a comma after the last, comments). Nothing is ever evaluated.

export interface ReadLiteral {
  readonly value: unknown;
  /** What stands after it. */
  readonly rest: string;
}

const DEEPEST = 20;

/** Null where the text does not begin with such a literal. */
export function readLiteral(text: string): ReadLiteral | null {
  const reader = new Reader(text);
  try {
    const value = reader.value(0);
    return { value, rest: withoutComments(text.slice(reader.at)) };
  } catch (error) {
    if (error instanceof NoLiteral) return null;
    throw error;
  }
}

class NoLiteral extends Error {}

class Reader {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): unknown {
    if (depth > DEEPEST) throw new NoLiteral();
    if (this.#take(/\[/y)) return this.#list(depth);
    if (this.#take(/\{/y)) return this.#object(depth);
    return this.#string();
  }

  #list(depth: number): unknown[] {
    const list: unknown[] = [];
    while (!this.#take(/\]/y)) {
      list.push(this.value(depth + 1));
      this.#comma("]");
    }
    return list;
  }

  #object(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    while (!this.#take(/\}/y)) {
      const key = this.#take(/[A-Za-z_$][\w$]*/y) ?? this.#string();
      if (this.#take(/:/y) === null) throw new NoLiteral();
      entries.push([key, this.value(depth + 1)]);
      this.#comma("}");
    }
    // An own property even where the key is "__proto__".
    return Object.fromEntries(entries);
  }

  #comma(end: string): void {
    if (this.#take(/,/y) === null && !this.#ahead(end)) throw new NoLiteral();
  }

  #string(): string {
    const quoted = this.#take(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y);
    if (quoted === null) throw new NoLiteral();
    const inner = quoted.slice(1, -1);
    try {
      return JSON.parse(`"${inner.replaceAll(/\\'/g, "'").replaceAll(/(?<!\\)"/g, '\\"')}"`) as string;
    } catch {
      // An escape that JSON does not know: nobody writes it by the form.
      throw new NoLiteral();
    }
  }

  #take(pattern: RegExp): string | null {
    this.#skip();
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }

  #ahead(character: string): boolean {
    this.#skip();
    return this.#text[this.at] === character;
  }

  #skip(): void {
    BLANK.lastIndex = this.at;
    this.at += BLANK.exec(this.#text)?.[0].length ?? 0;
  }
}

const BLANK = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;

function withoutComments(text: string): string {
  return text.replaceAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, "");
}
