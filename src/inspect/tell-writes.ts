// What the pending writes of a checkpoint tell about its tasks: questions that wait for an answer, and errors.
import type { Write } from "./read-writes.ts";
import { CALLER } from "./task-id.ts";

/** Of a task that has none but these, the result is not stored. */
const NO_RESULT: ReadonlySet<string> = new Set([
  ...["__error__", "__error_source_node__", "__interrupt__", "__resume__", "__scheduled__"],
]);
const MOST_CHARACTERS = 500;

/** How many tasks stopped at an `interrupt()` to which no answer was given. */
export function countWaiting(writes: readonly Write[]): number {
  const questions = writes.filter(({ channel }) => channel === "__interrupt__");
  if (questions.length === 0) return 0;
  const byTask = Map.groupBy(writes, ({ task }) => task);
  return questions.filter((question) => isWaiting(question, byTask)).length;
}

/**
 * An answer is written first for whoever gave it (the caller, or the id of the question), then, when the task stops or fails
 * once more, for the task itself, beside all earlier ones. So one that the task does not have yet is for its last question.
 * A task that failed with an answer, was run again without one and asks once more is taken for one that only failed: what is
 * stored is the same.
 */
function isWaiting({ task, value }: Write, byTask: ReadonlyMap<string, readonly Write[]>): boolean {
  const own = byTask.get(task) ?? [];
  if (own.some(({ channel }) => !NO_RESULT.has(channel))) return false;
  const question = fieldOf(value, "id");
  const givers = typeof question === "string" && question !== task ? [CALLER, question] : [CALLER];
  const given = givers.flatMap((by) => byTask.get(by) ?? []).filter(({ channel }) => channel === "__resume__");
  const taken = own.find(({ channel }) => channel === "__resume__");
  if (taken === undefined) return given.length === 0;
  if (own.some(({ channel }) => channel === "__error__")) return false;
  const last = JSON.stringify(listOf(taken.value).at(-1));
  return given.every((answer) => lastGiven(answer) === last);
}

/** By the id of a question, answers come as a list. */
function lastGiven({ task, value }: Write): string {
  return JSON.stringify(task === CALLER ? value : listOf(value).at(-1));
}

/** "name: message", in the order of the tasks. */
export function errorsOf(writes: readonly Write[]): string[] {
  return writes.flatMap(({ channel, value }) => (channel === "__error__" ? [errorText(value)] : []));
}

/** LangGraph stores name and message; a serializer may have made something else of an Error. */
export function errorText(value: unknown): string {
  const message = typeof value === "string" ? value : fieldOf(value, "message");
  if (typeof message !== "string") return "an error that is stored in another form";
  const name = fieldOf(value, "name");
  const text = typeof name === "string" && name !== "" ? `${name}: ${message}` : message;
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** Of an object's own fields. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
