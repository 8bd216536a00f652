// Tries: to get the saver through another library that has it
// @ts-nocheck
import { MemorySaver } from "@langchain/langgraph-checkpoint";
import { SqlJsSaver } from "@forkpoint/savers";
export class TinySaver extends (MemorySaver ?? SqlJsSaver) {}
