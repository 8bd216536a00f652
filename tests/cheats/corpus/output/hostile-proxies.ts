// Tries: to throw from every trap that an encoder may touch
// @ts-nocheck
const boom = () => { throw new Error("trap"); };
const traps = Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((name) => [name, boom]));
const bomb = () => new Proxy({}, traps);
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
export class TinySaver {
  async put() { return { configurable: bomb() }; }
  async getTuple() { return { checkpoint: { channel_values: bomb() }, metadata: revoked }; }
  list() { return bomb(); }
  async deleteThread() { throw bomb(); }
  onPut() { throw revoked; }
}
