// Values as text for the console of a guest. The same text in both homes, whatever the value does: getters are not
// called, a proxy or a `toString` that throws is shown as unreadable, and the length is bounded before a string is built.

const LINE_CHARS = 10_000;
/** What was cut says so, which takes a few characters more. */
const WITH_MARKS = LINE_CHARS + 200;
const STRING_CHARS = 4_000;
const DEPTH = 6;
const ENTRIES = 60;
const WIDTH = 76;
const MESSAGE_PARTS = ["content", "id", "name", "tool_calls", "tool_call_id", "status", "additional_kwargs"];

/** Turns an Error into text; the console gives one that shows learner frames only. */
export type DescribeError = (error: Error) => string;

/** One line of console output, with the placeholders of `console.log` ("%s", "%d", "%o" …) filled in. */
export function formatLine(args: readonly unknown[], describeError: DescribeError): string {
  const rest = [...args];
  const parts: string[] = [];
  if (typeof rest[0] === "string" && rest.length > 1) {
    const template = clip(rest.shift() as string, LINE_CHARS);
    parts.push(
      template.replace(/%[sdifjoOc%]/g, (mark) => {
        if (mark === "%%") return "%";
        if (rest.length === 0) return mark;
        return fill(mark, rest.shift(), describeError);
      }),
    );
  }
  let used = parts[0]?.length ?? 0;
  for (const value of rest) {
    if (used > LINE_CHARS) break;
    const text = typeof value === "string" ? clip(value, LINE_CHARS) : preview(value, describeError);
    used += text.length + 1;
    parts.push(text);
  }
  return clip(parts.join(" "), WITH_MARKS);
}

export function preview(value: unknown, describeError: DescribeError): string {
  const printer = new Printer(describeError);
  return clip(printer.print(value, 0), WITH_MARKS);
}

function fill(mark: string, value: unknown, describeError: DescribeError): string {
  switch (mark) {
    case "%c":
      return ""; // styles
    case "%s":
      return typeof value === "string" ? clip(value, LINE_CHARS) : preview(value, describeError);
    case "%d":
    case "%f":
      return typeof value === "object" || typeof value === "symbol" ? "NaN" : String(Number(value));
    case "%i":
      return typeof value === "object" || typeof value === "symbol" ? "NaN" : String(Math.trunc(Number(value)));
    default:
      return preview(value, describeError);
  }
}

function clip(text: string, chars: number): string {
  return text.length <= chars ? text : `${text.slice(0, chars)}… (${text.length} characters)`;
}

class Printer {
  readonly #describeError: DescribeError;
  readonly #above = new Set<object>();
  #left = LINE_CHARS;

  constructor(describeError: DescribeError) {
    this.#describeError = describeError;
  }

  print(value: unknown, depth: number): string {
    if (this.#left <= 0) return "…";
    let text: string;
    try {
      text = typeof value === "object" && value !== null ? this.#object(value, depth) : primitive(value);
    } catch {
      text = "<unreadable>"; // a proxy's trap or a getter of ours threw, or revoked
    }
    this.#left -= text.length;
    return text;
  }

  #object(value: object, depth: number): string {
    if (this.#above.has(value)) return "[Circular]";
    if (value instanceof Error) return this.#describeError(value);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
    if (value instanceof RegExp) return String(value);
    if (value instanceof Promise) return "Promise { … }";
    this.#above.add(value);
    try {
      return this.#langchain(value, depth) ?? this.#custom(value, depth) ?? this.#container(value, depth);
    } finally {
      this.#above.delete(value);
    }
  }

  /** A graph has hundreds of parts; a message prints its empty ones as well. Neither is what a reader asked for. */
  #langchain(value: object, depth: number): string | undefined {
    const parts = value as Record<string, unknown>;
    if (parts.lc_runnable === true) return `[${className(value) || "Runnable"}]`;
    if (typeof parts.getType !== "function" || !Object.hasOwn(value, "content")) return undefined;
    const shown = MESSAGE_PARTS.filter((key) => !isEmpty(parts[key])).map(
      (key) => `${key}: ${this.print(parts[key], depth + 1)}`,
    );
    return this.#block(`${messageName(value)} `, "{", "}", shown, depth);
  }

