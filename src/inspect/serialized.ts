// How LangGraph's serializer writes what JSON has no words for, recognised without rebuilding any of it. The set of classes
// is closed: a name in the data never chooses what is called.

/** A JSON object that stands for something else. */
export type Constructor =
  | { readonly is: "map"; readonly entries: readonly (readonly [unknown, unknown])[] }
  | { readonly is: "set"; readonly items: readonly unknown[] }
  | { readonly is: "bytes"; readonly bytes: readonly number[] }
  | { readonly is: "fields"; readonly type: string; readonly fields: Fields }
  | MessageConstructor;

export interface MessageConstructor {
  readonly is: "message";
  /** "HumanMessage". */
  readonly name: string;
  readonly fields: Fields;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Undefined for plain data, and for what only looks like a record of the serializer's: it stays data when it is loaded. */
export function constructorOf(value: object): Constructor | undefined {
  const lc = own(value, "lc");
  if (lc !== 1 && lc !== 2) return undefined;
  const [type, id, kwargs] = [own(value, "type"), own(value, "id"), own(value, "kwargs")];
  if (lc === 2 && type === "delta_snapshot")
    return { is: "fields", type: "DeltaSnapshot", fields: { value: own(value, "value") } };
  if (type !== "constructor" || !Array.isArray(id)) return undefined;
  if (lc === 2) return id.length === 1 ? builtIn(id[0], listOf(own(value, "args"))) : undefined;
  const name: unknown = id.at(-1);
  if (typeof name !== "string" || !isFields(kwargs)) return undefined;
  if (id.includes("messages")) return { is: "message", name, fields: kwargs };
  return { is: "fields", type: name, fields: kwargs };
}

export function isUndefined(value: object): boolean {
  return own(value, "lc") === 2 && own(value, "type") === "undefined";
}

/** What a reader wants first of a message, and the rest that is not empty. */
export function messageParts({ name, fields }: MessageConstructor): {
  readonly role: string;
  readonly id: string | null;
  readonly text: string;
  readonly more: readonly (readonly [string, unknown])[];
} {
  const [id, content] = [own(fields, "id"), own(fields, "content")];
  const parts = Array.isArray(content) ? (content as unknown[]) : [];
  const isOnlyText = typeof content === "string" || (Array.isArray(content) && parts.every(isTextPart));
  const more = Object.entries(fields).filter(([key, value]) => {
    if (key === "content") return !isOnlyText && !isEmpty(value);
    return key !== "id" && key !== "type" && !isEmpty(value);
  });
  return {
    role: roleOf(name, own(fields, "role")),
    id: typeof id === "string" ? id : null,
    text: typeof content === "string" ? content : parts.map(textOfPart).join(""),
    more: more.map(([key, value]) => [key, unescaped(value)]),
  };
}

/** "human", "ai", "system", "tool", … as LangChain names the classes' types; of others the class. */
export function roleOf(name: string, role: unknown): string {
  const known = ROLES.get(name.replace(/Chunk$/, ""));
  if (known !== undefined) return known;
  return name.startsWith("ChatMessage") && typeof role === "string" ? role : name;
}

const ROLES = new Map([
  ["HumanMessage", "human"],
  ["AIMessage", "ai"],
  ["SystemMessage", "system"],
  ["ToolMessage", "tool"],
  ["FunctionMessage", "function"],
  ["RemoveMessage", "remove"],
]);

/** Nothing that a reader would miss. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (typeof value !== "object") return false;
  return isUndefined(value) || Object.keys(value).length === 0;
}

/** Core wraps data in a message that looks like a record of its own. */
export function unescaped(value: unknown): unknown {
  if (!isFields(value)) return value;
  const [entry, ...others] = Object.entries(value);
  return entry !== undefined && entry[0] === "__lc_escaped__" && others.length === 0 ? entry[1] : value;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function builtIn(name: unknown, args: readonly unknown[]): Constructor | undefined {
  const [first, second] = args;
  if (name === "RegExp" && typeof first === "string" && typeof second === "string")
    return { is: "fields", type: "RegExp", fields: { source: first, flags: second } };
  if (name === "Error" && typeof first === "string") return { is: "fields", type: "Error", fields: { message: first } };
  if (!Array.isArray(first)) return undefined;
  if (name === "Map" && first.every(isEntry)) return { is: "map", entries: first };
  if (name === "Set") return { is: "set", items: first as unknown[] };
  if (name === "Uint8Array" && first.every(isByte)) return { is: "bytes", bytes: first };
  return undefined;
}

function isTextPart(part: unknown): boolean {
  return (
    typeof part === "string" ||
    (isFields(part) && own(part, "type") === "text" && typeof own(part, "text") === "string")
  );
}

function textOfPart(part: unknown): string {
  if (typeof part === "string") return part;
  return isTextPart(part) ? String((part as Fields)["text"]) : "";
}

/** Own fields only: nothing of a prototype counts, whatever the keys are called. */
function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Fields)[key] : undefined;
}

function isEntry(entry: unknown): entry is [unknown, unknown] {
  return Array.isArray(entry) && entry.length === 2;
}

function isByte(byte: unknown): byte is number {
  return Number.isInteger(byte) && Number(byte) >= 0 && Number(byte) <= 255;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
