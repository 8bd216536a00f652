// One guest process in the container: its start, the lines of its port over its terminal, its end. Runs in the container's
// frame. Whatever arrives from the terminal may have been written by learner code, unless it carries the mark.
import type { WebContainer } from "@webcontainer/api";
import { frameLine, readFrames } from "../../port/framed-lines.ts";
import { ProgramLog } from "./program-log.ts";

/** The part of the client's process that is used. */
export type TerminalProcess = Pick<Awaited<ReturnType<WebContainer["spawn"]>>, "input" | "output" | "exit" | "kill">;

export interface GuestTerminal {
  /** The guest has loaded its kernel and waits for a job. Rejects when it ends before. */
  readonly started: Promise<void>;
  /** Why it has ended; all that it wrote before has been read by then. Never rejects. */
  readonly died: Promise<string>;
  /** From now on its lines go to and fro through that port. */
  connect(port: MessagePort): void;
  /** Resolves when it runs no more. */
  kill(): Promise<void>;
}

/** Output and exit come on lines of their own, and the output of a process that others share may never end. */
const LATE_OUTPUT_MS = 2_000;

export function openTerminal(process: TerminalProcess): GuestTerminal {
  const mark = crypto.randomUUID();
  const input = process.input.getWriter();
  const write = (text: string): void => void input.write(text).catch(() => undefined); // it has ended; `died` tells
  let port: MessagePort | null = null;
  let start: (error?: Error) => void;
  const started = new Promise<void>((resolve, reject) => (start = (error) => (error ? reject(error) : resolve())));
  started.catch(() => undefined);

  const log = new ProgramLog(() => process.kill());
  let take = (line: string): void => {
    take = (later) => port?.postMessage(later);
    start(readStarted(line));
  };
  const read = readFrames(
    mark,
    "out",
    (line) => take(line),
    (text) => log.add(text),
  );
  const outputEnded = readAll(process.output, read);
  const exited = process.exit.then(
    (code) => code,
    () => null,
  );
  const died = exited.then(async (code) => {
    await Promise.race([outputEnded, new Promise((resolve) => setTimeout(resolve, LATE_OUTPUT_MS))]);
    const why = log.causeOfDeath(code);
    start(new Error(`${why} ${log.lastWords()}`.trim()));
    return why;
  });

  write(`${mark}\n`);
  return {
    started,
    died,
    connect(given) {
      port = given;
      port.onmessage = ({ data }: MessageEvent<unknown>) => write(frameLine(String(data), mark, "in"));
    },
    async kill() {
      port?.close();
      process.kill();
      await exited;
    },
  };
}

async function readAll(output: ReadableStream<string>, read: (chunk: string) => void): Promise<void> {
  const reader = output.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) read(piece.value);
  } catch {
    // A stream that breaks has ended as well.
  }
}

/** Undefined for a guest that has started. */
function readStarted(line: string): Error | undefined {
  const said = JSON.parse(line) as { readonly started?: boolean; readonly why?: string };
  return said.started === true ? undefined : new Error(String(said.why));
}
