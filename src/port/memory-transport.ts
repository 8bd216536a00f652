// Two transports joined in memory, for tests and for a judge that runs its subject beside itself.
import type { Transport } from "./types.ts";

/** What one end sends arrives at the other in a later microtask, in order. */
export function memoryTransports(): [Transport, Transport] {
  const left = new MemoryEnd();
  const right = new MemoryEnd();
  left.other = right;
  right.other = left;
  return [left, right];
}

class MemoryEnd implements Transport {
  other: MemoryEnd | null = null;
  #onLine: (line: unknown) => void = () => {};
  #onClose: (why: string) => void = () => {};
  #isClosed = false;

  send(line: string): void {
    const { other } = this;
    if (!this.#isClosed && other) queueMicrotask(() => other.#isClosed || other.#onLine(line));
  }

  onLine(listener: (line: unknown) => void): void {
    this.#onLine = listener;
  }

  onClose(listener: (why: string) => void): void {
    this.#onClose = listener;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { other } = this;
    queueMicrotask(() => {
      if (!other || other.#isClosed) return;
      other.#isClosed = true;
      other.#onClose("the other side closed");
    });
  }
}
