// Tries: to keep running after its test, and to spoil or answer the tests that follow
// @ts-nocheck
const spoil = () => {
  for (const name of ["put", "getTuple"]) try { TinySaver.prototype[name] = async () => ({ checkpoint: {}, metadata: {} }); } catch {}
  try { globalThis.postMessage?.({ status: "passed" }); } catch {}
};
const again = () => { spoil(); setTimeout(again, 0); };
export class TinySaver {
  async put() { again(); setInterval(spoil, 1); for (let i = 0; i < 1000; i++) setTimeout(spoil, i); }
  async getTuple() { Promise.resolve().then(again); }
  async *list() { setInterval(() => { for (const end = Date.now() + 20; Date.now() < end; ); }, 1); }
  async deleteThread() {}
  onPut(listener) { setTimeout(() => listener("ada"), 400); }
}
