// Tries: to add cells and lines to the table that keeps the result
// @ts-nocheck
throw new Error("x\",\"complete\",\"12\"\r\n\"eve\",\"complete\",\"12");

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
