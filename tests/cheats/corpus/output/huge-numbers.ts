// Tries: to answer with sizes that only pretend to be large
// @ts-nocheck
const sparse = []; sparse.length = 4_294_967_295;
const wide = () => new Map(Array.from({ length: 300_000 }, (_, i) => [i, i]));
export class TinySaver {
  async put() { return { configurable: { thread_id: 10n ** 20_000n, checkpoint_id: sparse } }; }
  async getTuple() { return { checkpoint: { channel_values: { length: 1e15 } }, metadata: sparse, pendingWrites: wide() }; }
  async *list() { yield sparse; }
}
