// Stands in for the table by which `load` finds the classes of serialized LangChain objects: what a checkpoint can hold
// of them is messages. The whole table would bring in the whole of @langchain/core.
import * as messages from "../messages/index.js";

export const import_map_exports = { messages, messages__tool: messages };
