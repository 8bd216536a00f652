// What a row of an answer says, in plain words: a sentence for each column that is known by its name.
import { explainChannel } from "./explain-row-channel.ts";

export interface Explained {
  readonly column: string;
  /** Plain text with `code` in backticks. */
  readonly says: string;
}

export type Cell = string | number | null;

/** Columns that are not known are left out; [] if none is. */
export function explainRow(columns: readonly string[], row: readonly Cell[]): Explained[] {
  const cells = new Map(columns.map((column, at) => [column.toLowerCase(), row[at] ?? null]));
  return columns.flatMap((column, at) => {
    const says = SENTENCES.get(column.toLowerCase())?.(row[at] ?? null, cells);
    return says === undefined ? [] : [{ column, says }];
  });
}

/** Of a row, by column in small letters. */
type Cells = ReadonlyMap<string, Cell>;
type Sentence = (value: Cell, cells: Cells) => string;

const SENTENCES: ReadonlyMap<string, Sentence> = new Map<string, Sentence>([
  ["thread", (value) => `It belongs to the thread ${code(value)}: the \`thread_id\` that the graph was run with.`],
  ["thread_id", (value) => `The thread: the \`thread_id\` that the graph was run with, here ${code(value)}.`],
  ["namespace", explainNamespace],
  ["ns", explainNamespace],
  ["id", explainId],
  ["parent", (value) => explainParent(value)],
  [
    "via",
    (value) => (value === null ? "Its history was not pruned." : `Pruning left a stub before it, ${code(value)}.`),
  ],
  ["step", explainStep],
  ["last_step", (value) => `The highest step number of this thread is ${shown(value)}.`],
  ["source", (value) => explainSource(value)],
  ["pending_writes", (value) => explainPending(value)],
  ["created_at", (value) => `It was written at ${shown(value)}, by the clock of whoever ran the graph.`],
  ["updated_at", (value) => `It was last put at ${shown(value)}.`],
  ["metadata", () => "The metadata that LangGraph gave the saver: source, step, parents, and what the config added."],
  ["task", (value) => `The task that wrote it, ${code(value)}: one run of one node after this checkpoint.`],
  ["idx", (value) => explainIndex(value)],
  ["channel", explainChannel],
  ["value", explainValue],
  ["version", (value) => explainVersion(value)],
  ["type", (value) => explainType(value)],
  ["bid", (value) => explainBlob(value)],
  ["key", (value) => `The key of the item, ${code(value)}: unlike any other in its namespace.`],
  [
    "ttl_minutes",
    (value) => (value === null ? "It lives until it is deleted." : `It lives for ${shown(value)} minutes.`),
  ],
  ["expires_at", (value) => (value === null ? "It does not expire." : `It expires at ${shown(value)}.`)],
  ["indexed_fields", (value) => explainIndexed(value)],
  ["back", (value) => (value === 0 ? "This is the latest itself." : `${times(value, "step")} back along the parents.`)],
  ["children", (value) => `${times(value, "checkpoint")} name it as their parent, so the thread branches here.`],
  ["times", (value) => `${times(value, "checkpoint")} of this thread have the same step number.`],
  ["checkpoints", (value) => `${times(value, "checkpoint")} ${value === 1 ? "is" : "are"} stored of it.`],
  ["sid", (value) => `The number of its thread and namespace in \`scopes\`: ${shown(value)}.`],
  ["shape", (value) => explainShape(value)],
  [
    "head",
    () => "The checkpoint without its values: format, time, channel versions, and which versions each node has seen.",
  ],
  ["refs", () => "Where the value of each channel is: a number is a row of `blobs`, text is a short value itself."],
  ["n", (value) => (value === null ? "It is no list." : `It is a list of ${times(value, "element")}.`)],
  ["base", (value) => explainBase(value)],
]);

function explainNamespace(value: Cell, cells: Cells): string {
  if (cells.has("key")) return `The item is kept under ${code(value)}: the labels of its namespace, joined by "/".`;
  if (value === "") return "The namespace is empty: the graph itself, no subgraph.";
  return `It belongs to a subgraph: ${code(value)} names the node, and after the colon the task that ran it.`;
}

