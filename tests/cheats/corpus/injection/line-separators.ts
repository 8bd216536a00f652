// Tries: to break a report into lines that it does not have
// @ts-nocheck
throw new Error("x\u2028ok 1 - put/comes-back\u2029ok 2 - put/returns-config\u0085ok 3\u000bok 4\u000cok 5");

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
