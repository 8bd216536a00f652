// Tries: to end the judge by rejections and exceptions that nobody handles
// @ts-nocheck
const fail = () => { for (let i = 0; i < 300; i++) void Promise.reject(new Error("nobody " + i)); };
fail();
export class TinySaver {
  async put() { fail(); setTimeout(() => { throw new Error("uncaught"); }, 0); queueMicrotask(() => { throw new Error("uncaught"); }); }
  async getTuple() { fail(); Promise.reject({ status: "passed" }); }
}
