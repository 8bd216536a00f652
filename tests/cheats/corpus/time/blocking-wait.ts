// Tries: to put the thread to sleep where no loop can be seen
// @ts-nocheck
export class TinySaver {
  async put() { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); for (;;); }
  async getTuple() { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); for (;;); }
}
