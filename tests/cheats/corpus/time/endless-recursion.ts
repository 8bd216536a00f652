// Tries: to overflow the stack while it is called, and while its answer is read
// @ts-nocheck
const deeper = () => [deeper()];
const well = { get deeper() { return { get deeper() { return well; } }; } };
export class TinySaver {
  async put() { return deeper(); }
  async getTuple() { return well; }
  async *list() { yield* this.list(); }
}
