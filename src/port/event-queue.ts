// Events of the other side, kept until somebody listens. Past the limit they are counted and no longer kept.

export class EventQueue {
  readonly #limit: number;
  #kept: unknown[] = [];
  #listeners: readonly ((event: unknown) => void)[] = [];
  #taken = 0;
  #dropped = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get taken(): number {
    return this.#taken;
  }

  get dropped(): number {
    return this.#dropped;
  }

  get isFull(): boolean {
    return this.#taken >= this.#limit;
  }

  drop(): void {
    this.#dropped++;
  }

  add(event: unknown): void {
    this.#taken++;
    if (this.#listeners.length === 0) this.#kept[this.#kept.length] = event;
    for (let i = 0; i < this.#listeners.length; i++) this.#listeners[i]!(event);
  }

  listen(listener: (event: unknown) => void): void {
    this.#listeners = [...this.#listeners, listener];
    const kept = this.#kept;
    this.#kept = [];
    for (let i = 0; i < kept.length; i++) listener(kept[i]);
  }
}
