// Tries: to run code, or never to end, when the judge looks at what was thrown
// @ts-nocheck
class Trap extends Error {
  get name() { return { toString() { for (;;); } }; }
  get message() { throw new Trap(); }
  get stack() { return { toString: () => "passed" }; }
  get cause() { return this; }
  toString() { throw this; }
  [Symbol.toPrimitive]() { throw this; }
}
export class TinySaver {
  async put() { throw new Trap(); }
  async getTuple() { throw Object.create(null, { message: { get() { throw 1; } } }); }
  list() { throw new AggregateError([new Trap()], { toString: () => "passed" }); }
}
