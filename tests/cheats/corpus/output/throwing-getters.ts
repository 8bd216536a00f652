// Tries: to answer with objects that throw, or change, when they are read
// @ts-nocheck
let reads = 0;
const answer = () => ({
  get checkpoint() { throw new Error("no " + reads++); },
  get configurable() { return reads++ % 2 ? { thread_id: "ada" } : undefined; },
  get metadata() { return [undefined, { source: "loop", step: 0, parents: {} }][reads++ % 2]; },
  get pendingWrites() { for (;;) reads++; },
});
export class TinySaver {
  async put() { return answer(); }
  async getTuple() { return answer(); }
  async *list() { yield answer(); }
  onPut(listener) { listener(answer()); }
}
