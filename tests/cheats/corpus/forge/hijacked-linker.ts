// Tries: to make the guest itself link the bundle of the libraries in place of the library that is allowed
// @ts-nocheck
import * as library from "@langchain/langgraph-checkpoint";
// Where the bundle is: in the stack of an error that it throws. The realm outlives this instance of the module.
for (const fail of [() => library.copyCheckpoint(null), () => library.getCheckpointId(null), () => new library.BaseCheckpointSaver().getNextVersion(1n)])
  try { fail(); } catch (error) { globalThis.bundle ??= /(?:blob|file|https?|data):[^\s)]+?(?=:\d+:\d+)/.exec(error.stack)?.[0]; }
const { bundle } = globalThis;
const { get } = Map.prototype;
const { stringify } = JSON;
const { iterator } = Symbol;
const { [iterator]: items } = Array.prototype;
for (const patch of [
  () => { Map.prototype.get = function (key) { return key === "@langchain/langgraph-checkpoint" ? bundle : get.call(this, key); }; },
  () => { JSON.stringify = (value, ...rest) => stringify(/checkpoint$/.test(value) ? bundle : value, ...rest); },
  // What a Blob is made of is read with the iterator of its list.
  () => { Array.prototype[iterator] = function () { return items.call(this.length === 1 && /BaseCheckpointSaver/.test(this[0]) ? [`export * from "${bundle}#again";`] : this); }; },
]) try { patch(); } catch {}
const { registry } = library;
export const TinySaver = registry?.["@langchain/langgraph"]?.["MemorySaver"] ?? class {};
