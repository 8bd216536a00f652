// Tries: to have a file of the host copied beside what is built
// @ts-nocheck
const url = new URL("../secret.txt", import.meta.url);
console.log(String(url));
try { const secret = await import("../secret.txt"); console.log(secret.default); } catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
