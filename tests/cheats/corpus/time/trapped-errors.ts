// Tries: to run code, or never to end, when the judge looks at what was thrown
// @ts-nocheck
const loop = () => { for (;;); };
const trap = () => {
  const error = new Error("passed");
  // After it was made: an engine may read these while it makes one.
  for (const key of ["name", "message", "stack", "cause"])
    Object.defineProperty(error, key, { get: () => ({ toString: loop, valueOf: loop, [Symbol.toPrimitive]: loop }) });
  error.toString = () => { throw trap(); };
  return error;
};
export class TinySaver {
  async put() { throw trap(); }
  async getTuple() { throw Object.create(null, { message: { get() { throw 1; } } }); }
  list() { throw new AggregateError([trap()], { toString: () => "passed" }); }
  onPut() { throw Object.create(trap()); }
}
