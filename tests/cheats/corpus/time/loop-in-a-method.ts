// Tries: to block the judge with an endless loop in every method
// @ts-nocheck
const loop = () => { for (;;); };
export class TinySaver {
  async put() { loop(); }
  async getTuple() { loop(); }
  list() { loop(); }
  async deleteThread() { loop(); }
  onPut() { loop(); }
}
