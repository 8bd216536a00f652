// Whether a frame that cannot tell of its own end still answers: it is asked now and then, and is silent when nothing at all
// was heard from it for too long.

const ASK_EVERY_MS = 1_000;

export class SignsOfLife {
  readonly #ask: (count: number) => void;
  readonly #silentMs: number;
  readonly #onSilent: () => void;
  #asking: ReturnType<typeof setInterval> | undefined;
  #asked = 0;
  #heardAt = 0;

  constructor(silentMs: number, ask: (count: number) => void, onSilent: () => void) {
    this.#silentMs = silentMs;
    this.#ask = ask;
    this.#onSilent = onSilent;
  }

  heard(): void {
    this.#heardAt = performance.now();
  }

  /** From now on; called again, it begins anew. */
  watch(): void {
    this.stop();
    let askedAt = performance.now();
    this.#heardAt = askedAt;
    this.#asking = setInterval(() => {
      const now = performance.now();
      // This page itself was held up (a debugger, a sleeping machine): that says nothing about the frame.
      const heldUp = now - askedAt > 3 * ASK_EVERY_MS;
      askedAt = now;
      if (heldUp) this.#heardAt = now;
      if (now - this.#heardAt > this.#silentMs) this.#onSilent();
      else this.#ask(++this.#asked);
    }, ASK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#asking);
  }
}
