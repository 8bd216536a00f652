// What to do about an error of SQLite: a sentence to go after its own words, or nothing.
import type { Database } from "sql.js";

const MOST_COLUMNS = 24;

/** Begins with a space; "" if there is nothing to say. */
export function hintFor(database: Database, sql: string, words: string): string {
  const hint = findHint(database, sql, words);
  return hint === undefined ? "" : ` ${hint}`;
}

function findHint(database: Database, sql: string, words: string): string | undefined {
  const [, table] = /^no such table: (.+)/s.exec(words) ?? [];
  if (table !== undefined) return aboutTable(database, table);
  const [, column] = /^no such column: (.+)/s.exec(words) ?? [];
  if (column !== undefined) return aboutColumn(database, sql, column);
  const [, ambiguous] = /^ambiguous column name: (.+)/s.exec(words) ?? [];
  if (ambiguous !== undefined) return `Several tables have it: write which one, as in v_checkpoints.${ambiguous}.`;
  const [, near] = /^near "(.*)": syntax error/s.exec(words) ?? [];
  if (near !== undefined) return `It could read the text up to “${near}”: look there, and just before it.`;
  if (words.startsWith("incomplete input")) return "The text ends too early: is a bracket or the last word missing?";
  if (words.startsWith("unrecognized token"))
    return "Text goes in single quotes: 'thread-1'. Is one of them not closed?";
  if (words.startsWith("misuse of aggregate")) return "Conditions on count() and sum() go into HAVING, after GROUP BY.";
  if (words.startsWith("no such function"))
    return "Values are JSON text: json_extract(value, '$.a'), value ->> 'a' and json_each(value) take it apart.";
  if (words.startsWith("malformed JSON"))
    return "Not every value is JSON: say WHERE json_valid(value) before you take one apart.";
  return undefined;
}

function aboutTable(database: Database, wanted: string): string {
  const names = tablesOf(database);
  const near = nearest(wanted.replace(/^main\./, ""), names);
  const views = names.filter((name) => name.startsWith("v_"));
  const tables = names.filter((name) => !name.startsWith("v_"));
  return `${meant(near)}Readable views are ${views.join(", ")}; tables are ${tables.join(", ")}.`;
}

function aboutColumn(database: Database, sql: string, wanted: string): string | undefined {
  const used = tablesOf(database).filter((name) => mentions(sql, name));
  if (used.length === 0) return undefined;
  const columns = used.map((name) => [name, columnsOf(database, name)] as const);
  const near = nearest(
    wanted.slice(wanted.lastIndexOf(".") + 1),
    columns.flatMap(([, names]) => names),
  );
  const lists = columns.slice(0, 3).map(([name, names]) => `${name} has ${names.slice(0, MOST_COLUMNS).join(", ")}`);
  const text = wanted.includes(".") ? "" : " Text goes in single quotes.";
  return `${meant(near)}${lists.join("; ")}.${text}`;
}

function meant(near: string | undefined): string {
  return near === undefined ? "" : `Did you mean ${near}? `;
}

function tablesOf(database: Database): string[] {
  const found = database.exec(
    "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT GLOB 'sqlite_*' ORDER BY name LIMIT 60",
  );
  return (found[0]?.values ?? []).map(([name]) => String(name));
}

function columnsOf(database: Database, table: string): string[] {
  const found = database.exec("SELECT name FROM pragma_table_info(?)", [table]);
  return (found[0]?.values ?? []).map(([name]) => String(name));
}

function mentions(sql: string, name: string): boolean {
  return sql
    .toLowerCase()
    .split(/[^a-z0-9_]+/)
    .includes(name.toLowerCase());
}

/** The name that is fewest changes of a letter away, if that is no more than a third of it. */
export function nearest(wanted: string, names: readonly string[]): string | undefined {
  const wantedLower = wanted.toLowerCase().slice(0, 60);
  const [best] = names
    .map((name) => ({ name, changes: distance(wantedLower, name.toLowerCase().replace(/^v_/, "")) }))
    .concat(names.map((name) => ({ name, changes: distance(wantedLower, name.toLowerCase()) })))
    .sort((left, right) => left.changes - right.changes);
  return best !== undefined && best.changes <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[right.length]!;
}
