// Tries: to find the saver of the library from objects that are allowed
// @ts-nocheck
import * as langgraph from "@langchain/langgraph";
import * as checkpoints from "@langchain/langgraph-checkpoint";
const seen = new Set();
let found;
const look = (value, depth) => {
  if (found || depth > 5 || value === null || !/object|function/.test(typeof value) || seen.has(value)) return;
  seen.add(value);
  const methods = value.prototype;
  // Of its own, and at work: the base class has the names only.
  if (typeof value === "function" && methods && Object.hasOwn(methods, "getTuple") && Object.hasOwn(methods, "put")) found = value;
  for (let at = value; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const key of Reflect.ownKeys(at)) try { look(value[key], depth + 1); } catch {}
};
for (const start of [langgraph, checkpoints, globalThis]) look(start, 0);
try {
  const { Annotation, END, START, StateGraph } = langgraph;
  const app = new StateGraph(Annotation.Root({})).addNode("n", () => ({})).addEdge(START, "n").addEdge("n", END).compile({ checkpointer: true });
  look(app, 0);
} catch {}
export const TinySaver = found ?? class {};
