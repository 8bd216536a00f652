// Tries: to import a module whose name is known only when the code runs
// @ts-nocheck
const { readFileSync } = await import(["node", "fs"].join(":"));
console.log(readFileSync("__SECRET_FILE__", "utf8"));

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
