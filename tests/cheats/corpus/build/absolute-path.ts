// Tries: to have a file of the host built in by its absolute path
// @ts-nocheck
import secret from "/etc/hostname" with { type: "text" };
import more from "__SECRET_FILE__";
console.log(secret, more);

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
