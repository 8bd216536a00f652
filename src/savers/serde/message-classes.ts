// The message classes that are written and read directly, and the fields for which that is known to be right.
import { AIMessage, AIMessageChunk, HumanMessage, SystemMessage, ToolMessage } from "@langchain/core/messages";
import type { BaseMessage } from "@langchain/core/messages";

export interface MessageClass {
  readonly name: string;
  readonly create: new (fields: never) => BaseMessage;
  /** Fields whose names are the same in a message and in its text. Any other is left to the official serializer. */
  readonly fields: ReadonlySet<string>;
}

const COMMON = [
  "content",
  "id",
  "name",
  "type",
  "status",
  "artifact",
  "metadata",
  "additional_kwargs",
  "response_metadata",
];
const AI = [...COMMON, "tool_calls", "invalid_tool_calls", "usage_metadata"];

export const MESSAGE_CLASSES: readonly MessageClass[] = [
  { name: "HumanMessage", create: HumanMessage, fields: new Set(COMMON) },
  { name: "AIMessage", create: AIMessage, fields: new Set(AI) },
  { name: "SystemMessage", create: SystemMessage, fields: new Set(COMMON) },
  { name: "ToolMessage", create: ToolMessage, fields: new Set([...COMMON, "tool_call_id"]) },
  // What a model that streams leaves in the state.
  { name: "AIMessageChunk", create: AIMessageChunk, fields: new Set([...AI, "tool_call_chunks"]) },
];