function explainId(value: Cell, cells: Cells): string {
  if (cells.has("task") || cells.has("channel")) return `The checkpoint that it belongs to, ${code(value)}.`;
  return `The id of the checkpoint, ${code(value)}. Ids sort by time, so the highest one of a thread is the latest.`;
}

function explainParent(value: Cell): string {
  return value === null
    ? "It has no parent: a thread begins here, or what came before was pruned."
    : `It came after the checkpoint ${code(value)}. Lineage is made of parents, not of step numbers.`;
}

function explainStep(value: Cell, cells: Cells): string {
  if (typeof value !== "number") return "No step was stored with it.";
  if (value === -1) return "Step −1: the first input was stored, and no node has run yet.";
  switch (cells.get("source")) {
    case "input":
      return `Step ${value}: a new input was stored, one after the step that the thread had reached.`;
    case "update":
    case "fork":
      return `Step ${value}: one more than its parent's. No node ran for it, and another branch may have the same number.`;
    case "loop":
      if (value > 0) return `Step ${value}: written at the end of super-step ${value}, after all nodes of that step.`;
  }
  if (value === 0) return "Step 0: the input is in its channels, and the first nodes are next.";
  return `Step ${value}: super-steps are counted along a lineage, so branches may have the same number.`;
}

function explainSource(value: Cell): string {
  switch (value) {
    case "input":
      return "Source `input`: somebody called the graph with an input.";
    case "loop":
      return "Source `loop`: the graph wrote it after a super-step.";
    case "update":
      return "Source `update`: somebody called `updateState`.";
    case "fork":
      return "Source `fork`: a copy of an old checkpoint, from which the graph was run again.";
    default:
      return `Source ${code(value)} is none of LangGraph's own: \`input\`, \`loop\`, \`update\`, \`fork\`.`;
  }
}

function explainPending(value: Cell): string {
  if (value === 0) return "No pending writes: no task has left anything beside it yet.";
  return `${times(value, "pending write")} beside it: what tasks of the next super-step gave. On resume, those are not run again.`;
}

function explainIndex(value: Cell): string {
  return typeof value === "number" && value < 0
    ? `Place ${value}: below zero are LangGraph's own (error −1, scheduled −2, interrupt −3, resume −4), of which a task has one each.`
    : `It was number ${shown(value)} among the writes of its task, counted from 0.`;
}

function explainValue(value: Cell, cells: Cells): string {
  if (value === null) return "The value cannot be shown as JSON; the column type says what it is.";
  if (cells.has("key")) return "The item's value, as JSON.";
  if (cells.has("task"))
    return "What the task wrote to that channel, as JSON; the channel's reducer has not seen it yet.";
  return "What the channel held at that checkpoint, as JSON, after its reducer.";
}

function explainVersion(value: Cell): string {
  return `Version ${code(value)} of the channel: a node runs when a channel that it listens to has a newer one than the node has seen.`;
}

function explainType(value: Cell): string {
  if (value === null || value === "json") return "It is stored as JSON.";
  return value === "bytes"
    ? "It is stored as bytes."
    : `It is stored as a serializer of its own made it: ${code(value)}.`;
}

function explainBlob(value: Cell): string {
  return value === null
    ? "So short that it stands in the checkpoint's own row."
    : `It is row ${shown(value)} of \`blobs\`. Checkpoints with the same number share it.`;
}

function explainBase(value: Cell): string {
  return value === null
    ? "It stands alone."
    : `It begins with elements of the list in row ${shown(value)}, so that only what is new was stored.`;
}

function explainShape(value: Cell): string {
  return value === null
    ? "Its names stand in its head."
    : `The names of its channels and nodes are row ${shown(value)} of \`shapes\`, shared with other checkpoints.`;
}

function explainIndexed(value: Cell): string {
  return value === null
    ? "None of its fields is indexed, so search by meaning does not find it."
    : `Search by meaning looks at ${code(value)}.`;
}

const MOST_CHARACTERS = 60;

function shown(value: Cell): string {
  const text = value === null ? "nothing" : String(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** A backtick in it would end the code. */
function code(value: Cell): string {
  return value === null || value === "" ? "(nothing)" : `\`${shown(value).replaceAll("`", "'")}\``;
}

function times(value: Cell, what: string): string {
  return `${shown(value)} ${what}${value === 1 ? "" : "s"}`;
}
