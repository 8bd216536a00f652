// The image of a machine as a file: its memory without the zeros at its end, behind a line that says where things lie.
import fs from "node:fs";
import { type Machine, type MachineImage, PAGE_BYTES } from "./machine.node.ts";

interface Head {
  readonly pages: number;
  readonly hostAt: number;
  readonly bytes: number;
}

const HEAD_BYTES = 128;

export function writeImage(file: string, { memory, hostAt }: Machine): void {
  const all = new Uint8Array(memory.buffer);
  const bytes = all.findLastIndex((byte) => byte !== 0) + 1;
  const head: Head = { pages: all.length / PAGE_BYTES, hostAt, bytes };
  fs.writeFileSync(file, Buffer.concat([Buffer.from(JSON.stringify(head).padEnd(HEAD_BYTES)), all.subarray(0, bytes)]));
}

export function openImage(file: URL): MachineImage {
  const descriptor = fs.openSync(file, "r");
  const text = Buffer.alloc(HEAD_BYTES);
  fs.readSync(descriptor, text);
  const { pages, hostAt, bytes } = JSON.parse(text.toString("latin1")) as Head;
  return {
    pages,
    hostAt,
    fill(memory) {
      memory.fill(0);
      for (let read = 0; read < bytes;) {
        const more = fs.readSync(descriptor, memory, read, bytes - read, HEAD_BYTES + read);
        if (more === 0) throw new Error('the image of a machine is cut short: run "npm run vendor"');
        read += more;
      }
      fs.closeSync(descriptor);
    },
  };
}
