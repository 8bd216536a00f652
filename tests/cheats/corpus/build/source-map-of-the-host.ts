// Tries: to have a file of the host read as its source map
// @ts-nocheck
console.log("built");
//# sourceMappingURL=../secret.txt

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
