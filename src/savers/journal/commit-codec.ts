// Commits as bytes and back. A log holds the text of each statement once; after that it goes by its number.
import type { Change } from "../database/database.ts";
import type { SqlValue } from "../database/driver.ts";
import { ByteReader, ByteWriter } from "./bytes.ts";

const STATEMENT = 1;
const COMMIT = 2;
const VALUE = { null: 0, natural: 1, negative: 2, double: 3, text: 4, blob: 5, units: 6 } as const;
const MAX_SHORT = 0xffff_ffff;
// UTF-8 does not have them, but sql.js stores them in a way of its own.
const LONE_SURROGATE = /\p{Surrogate}/u;

export type Commit = readonly Change[];

/** The statements of one log, numbered as they first occur in it. */
export class CommitEncoder {
  readonly #numbers = new Map<string, number>();

  /** `reserved` bytes are left free at the start. Statements new to the log count as written until `forget` is called. */
  encode(commits: readonly Commit[], reserved: number): Uint8Array {
    const writer = new ByteWriter(reserved);
    for (const commit of commits) {
      const numbers = commit.map(({ sql }) => this.#numberOf(sql, writer));
      writer.byte(COMMIT);
      writer.count(commit.length);
      commit.forEach(({ params }, place) => {
        writer.count(numbers[place]!);
        writer.count(params.length);
        for (const param of params) writeValue(writer, param);
      });
    }
    return writer.finish();
  }

  /** How many statements the log knows; `forget(known)` takes back what came after. */
  get known(): number {
    return this.#numbers.size;
  }

  forget(known: number): void {
    for (const [sql, number] of this.#numbers) if (number >= known) this.#numbers.delete(sql);
  }

  /** For a log that is there already: its statements, in their order. */
  learn(statements: readonly string[]): void {
    for (const sql of statements) this.#numbers.set(sql, this.#numbers.size);
  }

  #numberOf(sql: string, writer: ByteWriter): number {
    const before = this.#numbers.get(sql);
    if (before !== undefined) return before;
    const number = this.#numbers.size;
    this.#numbers.set(sql, number);
    writer.byte(STATEMENT);
    writer.text(sql);
    return number;
  }
}

/** Adds the statements that it meets to `statements`, which belong to the log as a whole. */
export function decodeCommits(payload: Uint8Array, statements: string[]): Commit[] {
  const reader = new ByteReader(payload);
  const commits: Commit[] = [];
  while (!reader.atEnd) {
    const kind = reader.byte();
    if (kind === STATEMENT) statements.push(reader.text());
    else if (kind === COMMIT) commits.push(readCommit(reader, statements));
    else throw new RangeError(`a record of unknown kind ${kind}`);
  }
  return commits;
}

function readCommit(reader: ByteReader, statements: readonly string[]): Commit {
  return Array.from({ length: reader.count() }, () => {
    const sql = statements[reader.count()];
    if (sql === undefined) throw new RangeError("a statement that the log does not have");
    return { sql, params: Array.from({ length: reader.count() }, () => readValue(reader)) };
  });
}

function writeValue(writer: ByteWriter, value: SqlValue | boolean): void {
  if (value === null) writer.byte(VALUE.null);
  else if (typeof value === "string") writeText(writer, value);
  else if (typeof value === "number" || typeof value === "boolean") writeNumber(writer, Number(value));
  else if (value instanceof Uint8Array) {
    writer.byte(VALUE.blob);
    writer.blob(value);
  } else throw new TypeError(`a parameter that SQLite does not have: ${typeof value}`);
}

function writeText(writer: ByteWriter, value: string): void {
  const isUtf8 = !LONE_SURROGATE.test(value);
  writer.byte(isUtf8 ? VALUE.text : VALUE.units);
  if (isUtf8) return writer.text(value);
  writer.count(value.length);
  for (let at = 0; at < value.length; at += 1) writer.count(value.charCodeAt(at));
}

function readUnits(reader: ByteReader): string {
  let text = "";
  for (let left = reader.count(); left > 0; left -= 1) text += String.fromCharCode(reader.count());
  return text;
}

function writeNumber(writer: ByteWriter, value: number): void {
  const isShort = Number.isInteger(value) && Math.abs(value) <= MAX_SHORT && !Object.is(value, -0);
  writer.byte(isShort ? (value < 0 ? VALUE.negative : VALUE.natural) : VALUE.double);
  if (isShort) writer.count(Math.abs(value));
  else writer.double(value);
}

function readValue(reader: ByteReader): SqlValue {
  const kind = reader.byte();
  switch (kind) {
    case VALUE.null:
      return null;
    case VALUE.natural:
      return reader.count();
    case VALUE.negative:
      return -reader.count();
    case VALUE.double:
      return reader.double();
    case VALUE.text:
      return reader.text();
    case VALUE.units:
      return readUnits(reader);
    case VALUE.blob:
      return reader.blob();
    default:
      throw new RangeError(`a value of unknown kind ${kind}`);
  }
}
