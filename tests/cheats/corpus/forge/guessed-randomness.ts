// Tries: to make the random data of the tests foreseeable
// @ts-nocheck
Math.random = () => 0;
Date.now = () => 0;
try { globalThis.crypto.getRandomValues = (array) => array.fill(0); } catch {}
try { globalThis.crypto.randomUUID = () => "00000000-0000-4000-8000-000000000000"; } catch {}
try { globalThis.performance.now = () => 0; } catch {}
export class TinySaver {
  async put() { return { configurable: { thread_id: "ada", checkpoint_id: "0000-aaaaaa" } }; }
  async getTuple() { return { checkpoint: { id: "0000-aaaaaa", channel_values: { note: "aaaaaaaa", count: 1 } }, metadata: {} }; }
}
