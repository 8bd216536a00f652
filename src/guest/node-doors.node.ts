// How lines get into a Node process and out of it. Everything needed later is taken hold of before learner code is there.
import { Buffer } from "node:buffer";
import fs from "node:fs";
import { Socket } from "node:net";
import process from "node:process";
import { frameLine, readFrames } from "../port/framed-lines.ts";
import { splitLines } from "../port/split-lines.ts";
import type { Transport } from "../port/types.ts";

const IN = 3;
const OUT = 4;
const STDOUT = 1;

export const exit = process.exit.bind(process);
export const onProcess = process.on.bind(process);
const { writeSync } = fs;
const toBytes = Buffer.from;

/** Two pipes of our own, which learner code does not know of. */
export function pipes(): Transport {
  // A socket, as the host made it one: a file stream would meet "try again" where nothing has arrived yet.
  const input = new Socket({ fd: IN, readable: true, writable: false }).setEncoding("utf8");
  return {
    send: (line) => writeWhole(OUT, `${line}\n`),
    onLine(listener) {
      const take = splitLines(listener, Infinity);
      input.on("data", (chunk) => take(String(chunk)));
      input.on("end", () => exit(0));
    },
    onClose: () => {},
    close: () => exit(0),
  };
}

/** The one terminal that a process in a container has. The first line in is the mark, which is told to nobody. */
export function terminal(): Transport {
  const { stdin } = process;
  // Unedited and without an echo; where there is no such thing, frames stand both.
  if (stdin.isTTY) stdin.setRawMode(true);
  stdin.setEncoding("utf8");
  let mark = "";
  let listen = (_line: string): void => {};
  const unsent: string[] = [];
  const send = (line: string): void => {
    if (mark === "") unsent.push(line);
    else writeWhole(STDOUT, frameLine(line, mark, "out"));
  };
  let begun = "";
  let take = (chunk: string): void => {
    begun += chunk;
    const end = begun.indexOf("\n");
    if (end === -1) return;
    mark = begun.slice(0, end).trim();
    take = readFrames(
      mark,
      "in",
      (line) => listen(line),
      () => {},
    );
    for (const line of unsent.splice(0)) send(line);
    take(begun.slice(end + 1));
  };
  stdin.on("data", (chunk) => take(String(chunk)));
  stdin.on("end", () => exit(0));
  return {
    send,
    onLine(listener) {
      listen = listener;
    },
    onClose: () => {},
    close: () => exit(0),
  };
}

function writeWhole(descriptor: number, text: string): void {
  const bytes = toBytes(text);
  for (let sent = 0; sent < bytes.length;) {
    try {
      sent += writeSync(descriptor, bytes, sent);
    } catch (error) {
      // It is full: wait for the host to read. Any other error means that the host is gone.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") exit(1);
    }
  }
}
