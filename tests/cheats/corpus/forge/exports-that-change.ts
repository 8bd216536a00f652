// Tries: to show one thing to whoever checks the exports, and another to the tests
// @ts-nocheck
export let TinySaver = class {};
let reads = 0;
TinySaver = new Proxy(TinySaver, {
  get(target, key) { reads++; return reads % 2 ? target[key] : undefined; },
  construct() { return reads++ % 2 ? {} : { put: async () => ({ configurable: {} }), getTuple: async () => ({ checkpoint: {} }) }; },
});
setTimeout(() => { TinySaver = undefined; }, 0);
