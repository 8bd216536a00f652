// Tries: to answer with more than the judge can hold
// @ts-nocheck
export class TinySaver {
  async put() { return { configurable: { thread_id: "a".repeat(30_000_000), checkpoint_id: new Uint8Array(30_000_000) } }; }
  async getTuple() { return { checkpoint: { channel_values: Array.from({ length: 1_000_000 }, (_, i) => ({ i })) } }; }
  async *list() { yield Object.fromEntries(Array.from({ length: 500_000 }, (_, i) => ["k" + i, i])); }
  async deleteThread() { throw new Error("e".repeat(30_000_000)); }
}
