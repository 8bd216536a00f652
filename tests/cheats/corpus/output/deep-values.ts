// Tries: to answer with a value so deep that reading it overflows the stack
// @ts-nocheck
const deep = (levels) => { let value = {}; for (let i = 0; i < levels; i++) value = i % 2 ? { value } : [value]; return value; };
export class TinySaver {
  async put() { return { configurable: deep(200_000) }; }
  async getTuple() { return { checkpoint: deep(100), metadata: deep(50_000) }; }
  async *list() { yield deep(200_000); }
}
