// A program of the container's own Node without a guest in it, for looking at the container itself. Both ends of its line: the
// frame passes everything on as it comes, the page gets a program to speak with.
import type { TerminalProcess } from "./guest-terminal.ts";

type ToProgram = { readonly write: string } | { readonly kill: true };
type FromProgram = { readonly output: string } | { readonly exit: number } | { readonly failed: string };

export interface NodeProgram {
  /** What it writes to its terminal, in pieces, from the beginning. One listener. */
  onOutput(listener: (text: string) => void): void;
  write(text: string): void;
  /** Rejects when it could not be started. */
  readonly exit: Promise<number>;
  kill(): void;
}

/** In the frame. */
export async function serveProgram(spawning: Promise<TerminalProcess>, port: MessagePort): Promise<void> {
  const tell = (message: FromProgram): void => port.postMessage(message);
  try {
    const process = await spawning;
    const input = process.input.getWriter();
    port.onmessage = ({ data }: MessageEvent<ToProgram>) => {
      if ("kill" in data) process.kill();
      else input.write(data.write).catch(() => undefined); // it has ended, which is told below
    };
    // Not waited for: its end may come later than the exit code, or never.
    void process.output.pipeTo(new WritableStream({ write: (output) => tell({ output }) })).catch(() => undefined);
    tell({ exit: await process.exit });
  } catch (error) {
    tell({ failed: error instanceof Error ? error.message : String(error) });
  }
}

/** In the page. */
export function programAt(port: MessagePort): NodeProgram {
  let begun = "";
  let hear: ((text: string) => void) | null = null;
  const send = (message: ToProgram): void => port.postMessage(message);
  const exit = new Promise<number>((resolve, reject) => {
    port.onmessage = ({ data }: MessageEvent<FromProgram>) => {
      if ("exit" in data) resolve(data.exit);
      else if ("failed" in data) reject(new Error(data.failed));
      else if (hear) hear(data.output);
      else begun += data.output;
    };
  });
  exit.catch(() => undefined);
  return {
    exit,
    onOutput(listener) {
      hear = listener;
      listener(begun);
    },
    write: (text) => send({ write: text }),
    kill: () => send({ kill: true }),
  };
}
