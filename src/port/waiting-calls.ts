// Calls that have been sent and not been answered. Each is settled exactly once, at the latest when the port closes.
import { NativePromise, newTable } from "./captured.ts";
import type { Way } from "./protocol.ts";

interface Waiter {
  readonly way: Way;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export class WaitingCalls {
  #table = newTable<Waiter>();
  #lastId = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  nextId(): number {
    return ++this.#lastId;
  }

  open(id: number, way: Way): Promise<unknown> {
    this.#count++;
    return new NativePromise((resolve, reject) => (this.#table[id] = { way, resolve, reject }));
  }

  /** The waiter of that call, who waits no longer; undefined when nobody does. */
  take(id: number): Waiter | undefined {
    const waiter = this.#table[id];
    if (waiter === undefined) return undefined;
    delete this.#table[id];
    this.#count--;
    return waiter;
  }

  rejectAll(error: unknown): void {
    const table = this.#table;
    this.#table = newTable();
    this.#count = 0;
    for (const id in table) table[id]!.reject(error);
  }
}
