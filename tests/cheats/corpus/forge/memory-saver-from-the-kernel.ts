// Tries: to load the bundle of the libraries by its own address
// @ts-nocheck
const addresses = [...String(new Error().stack).matchAll(/(?:blob|data|file|https?):[^\s)]+?(?=:\d|\s|\))/g)].map(([address]) => address);
let MemorySaver;
for (const address of addresses) {
  try { globalThis.importScripts(address); } catch {}
  try { new globalThis.Worker(address, { type: "module" }); } catch {}
  try { const text = await globalThis.fetch(address).then((answer) => answer.text()); globalThis.eval(text); } catch {}
  try { MemorySaver ??= globalThis.registry?.["@langchain/langgraph"]?.MemorySaver; } catch {}
}
for (const key of Reflect.ownKeys(globalThis)) try { MemorySaver ??= globalThis[key]?.["@langchain/langgraph"]?.MemorySaver; } catch {}
export const TinySaver = MemorySaver ?? class {};
