// The lab's side of its reader: one promise per question. What takes too long is ended with its worker; the next question
// starts a new one over the same bytes.
import { InspectError } from "../../../inspect/inspect-error.ts";
import type { InspectErrorCode } from "../../../inspect/inspect-error.ts";
import type { Answers, Ask, FromReader, ToReader } from "./protocol.ts";

/** What is needed of a `Worker`. */
export interface ReaderPort {
  postMessage(message: ToReader): void;
  onmessage: ((event: { data: FromReader }) => void) | null;
  onerror: ((event: { message?: string; preventDefault?: () => void }) => void) | null;
  terminate(): void;
}

export interface Reader extends Disposable {
  /** Rejects with InspectError for what the file or the query is to blame for, with ReaderEnded when there is no answer. */
  ask<A extends Ask>(ask: A, asked: Answers[A]["asked"], signal?: AbortSignal): Promise<Answers[A]["answer"]>;
}

export class ReaderEnded extends Error {
  override readonly name = "ReaderEnded";
}

/** Longer than any honest question takes on a slow machine; a query without an end is stopped by the learner before. */
const MOST_MS = 30_000;

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** `start` gives a worker that knows where SQLite is; called again when one was ended. */
export function createReader(start: () => ReaderPort): Reader {
  let port: ReaderPort | null = null;
  let bytes: Uint8Array | null = null;
  let ids = 0;
  const waiting = new Map<number, Waiting>();

  function connected(): ReaderPort {
    if (port) return port;
    port = start();
    port.onmessage = ({ data }) => receive(data);
    port.onerror = (event) => {
      event.preventDefault?.();
      end(`The reader ended: ${event.message ?? "it could not be loaded"}`);
    };
    // Its answer is nobody's: whoever asks next only needs the file open.
    if (bytes) port.postMessage({ kind: "ask", id: ++ids, ask: "open", bytes });
    return port;
  }

  function receive(message: FromReader): void {
    const found = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) found?.resolve(message.answer as never);
    else found?.reject(errorOf(message));
  }

  function end(why: string): void {
    port?.terminate();
    port = null;
    for (const { reject } of waiting.values()) reject(new ReaderEnded(why));
    waiting.clear();
  }

  return {
    ask(ask, asked, signal) {
      return new Promise<never>((resolve, reject) => {
        if (signal?.aborted) return reject(new ReaderEnded("Stopped."));
        const id = ++ids;
        const stop = () => waiting.has(id) && end("Stopped.");
        const timer = setTimeout(() => {
          if (waiting.has(id)) end(`There was no answer within ${MOST_MS / 1_000} seconds, so it was ended.`);
        }, MOST_MS);
        const settled = () => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", stop);
        };
        signal?.addEventListener("abort", stop);
        const reader = connected();
        waiting.set(id, {
          resolve(answer) {
            settled();
            if (ask === "open") ({ bytes } = asked as Answers["open"]["asked"]);
            resolve(answer);
          },
          reject: (error) => (settled(), reject(error)),
        });
        reader.postMessage({ kind: "ask", id, ask, ...asked } as ToReader);
      });
    },
    [Symbol.dispose]: () => end("The lab was closed."),
  };
}

function errorOf({ code, message }: Extract<FromReader, { ok: false }>): Error {
  return code === "READER_FAILED" ? new ReaderEnded(message) : new InspectError(code as InspectErrorCode, message);
}
