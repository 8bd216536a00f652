import { expect, test } from "vitest";
import { answered, answerFault, emptyAnswer, moveItem, readAnswer, writeAnswer } from "../../src/course/form-answer.ts";
import type { Form } from "../../src/course/model.ts";
import { readLiteral } from "../../src/course/read-literal.ts";

const options = (...ids: string[]) => ids.map((id) => ({ id, text: `Text of ${id}` }));
const order: Form = { kind: "order", items: options("a", "b", "c") };
const grid: Form = {
  kind: "grid",
  rows: options("row-1", "row-2"),
  columns: options("thread"),
  choices: options("yes", "no"),
};
const point: Form = { kind: "point", asks: options("first", "last") };

const file = (data: string) => `// A comment.\nexport const answer = ${data};\n`;

test.each([
  ["order", order, ["c", "a", "b"]],
  ["grid", grid, { "row-1": { thread: "yes" }, "row-2": { thread: "no" } }],
  ["point", point, { first: 'row "3"', last: "it's\n\\ ü" }],
] as const)("what is written of %s is read again", (_, form, answer) => {
  expect(readAnswer(form, writeAnswer(answer))).toEqual(answer);
  expect(answered(form, answer)).toEqual({ count: form === order ? 3 : 2, of: form === order ? 3 : 2 });
});

test.each([
  ["keys without quotation marks, a comma at the end", grid, file('{ "row-1": { thread: "yes", }, }')],
  ["single quotation marks", grid, file("{ 'row-1': { 'thread': 'yes' } }")],
  ["comments", grid, file('{ /* one */ "row-1": { thread: "yes" } // two\n}')],
  ["a type", grid, 'export const answer: Record<string, unknown> = { "row-1": { thread: "yes" } } as const'],
])("a file formatted by hand is read: %s", (_, form, text) => {
  expect(readAnswer(form, text)).toEqual({ "row-1": { thread: "yes" } });
});

test.each([
  ["no answer", order, "export const other = 1;"],
  ["code", order, file('["a", "b", "c"].reverse()')],
  ["a call", order, file("make()")],
  ["a template", point, file("{ first: `row` }")],
  ["a list that does not end", order, file('["a", "b"')],
  ["two values", order, file('["a", "b", "c"] ["a"]')],
  ["an order that is not whole", order, file('["a", "b"]')],
  ["an item twice", order, file('["a", "b", "c", "a"]')],
  ["an item of another order", order, file('["a", "b", "d"]')],
  ["an object for a list", order, file("{}")],
  ["an unknown row", grid, file('{ "row-3": { thread: "yes" } }')],
  ["an unknown column", grid, file('{ "row-1": { time: "yes" } }')],
  ["an unknown choice", grid, file('{ "row-1": { thread: "perhaps" } }')],
  ["a choice that is none", grid, file('{ "row-1": "yes" }')],
  ["an unknown ask", point, file('{ middle: "row" }')],
  ["a row that is no text", point, file('{ first: ["row"] }')],
  ["a list for an object", point, file("[]")],
  ["a key that every object has", grid, file('{ "row-1": { __proto__: "yes" } }')],
] as const)("%s is no answer", (_, form, text) => {
  expect(readAnswer(form, text)).toBe(null);
});

test("nesting without end is refused, not followed", () => {
  expect(readLiteral("[".repeat(100_000))).toBe(null);
});

test("an answer that is not complete is read, and counted", () => {
  const partly = readAnswer(grid, file('{ "row-2": { thread: "no" } }'))!;
  expect(answered(grid, partly)).toEqual({ count: 1, of: 2 });
  expect(answerFault(grid, emptyAnswer(grid))).toBe(null);
  expect(readAnswer(order, writeAnswer(emptyAnswer(order)))).toEqual(["a", "b", "c"]);
});

test("a fault says what and where", () => {
  expect(answerFault(grid, { "row-1": { thread: "perhaps" } })).toBe(
    'is "perhaps", which is no choice, at thread, at row-1',
  );
  expect(answerFault(order, ["a", "b"])).toBe("does not list c");
  expect(answerFault(order, ["a", "b", "c", "d"])).toBe('lists "d", which is no item');
  expect(answerFault(order, ["a", "b", "c", "a"])).toBe("lists an item twice");
});

test.each([
  [0, 2, "bca"],
  [2, 0, "cab"],
  [1, 1, "abc"],
  [0, 1, "bac"],
  [0, 3, "abc"],
  [-1, 0, "abc"],
])("an item moves from %i to %i, and nothing is lost", (from, to, after) => {
  expect(moveItem(["a", "b", "c"], from, to).join("")).toBe(after);
});
