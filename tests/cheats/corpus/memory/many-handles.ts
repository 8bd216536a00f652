// Tries: to hand over more functions than anyone can keep
// @ts-nocheck
export class TinySaver {
  async put() { return Array.from({ length: 20_000 }, (_, i) => () => i); }
  async getTuple() { return { checkpoint: Array.from({ length: 20_000 }, () => new (class {})()) }; }
}
