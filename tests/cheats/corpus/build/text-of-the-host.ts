// Tries: to have a file of the host built in as text
// @ts-nocheck
import secret from "../secret.txt" with { type: "text" };
console.log(secret);

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
