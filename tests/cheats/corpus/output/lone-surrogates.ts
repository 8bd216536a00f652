// Tries: to answer with text that has no encoding
// @ts-nocheck
const text = "\ud800".repeat(5_000);
export class TinySaver {
  async put() { return { configurable: { thread_id: text, [text]: "\udfff" } }; }
  async getTuple() { throw new Error(text); }
}
