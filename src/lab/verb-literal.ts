// JSON text → the same value as a TypeScript literal. Nothing that the text says can become anything but a value: it is
// parsed first, and every string is written anew.

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What was typed is no JSON, or says what a literal cannot. */
export class NotJson extends Error {
  override readonly name = "NotJson";
}

/** Throws NotJson. */
export function parseJson(text: string): JsonValue {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new NotJson(error instanceof Error ? error.message : String(error), { cause: error });
  }
  requireSayable(value, 0);
  return value;
}

const LINE = 72;
const MOST_DEPTH = 200;

/** `indent` is the column at which the line begins that the literal stands in, `used` how much of that line is taken. */
export function literal(value: JsonValue, indent = 0, used = 0): string {
  const flat = inOneLine(value);
  if (flat.length + used <= LINE || typeof value !== "object" || value === null) return flat;
  const inner = " ".repeat(indent + 2);
  const end = " ".repeat(indent);
  if (isList(value))
    return `[\n${value.map((item) => `${inner}${literal(item, indent + 2, indent + 2)},\n`).join("")}${end}]`;
  const lines = Object.entries(value).map(([key, item]) => {
    const name = `${inner}${keyLiteral(key)}: `;
    return `${name}${literal(item, indent + 2, name.length)},\n`;
  });
  return `{\n${lines.join("")}${end}}`;
}

function inOneLine(value: JsonValue): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(inOneLine).join(", ")}]`;
  const entries = Object.entries(value).map(([key, item]) => `${keyLiteral(key)}: ${inOneLine(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** `__proto__: …` would set the prototype; only as a computed key it is a property. */
export function keyLiteral(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

/** JSON.parse reads 1e999 as Infinity, which has no literal in JSON; and it goes deeper than what walks a value can follow. */
function requireSayable(value: JsonValue, depth: number): void {
  if (typeof value === "number" && !Number.isFinite(value)) throw new NotJson("a number is too large");
  if (depth > MOST_DEPTH) throw new NotJson(`it is nested more than ${MOST_DEPTH} deep`);
  if (typeof value !== "object" || value === null) return;
  for (const item of Object.values(value)) requireSayable(item as JsonValue, depth + 1);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
