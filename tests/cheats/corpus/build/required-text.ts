// Tries: to have a file of the host built in by a call of require
// @ts-nocheck
try { console.log(require("../secret.txt")); } catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
