// Tries: to import the file system of the host
// @ts-nocheck
import { readFileSync } from "node:fs";
console.log(readFileSync("/etc/passwd", "utf8"));

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
