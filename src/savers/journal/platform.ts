// What the journal uses of its host and both browsers and Node have. This package compiles without their types.

interface Host {
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
  readonly TextDecoder: new (label: string, options: { ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };
  readonly setImmediate?: (act: () => void) => unknown;
  readonly MessageChannel?: new () => {
    readonly port1: { onmessage: (() => void) | null; close(): void };
    readonly port2: { postMessage(message: unknown): void };
  };
  setTimeout(act: () => void, ms: number): unknown;
}

const host = globalThis as unknown as Host;
const encoder = new host.TextEncoder();
// "Ignore" is to leave it in: otherwise a text that begins with U+FEFF would come back without it.
const decoder = new host.TextDecoder("utf-8", { ignoreBOM: true });

export const toUtf8 = (text: string): Uint8Array => encoder.encode(text);
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Resolves when everything that is ready to run now has run: a timer would wait up to 4 ms for the same. */
export function endOfTurn(): Promise<void> {
  return new Promise((resolve) => {
    // In Node an open message port would keep the process alive.
    if (host.setImmediate) return void host.setImmediate(resolve);
    // A place that was stripped down for code that nobody trusts may have timers only.
    if (!host.MessageChannel) return void host.setTimeout(resolve, 0);
    const { port1, port2 } = new host.MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
