// What a message holds, sorted for showing: its role in words, the tools that it calls, the call that it answers.
import type { ShownMessage, ShownValue } from "../../../inspect/saver-file.ts";

export interface MessageParts {
  readonly role: { readonly word: string; readonly shape: "round" | "diamond" | "square" | "triangle" | "line" };
  readonly calls: readonly ToolCall[];
  /** Of a tool's message: the id of the call that it answers. */
  readonly answers: string | null;
  readonly name: string | null;
  /** All that is not told otherwise. */
  readonly rest: readonly (readonly [string, ShownValue])[];
}

export interface ToolCall {
  readonly name: string;
  readonly args: ShownValue;
  readonly id: string | null;
}

export function messageParts({ role, more }: ShownMessage): MessageParts {
  const said = new Map(more);
  const calls = readCalls(said.get("tool_calls"));
  const answers = said.get("tool_call_id");
  const name = said.get("name");
  const told = new Set([
    ...(calls.length > 0 ? ["tool_calls"] : []),
    ...(typeof answers === "string" ? ["tool_call_id"] : []),
    ...(typeof name === "string" ? ["name"] : []),
  ]);
  return {
    role: roleWord(role),
    calls,
    answers: typeof answers === "string" ? answers : null,
    name: typeof name === "string" ? name : null,
    rest: more.filter(([key]) => !told.has(key)),
  };
}

export function roleWord(role: string): MessageParts["role"] {
  switch (role) {
    case "human":
      return { word: "human", shape: "round" };
    case "ai":
      return { word: "AI", shape: "diamond" };
    case "system":
      return { word: "system", shape: "square" };
    case "tool":
      return { word: "tool", shape: "triangle" };
    default:
      return { word: role === "" ? "no role" : role, shape: "line" };
  }
}

/** All or none: calls of another form are shown as the value that they are. */
function readCalls(value: ShownValue | undefined): ToolCall[] {
  if (typeof value !== "object" || value === null || value.is !== "list") return [];
  const calls = value.items.map(readCall);
  return calls.every((call) => call !== null) ? calls : [];
}

function readCall(value: ShownValue): ToolCall | null {
  if (typeof value !== "object" || value === null || value.is !== "object") return null;
  const said = new Map(value.entries);
  const [name, id] = [said.get("name"), said.get("id")];
  if (typeof name !== "string") return null;
  return { name, args: said.get("args") ?? null, id: typeof id === "string" ? id : null };
}
