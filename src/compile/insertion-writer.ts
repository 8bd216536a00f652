// Collects insertions while a tree is visited: what opens before the children are visited, what closes after them.
import type { AnyNode } from "acorn";
import type { Insertion } from "./insertions.ts";

/** An insertion whose text may be known only when what follows it has been visited. */
export interface Pending {
  readonly at: number;
  readonly opens: boolean;
  text: string;
}

export class InsertionWriter {
  readonly #code: string;
  readonly #pending: Pending[] = [];

  constructor(code: string) {
    this.#code = code;
  }

  insertions(): readonly Insertion[] {
    return this.#pending.filter(({ text }) => text !== "");
  }

  open(at: number, text: string): Pending {
    // `await(x)`: the word before must not grow together with what is inserted.
    const touches = /[\w$]/.test(this.#code[at - 1] ?? "") && /^[\w$]/.test(text);
    return this.#push({ at, text: touches ? ` ${text}` : text, opens: true });
  }

  close(at: number, text: string): void {
    this.#push({ at, text, opens: false });
  }

  /** A place for declarations: behind the directives, of which the last may lack its semicolon. */
  openBody(statements: readonly AnyNode[], start: number): Pending {
    let at = start;
    let text = "";
    for (const statement of statements) {
      if (statement.type !== "ExpressionStatement" || !statement.directive) break;
      at = statement.end;
      text = ";";
    }
    return this.open(at, text);
  }

  #push(insertion: Pending): Pending {
    this.#pending.push(insertion);
    return insertion;
  }
}
