// What a channel is for, by its name: part of the state, or one of those that LangGraph keeps for itself.
import type { Cell } from "./explain-row.ts";

const EDGE = "branch:to:";
const BARRIER = "join:";

/** A sentence; plain text with `code` in backticks. */
export function explainChannel(value: Cell, cells: ReadonlyMap<string, Cell>): string {
  const name = value === null ? "" : String(value).slice(0, 80).replaceAll("`", "'");
  if (name.startsWith(EDGE))
    return `LangGraph's own channel: a write to it makes the node \`${name.slice(EDGE.length)}\` run next.`;
  if (name.startsWith(BARRIER))
    return `LangGraph's own channel: \`${name.slice(name.lastIndexOf(":") + 1)}\` waits in it until all before it have come.`;
  return OWN.get(name) ?? ofTheState(name, cells);
}

const OWN: ReadonlyMap<string, string> = new Map([
  ["__start__", "LangGraph's own channel `__start__`: the input, before it is taken apart."],
  ["__pregel_tasks", "LangGraph's own channel `__pregel_tasks`: what was sent to nodes with `Send`."],
  ["__error__", "Not a channel of the state: the error that the task threw. It is run again on resume."],
  ["__interrupt__", "Not a channel of the state: the task asked something with `interrupt`, and waits for an answer."],
  ["__resume__", "Not a channel of the state: the answer that `Command({ resume })` brought."],
  ["__scheduled__", "Not a channel of the state: the task was planned, and has given nothing."],
  ["__no_writes__", "Not a channel of the state: the task ran and wrote nothing, which is a result too."],
  ["__return__", "Not a channel of the state: what the function gave back."],
]);

function ofTheState(name: string, cells: ReadonlyMap<string, Cell>): string {
  return cells.has("task")
    ? `It was written to the channel \`${name}\` of the state.`
    : `The channel \`${name}\` of the state.`;
}
