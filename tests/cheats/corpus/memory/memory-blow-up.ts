// Tries: to use up the memory of the host
// @ts-nocheck
const kept = [];
const grow = () => { for (;;) kept.push(Array.from({ length: 10_000 }, (_, i) => ({ i, text: "x" + i }))); };
export class TinySaver {
  async put() { grow(); }
  async getTuple() { grow(); }
}
