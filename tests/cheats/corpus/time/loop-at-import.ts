// Tries: to block the judge with an endless loop while it is loaded
// @ts-nocheck
for (;;);

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
