// Tries: to answer with a list that never ends
// @ts-nocheck
export class TinySaver {
  async put() { return { configurable: { thread_id: "ada" } }; }
  async getTuple() { return this.list(); }
  async *list() { for (let step = 0; ; step++) yield { checkpoint: { id: String(step) } }; }
}
