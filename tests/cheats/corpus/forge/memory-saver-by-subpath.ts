// Tries: to get the saver through a path inside the library
// @ts-nocheck
import { MemorySaver } from "@langchain/langgraph-checkpoint/dist/memory.js";
export const TinySaver = MemorySaver;
