// Where a text names a term of the glossary.

export interface Term {
  /** Permanent, in kebab-case. */
  readonly id: string;
  readonly term: string;
  /** The words by which prose names it: letters, spaces and hyphens only. */
  readonly forms: readonly string[];
  /** One or two sentences; code between backticks. */
  readonly meaning: string;
  readonly python: string | null;
}

export interface TermPlace {
  readonly term: Term;
  readonly from: number;
  readonly to: number;
}

/** Finds terms in texts, each once: what was found in one text is not looked for in the next. */
export class TermFinder {
  readonly #byForm: ReadonlyMap<string, Term>;
  readonly #pattern: RegExp;
  readonly #found = new Set<string>();

  constructor(terms: readonly Term[]) {
    const forms = terms.flatMap((term) => term.forms.map((form) => [form, term] as const));
    // "latest checkpoint" before "latest" and "checkpoint".
    forms.sort(([a], [b]) => b.length - a.length);
    this.#byForm = new Map(forms.flatMap(([form, term]) => [[form, term] as const, [capital(form), term] as const]));
    const words = [...this.#byForm.keys()].sort((a, b) => b.length - a.length);
    this.#pattern = new RegExp(`(?<![\\p{L}\\d_-])(?:${words.join("|")})(?![\\p{L}\\d_-])`, "gu");
  }

  find(text: string): TermPlace[] {
    const places: TermPlace[] = [];
    for (const match of text.matchAll(this.#pattern)) {
      const term = this.#byForm.get(match[0])!;
      if (this.#found.has(term.id)) continue;
      this.#found.add(term.id);
      places.push({ term, from: match.index, to: match.index + match[0].length });
    }
    return places;
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
