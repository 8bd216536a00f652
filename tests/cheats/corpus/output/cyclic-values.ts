// Tries: to answer with a value that contains itself
// @ts-nocheck
const ring = { checkpoint: {}, configurable: {}, metadata: [] };
ring.checkpoint.channel_values = ring; ring.configurable.thread_id = ring; ring.metadata.push(ring);
const map = new Map(); map.set(map, map);
const bytes = new Set([ring, map]); bytes.add(bytes);
export class TinySaver {
  async put() { return ring; }
  async getTuple() { return ring; }
  async *list() { yield map; yield bytes; }
  onPut(listener) { listener(ring); }
}
