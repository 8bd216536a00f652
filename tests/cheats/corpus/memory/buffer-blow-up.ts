// Tries: to use up memory that no heap limit counts
// @ts-nocheck
const kept = [];
const grow = () => { for (let i = 0; i < 40; i++) kept.push(new Uint8Array(100_000_000).fill(i)); };
export class TinySaver {
  async put() { grow(); for (;;); }
  async getTuple() { grow(); for (;;); }
}
