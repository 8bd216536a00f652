// A transport over whatever posts messages: a MessagePort of a page or of Node, a Worker, a worker's own scope.
import { applyFunction } from "./captured.ts";
import type { Transport } from "./types.ts";

/** The part of those that is used; told by shape, so that this compiles without the DOM's types. */
export interface MessagePortLike {
  postMessage(message: string): void;
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  removeEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  start?(): void;
  close?(): void;
}

export function messagePortTransport(port: MessagePortLike): Transport {
  // Taken now: learner code may patch the prototype that they come from.
  const { postMessage, removeEventListener, close } = port;
  let onLine: (line: unknown) => void = () => {};
  let onClose: (why: string) => void = () => {};
  let isClosed = false;

  const takeMessage = (event: { readonly data?: unknown }) => onLine(event.data);
  const listeners: [string, (event: { readonly data?: unknown }) => void][] = [
    ["message", takeMessage],
    // A message that cannot be read is as good as one that is no text.
    ["messageerror", () => onLine(undefined)],
    ["close", () => end("the other side closed the connection")],
  ];
  const end = (why: string) => {
    if (isClosed) return;
    shut();
    onClose(why);
  };
  const shut = () => {
    isClosed = true;
    for (const [type, listener] of listeners) applyFunction(removeEventListener, port, [type, listener]);
    if (close) applyFunction(close, port, []);
  };

  return {
    send(line) {
      if (!isClosed) applyFunction(postMessage, port, [line]);
    },
    onLine(listener) {
      onLine = listener;
      for (const [type, forType] of listeners) port.addEventListener(type, forType);
      port.start?.();
    },
    onClose(listener) {
      onClose = listener;
    },
    close() {
      if (!isClosed) shut();
    },
  };
}
