// What a learner edits in a state, as the values that a fork writes. No DOM: the form asks here what a field is and what its
// text means.
import type { Channel, CheckpointState, ShownValue } from "../inspect/saver-file.ts";
import { type JsonValue, NotJson, parseJson } from "./verb-literal.ts";

export type FieldKind = "text" | "number" | "boolean" | "json" | "list" | "messages";

/** Null for a value that JSON cannot say, which no form can edit. */
export function fieldKind({ value, json }: Channel): FieldKind | null {
  if (json === null) return null;
  if (typeof value === "string") return "text";
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  if (!isList(value)) return "json";
  return value.items.length > 0 && value.items.every(isMessage) ? "messages" : "list";
}

export type ReadField = { readonly json: string } | { readonly problem: string };

/** The text of a field as JSON text, or what is wrong with it. */
export function readField(kind: FieldKind, text: string): ReadField {
  if (kind === "text") return { json: JSON.stringify(text) };
  if (kind === "number") return readNumber(text);
  if (text.trim() === "") return { problem: "Write a value, null for none." };
  try {
    return { json: JSON.stringify(parseJson(text)) };
  } catch (error) {
    if (error instanceof NotJson) return { problem: `This is no JSON: ${error.message}` };
    throw error;
  }
}

function readNumber(text: string): ReadField {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) return { problem: "Write a number, for example 3 or -0.5." };
  return { json: JSON.stringify(value) };
}

/** What one channel is written with. */
export interface ChannelEdit {
  readonly channel: string;
  /** JSON text. */
  readonly json: string;
  /** Past the reducer. */
  readonly replace: boolean;
}

/** The values of a fork: one key for each channel that was edited. Throws NotJson. */
export function composeEdit(edits: readonly ChannelEdit[]): {
  readonly values: string;
  readonly replace: readonly string[];
} {
  const entries = edits.map(({ channel, json }) => [channel, parseJson(json)] as const);
  const replace = edits.filter((edit) => edit.replace).map(({ channel }) => channel);
  // `fromEntries`, because a channel may be named "__proto__".
  return { values: JSON.stringify(Object.fromEntries(entries)), replace };
}

export interface EditableMessage {
  readonly role: string;
  readonly id: string | null;
  /** Null: its content is in parts, or is no text. */
  readonly text: string | null;
  readonly json: JsonValue;
}

/** The messages of a channel of that kind, from its JSON. */
export function messagesOf({ json }: Channel): readonly EditableMessage[] {
  const items = parseJson(json ?? "[]");
  if (!Array.isArray(items)) return [];
  return (items as readonly JsonValue[]).map((item) => {
    const { type, id, content } = fields(item);
    return {
      role: typeof type === "string" ? type : "message",
      id: typeof id === "string" ? id : null,
      text: typeof content === "string" ? content : null,
      json: item,
    };
  });
}

export interface AddedMessage {
  readonly role: string;
  readonly text: string;
}

/**
 * Only what was edited and what is new, as JSON text; null when nothing is. The reducer puts a message with an id that it
 * knows in the place of the old one, and appends one without.
 */
export function composeMessages(
  messages: readonly EditableMessage[],
  texts: readonly (string | null)[],
  added: readonly AddedMessage[],
): string | null {
  const edited = messages.flatMap(({ text, json }, index) => {
    const now = texts[index] ?? null;
    return now === null || now === text ? [] : [{ ...fields(json), content: now }];
  });
  const appended = added.map(({ role, text }) => ({ type: role, content: text }));
  const all = [...edited, ...appended];
  return all.length === 0 ? null : JSON.stringify(all);
}

/** A question that waits for an answer. */
export interface Question {
  readonly id: string | null;
  readonly node: string | null;
  readonly value: ShownValue;
}

/** Interrupts of tasks that have no result yet, in the order in which they are stored. */
export function questionsOf({ writes }: CheckpointState): readonly Question[] {
  const done = new Set(writes.filter(({ kind }) => kind === "result").map(({ task }) => task));
  return writes
    .filter(({ kind, task }) => kind === "interrupt" && !done.has(task))
    .flatMap(({ node, value }) =>
      (isList(value) ? value.items : [value]).map((each) => {
        const id = entry(each, "id");
        return { id: typeof id === "string" ? id : null, node, value: entry(each, "value") ?? null };
      }),
    );
}

/**
 * The answers, as JSON text, in the order of the questions. One is given as it is; several, and one that LangGraph would take
 * for none, under the ids of their questions.
 */
export function composeAnswer(questions: readonly Question[], answers: readonly string[]): string {
  const [only = "null"] = answers;
  const named = questions.length > 1 || (questions.length === 1 && !parseJson(only));
  if (!named || questions.some(({ id }) => id === null)) return only;
  return JSON.stringify(
    Object.fromEntries(questions.map(({ id }, index) => [id!, parseJson(answers[index] ?? "null")])),
  );
}

function entry(value: ShownValue, name: string): ShownValue | undefined {
  if (typeof value !== "object" || value === null || value.is !== "object") return undefined;
  return value.entries.find(([key]) => key === name)?.[1];
}

function fields(value: JsonValue): Record<string, JsonValue> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function isList(value: ShownValue): value is Extract<ShownValue, { is: "list" }> {
  return typeof value === "object" && value !== null && value.is === "list";
}

function isMessage(value: ShownValue): boolean {
  return typeof value === "object" && value !== null && value.is === "message";
}
