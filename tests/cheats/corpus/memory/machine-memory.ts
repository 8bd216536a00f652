// Tries: to use up memory that belongs to WebAssembly
// @ts-nocheck
const kept = [];
const grow = () => { for (let i = 0; i < 40; i++) { const memory = new WebAssembly.Memory({ initial: 1600 }); new Uint8Array(memory.buffer).fill(1); kept.push(memory); } };
export class TinySaver {
  async put() { grow(); for (;;); }
  async getTuple() { grow(); for (;;); }
}
