// Tries: to call back so often that the judge has nothing else to do
// @ts-nocheck
export class TinySaver {
  #listener;
  async put() { for (;;) { for (let i = 0; i < 1000; i++) this.#listener?.("ada"); await null; } }
  async getTuple() { return Array.from({ length: 100 }, () => () => 1); }
  onPut(listener) { this.#listener = listener; for (let i = 0; i < 50_000; i++) listener("ada"); }
}
