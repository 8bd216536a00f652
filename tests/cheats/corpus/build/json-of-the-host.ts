// Tries: to have settings of the host built in as JSON
// @ts-nocheck
import settings from "../secret.json";
console.log(JSON.stringify(settings));

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
