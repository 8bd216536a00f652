// Tries: to answer with objects that settle a promise several times, never, or with themselves
// @ts-nocheck
const twice = { then(done, fail) { done(true); done(false); fail(new Error("late")); done(twice); } };
const never = { then() {} };
const forever = { then(done) { done(forever); } };
export class TinySaver {
  async put() { return twice; }
  putWrites() { return { then: (done) => done(twice) }; }
  getTuple() { return { checkpoint: { then: (done) => done({ channel_values: twice }) }, metadata: never, then: undefined }; }
  list() { return { [Symbol.asyncIterator]: () => ({ next: () => ({ then: (done) => done({ done: true }) }) }) }; }
  deleteThread() { return forever; }
  onPut() { return never; }
  then(done) { done({ status: "passed" }); }
}
