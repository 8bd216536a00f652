// Tries: never to finish loading
// @ts-nocheck
await new Promise(() => {});

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