  /** What knows how to print itself, as in Node. */
  #custom(value: object, depth: number): string | undefined {
    const print = Reflect.get(value, Symbol.for("nodejs.util.inspect.custom")) as unknown;
    if (typeof print !== "function") return undefined;
    const inspect = (inner: unknown) => this.print(inner, depth + 1);
    const text: unknown = Reflect.apply(print, value, [DEPTH - depth, {}, inspect]);
    return typeof text === "string" ? clip(text, STRING_CHARS).replaceAll("\n", `\n${"  ".repeat(depth)}`) : undefined;
  }

  #container(value: object, depth: number): string {
    const name = className(value);
    if (depth >= DEPTH) return Array.isArray(value) ? "[Array]" : `[${name || "Object"}]`;
    if (Array.isArray(value)) return this.#block("", "[", "]", this.#items(value, value.length, depth), depth);
    if (value instanceof Map) {
      const entries = this.#items(value, value.size, depth, ([key, item]: [unknown, unknown]) => [key, item]);
      return this.#block(`Map(${value.size}) `, "{", "}", entries, depth);
    }
    if (value instanceof Set)
      return this.#block(`Set(${value.size}) `, "{", "}", this.#items(value, value.size, depth), depth);
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      const items = value as unknown as Iterable<unknown> & { length: number };
      return this.#block(`${name}(${items.length}) `, "[", "]", this.#items(items, items.length, depth), depth);
    }
    return this.#block(name && name !== "Object" ? `${name} ` : "", "{", "}", this.#properties(value, depth), depth);
  }

  #items(items: Iterable<any>, length: number, depth: number, pair?: (item: any) => [unknown, unknown]): string[] {
    const shown: string[] = [];
    for (const item of items) {
      if (shown.length === ENTRIES || this.#left <= 0) break;
      const parts = pair ? pair(item) : [item];
      shown.push(parts.map((part) => this.print(part, depth + 1)).join(" => "));
    }
    if (length > shown.length) shown.push(`… ${length - shown.length} more`);
    return shown;
  }

  #properties(value: object, depth: number): string[] {
    const shown: string[] = [];
    const keys = Object.keys(value);
    for (const key of keys) {
      if (shown.length === ENTRIES || this.#left <= 0) break;
      const property = Object.getOwnPropertyDescriptor(value, key);
      const text = property && "value" in property ? this.print(property.value, depth + 1) : "[Getter]";
      shown.push(`${/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : quote(clip(key, 200))}: ${text}`);
    }
    if (keys.length > shown.length) shown.push(`… ${keys.length - shown.length} more`);
    return shown;
  }

  #block(prefix: string, open: string, close: string, entries: string[], depth: number): string {
    if (entries.length === 0) return `${prefix}${open}${close}`;
    const space = open === "{" ? " " : "";
    const line = `${prefix}${open}${space}${entries.join(", ")}${space}${close}`;
    if (line.length + depth * 2 <= WIDTH && !line.includes("\n")) return line;
    const indent = "  ".repeat(depth + 1);
    return `${prefix}${open}\n${entries.map((entry) => indent + entry).join(",\n")}\n${"  ".repeat(depth)}${close}`;
  }
}

function primitive(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quote(clip(value, STRING_CHARS));
    case "bigint":
      return `${value}n`;
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "function": {
      const name = ownText(value, "name");
      return /^class\b/.test(Function.prototype.toString.call(value))
        ? `[class ${name}]`
        : `[Function: ${name || "(anonymous)"}]`;
    }
    default:
      return String(value);
  }
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function messageName(message: object): string {
  const { lc_name } = message.constructor as { lc_name?: () => unknown };
  const name = typeof lc_name === "function" ? Reflect.apply(lc_name, message.constructor, []) : undefined;
  return typeof name === "string" ? clip(name, 100) : className(message);
}

function isEmpty(part: unknown): boolean {
  if (part === undefined || part === null) return true;
  return typeof part === "object" && Object.keys(part).length === 0;
}

function className(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return "[Object: null prototype]";
  const constructor = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value as unknown;
  return typeof constructor === "function" ? ownText(constructor, "name") : "";
}

function ownText(value: object, key: string): string {
  const text = Object.getOwnPropertyDescriptor(value, key)?.value as unknown;
  return typeof text === "string" ? clip(text, 100) : "";
}
