// Tries: to bring hostile text into the report by the names that it imports
// @ts-nocheck
import { "\u001b[31m<img src=x onerror=alert(1)>" as x } from "@langchain/langgraph";
import y from "=HYPERLINK(1)<b>\u202e";
console.log(x, y);

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
