// Tries: to block the judge with a regular expression that backtracks for ever
// @ts-nocheck
const match = () => /^(a+)+$/.test("a".repeat(60) + "!");
export class TinySaver {
  async put() { return match(); }
  async getTuple() { return match(); }
}
