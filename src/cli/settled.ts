// Which submissions have come to rest: a file that is still being copied is read half, and differs from one look to the next.

export class Settled {
  readonly #seen = new Map<string, string>();
  readonly #done: Map<string, string>;

  /** `done`: submission → the state of it that has been dealt with. */
  constructor(done: ReadonlyMap<string, string>) {
    this.#done = new Map(done);
  }

  /** Those that look as they did the time before and differ from what was dealt with; they count as dealt with from now on. */
  look(states: ReadonlyMap<string, string>): readonly string[] {
    const settled = [...states]
      .filter(([name, state]) => this.#seen.get(name) === state && this.#done.get(name) !== state)
      .map(([name]) => name);
    this.#seen.clear();
    for (const [name, state] of states) this.#seen.set(name, state);
    for (const name of settled) this.#done.set(name, states.get(name)!);
    return settled;
  }

  /** Whether some are still to come to rest. */
  get isWaiting(): boolean {
    return [...this.#seen].some(([name, state]) => this.#done.get(name) !== state);
  }
}
