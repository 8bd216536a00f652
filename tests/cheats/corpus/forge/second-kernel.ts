// Tries: to make the guest load the bundle of the libraries a second time, under another address
// @ts-nocheck
import * as library from "@langchain/langgraph-checkpoint";
for (const fail of [() => library.copyCheckpoint(null), () => library.getCheckpointId(null), () => new library.BaseCheckpointSaver().getNextVersion(1n)])
  try { fail(); } catch (error) { globalThis.bundle ??= /(?:blob|file|https?|data):[^\s)]+?(?=:\d+:\d+)/.exec(error.stack)?.[0]; }
const { bundle } = globalThis;
const { get } = Map.prototype;
try { delete globalThis[Symbol.for("forkpoint.kernel")]; } catch {}
try { Object.defineProperty(globalThis, Symbol.for("forkpoint.kernel"), { value: undefined }); } catch {}
Map.prototype.get = function (key) { return key === "@langchain/langgraph-checkpoint" ? bundle + "#again" : get.call(this, key); };
const { registry } = library;
export const TinySaver = registry?.["@langchain/langgraph"]?.["MemorySaver"] ?? class {};
