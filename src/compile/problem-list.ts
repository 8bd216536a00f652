// The problems of one compilation. Bounded: a hostile file can have one on every character, and each takes looking up.
import type { CompileProblem } from "./compiled.ts";

const MOST = 50;

export class ProblemList {
  readonly #problems: CompileProblem[] = [];

  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  /** `problem` is asked for only if there is room for one more. */
  add(problem: CompileProblem | (() => CompileProblem)): void {
    if (this.#problems.length < MOST) this.#problems.push(typeof problem === "function" ? problem() : problem);
  }

  /** File by file as they were come upon, each from top to bottom. */
  sorted(files: readonly string[]): CompileProblem[] {
    const rank = ({ file }: CompileProblem) => files.indexOf(file);
    return [...this.#problems].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
  }
}
