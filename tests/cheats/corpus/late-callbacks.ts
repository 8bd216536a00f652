// Tries: to call what a test handed in after that test is over
// @ts-nocheck
const kept = (globalThis.kept ??= []);
export class TinySaver {
  async put(config, checkpoint) {
    for (const listener of kept) { listener(config.configurable.thread_id); listener(config.configurable.thread_id); }
    kept.push(checkpoint);
  }
  async getTuple() { return kept.at(-1); }
  onPut(listener) { kept.push(listener); setTimeout(() => listener("late"), 300); }
}
