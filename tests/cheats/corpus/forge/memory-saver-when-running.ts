// Tries: to import the saver of the library while the code runs
// @ts-nocheck
const { MemorySaver } = await import("@langchain/langgraph");
export const TinySaver = MemorySaver;
