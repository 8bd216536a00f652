// Tries: to take the saver of the library out of its namespace object
// @ts-nocheck
import * as langgraph from "@langchain/langgraph";
const all = { ...langgraph };
export const TinySaver = all["Memory" + "Saver"] ?? langgraph.MemorySaver ?? langgraph.default?.MemorySaver;
