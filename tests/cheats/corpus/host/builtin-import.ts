// Tries: to import the file system of the host
// @ts-nocheck
import { readFileSync } from "node:fs";
console.log(readFileSync("__SECRET_FILE__", "utf8"));

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
