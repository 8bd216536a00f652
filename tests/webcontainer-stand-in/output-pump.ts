// Hands a process's output to the client piece by piece: what arrives while the client has not taken the last piece is
// handed over in one. Comlink looks through all waiting calls for each answer, so thousands at once would be slow.

export class OutputPump {
  readonly #give: ((piece: Uint8Array | null) => unknown) | undefined;
  #pieces: (Uint8Array | null)[] = [];
  #giving: Promise<void> | null = null;

  /** Without a listener what arrives is thrown away. */
  constructor(give: ((piece: Uint8Array | null) => unknown) | undefined) {
    this.#give = give;
  }

  push(piece: Uint8Array | null): void {
    if (!this.#give) return;
    this.#pieces.push(piece);
    this.#giving ??= this.#giveAll(this.#give).finally(() => (this.#giving = null));
  }

  /** Resolves when the client has taken all that has arrived. */
  async idle(): Promise<void> {
    await this.#giving;
  }

  async #giveAll(give: (piece: Uint8Array | null) => unknown): Promise<void> {
    while (this.#pieces.length > 0) {
      const pieces = this.#pieces.filter((piece) => piece !== null);
      const ends = pieces.length < this.#pieces.length;
      this.#pieces = [];
      if (pieces.length > 0) await give(joined(pieces));
      if (ends) await give(null);
    }
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}
