// Tries: to use up memory before anything is asked of it
// @ts-nocheck
const kept = [];
for (let i = 0; i < 60; i++) kept.push(new Float64Array(10_000_000).fill(i));
for (;;);

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
