// What the learner opened and closed, by place and not by element: it stays when a value is drawn anew, and from one
// checkpoint to the next.

/** Names of channels, keys and indices, and words of ours. */
export type Place = readonly (string | number)[];

export class Folds {
  readonly #chosen = new Map<string, boolean>();

  isOpen(place: Place, atFirst: boolean): boolean {
    return this.#chosen.get(JSON.stringify(place)) ?? atFirst;
  }

  choose(place: Place, open: boolean): void {
    this.#chosen.set(JSON.stringify(place), open);
  }
}
