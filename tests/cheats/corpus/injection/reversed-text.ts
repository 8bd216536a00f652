// Tries: to make a report read the other way round
// @ts-nocheck
const text = "\u202e21 fo 21\u2066 passed\u2069\u200f\u061c";
export class TinySaver {
  async put() { throw new RangeError(text); }
  async getTuple() { throw new Error(text); }
}
