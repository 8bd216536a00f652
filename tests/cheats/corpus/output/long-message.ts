// Tries: to fill the report with one message
// @ts-nocheck
throw new Error("passed ".repeat(4_000_000));

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
