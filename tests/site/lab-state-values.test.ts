// What of a value is in one line, what is folded and how much is shown, and messages sorted into their parts.
import { expect, test } from "vitest";
import type { ShownMessage, ShownValue } from "../../src/inspect/saver-file.ts";
import { showValue } from "../../src/inspect/show-value.ts";
import { messageParts, roleWord } from "../../src/site/elements/lab/message-parts.ts";
import { Folds } from "../../src/site/elements/lab/value-folds.ts";
import {
  cut,
  isShort,
  keyText,
  lengthOf,
  outline,
  portion,
  previewOf,
  showsAlike,
  sizeText,
  textPortion,
  titleOf,
} from "../../src/site/elements/lab/value-outline.ts";

const list = (...items: ShownValue[]): ShownValue => ({ is: "list", items });
const object = (entries: [string, ShownValue][], type: string | null = null): ShownValue => ({
  is: "object",
  type,
  entries,
});
const message = (id: string | null, text: string, more: ShownMessage["more"] = []): ShownMessage => ({
  is: "message",
  role: "ai",
  id,
  text,
  more,
});

test("what is short is one line, whatever it is", () => {
  expect(outline("a word", 0)).toEqual({ form: "line", literal: "string", text: '"a word"' });
  expect(outline(null, 3)).toEqual({ form: "line", literal: "null", text: "null" });
  expect(outline(-0.5, 0)).toEqual({ form: "line", literal: "number", text: "-0.5" });
  expect(outline(false, 0)).toEqual({ form: "line", literal: "boolean", text: "false" });
  expect(outline({ is: "other", text: "12 bytes" }, 0)).toEqual({ form: "line", literal: "other", text: "12 bytes" });
  expect(outline(list(), 0)).toEqual({ form: "small", text: "[]" });
  expect(outline(object([["a", list(1, 2)]]), 0)).toEqual({ form: "small", text: "{ a: [1, 2] }" });
  expect([isShort(7), isShort(list(1)), isShort("x\ny"), isShort(message("m", "hi"))]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("texts with lines, or longer than one, fold; a channel's own paragraph stands open", () => {
  const paragraph = "word ".repeat(60);
  expect(outline(paragraph, 0)).toMatchObject({ form: "text", title: "text, 300 characters", open: true });
  expect(outline(paragraph, 1)).toMatchObject({ form: "text", open: false });
  expect(outline("a\nb", 0)).toMatchObject({ form: "text", title: "text, 3 characters", preview: "a b" });
  expect(outline("x".repeat(601), 0)).toMatchObject({ open: false });
});

test("lists and objects fold with their count; small ones of a channel stand open, inner ones do not", () => {
  const words = Array.from({ length: 12 }, (_, at) => `a word that takes room ${at}`);
  expect(outline(list(...words), 0)).toMatchObject({ form: "fold", title: "list of 12", open: true });
  expect(outline(list(...words, "one more"), 0)).toMatchObject({ title: "list of 13", open: false });
  expect(outline(list(...words), 1)).toMatchObject({ open: false });
  const fold = outline(list(...words), 0);
  expect(fold.form === "fold" && fold.preview.length).toBeLessThanOrEqual(64);
  expect(outline(list(message("m", "hi")), 0)).toMatchObject({ form: "fold", title: "1 message", open: true });
});

test("titles name types and counts", () => {
  expect(titleOf(object([["a", 1]], "Map") as Extract<ShownValue, object>)).toBe("Map with 1 entry");
  expect(titleOf(object([]) as Extract<ShownValue, object>)).toBe("object with 0 entries");
  expect(titleOf(list(...Array.from({ length: 10_000 }, () => 1)) as Extract<ShownValue, object>)).toBe(
    "list of 10,000",
  );
  expect(titleOf(list(message("a", "x"), 1) as Extract<ShownValue, object>)).toBe("list of 2");
});

test("previews are short, whatever is inside", () => {
  let deep: ShownValue = "end";
  for (let depth = 0; depth < 20_000; depth++) deep = list(deep);
  expect(previewOf(deep, 40)).toBe("[[[[…]]]]");
  expect(previewOf(object([["a b", 1]], "Map"), 40)).toBe('Map { "a b": 1 }');
  expect(previewOf(object([["0", "x"]], "Set"), 40)).toBe('Set { "x" }');
  const wide = list(...Array.from({ length: 10_000 }, () => list(1, 2, 3)));
  expect(previewOf(wide, 40).length).toBeLessThan(80);
  expect(previewOf(wide, 40)).toMatch(/, …\]$/);
});

test("keys are bare where a program has them bare", () => {
  expect(["name", "größe", "$a", "a b", "", "7", '"'].map(keyText)).toEqual([
    "name",
    "größe",
    "$a",
    '"a b"',
    '""',
    "7",
    '"\\""',
  ]);
});

test("10,000 items begin with 100 and come to their end in few portions, none larger than 1,000", () => {
  expect(portion(10_000, 100)).toEqual({ shown: 100, rest: 9_900, next: 100 });
  expect(portion(7, 100)).toEqual({ shown: 7, rest: 0, next: 0 });
  let shown = 100;
  let presses = 0;
  for (; portion(10_000, shown).rest > 0; presses++) {
    const { next } = portion(10_000, shown);
    expect(next).toBeGreaterThan(0);
    expect(next).toBeLessThanOrEqual(1_000);
    shown += next;
  }
  expect(shown).toBe(10_000);
  expect(presses).toBeLessThan(15);
});

test("a text is cut between its characters, never within one", () => {
  const thumbs = "👍".repeat(10);
  expect(textPortion(thumbs, 5)).toEqual({ shown: 4, rest: 16, next: 16 });
  expect(textPortion(thumbs, 6).shown).toBe(6);
  expect(textPortion("abc", 5)).toEqual({ shown: 3, rest: 0, next: 0 });
  expect(textPortion("x".repeat(1_048_576), 5_000)).toEqual({ shown: 5_000, rest: 1_043_576, next: 20_000 });
  expect(cut(thumbs, 6)).toBe("👍👍…");
  expect(cut("short", 5)).toBe("short");
});

test("the length of a text is that of the one that was stored", () => {
  const { value } = showValue("x".repeat(1_000_000));
  expect(lengthOf(String(value))).toBe(1_000_000);
  expect(lengthOf("a text… (+ 5 more characters)")).toBe("a text… (+ 5 more characters)".length);
});

test("values that show alike are told from those that do not", () => {
  const one = object([["a", list(1, "x", null)]]);
  expect(showsAlike(one, structuredClone(one))).toBe(true);
  expect(showsAlike(one, object([["a", list(1, "x", 0)]]))).toBe(false);
  expect(showsAlike(one, object([["b", list(1, "x", null)]]))).toBe(false);
  expect(showsAlike(list(1), list(1, 2))).toBe(false);
  expect(showsAlike(list(), null)).toBe(false);
  expect(showsAlike({ a: 1 }, { b: 1 })).toBe(false);
  let [deep, same]: ShownValue[] = [1, 1];
  for (let depth = 0; depth < 20_000; depth++) [deep, same] = [list(deep!), list(same!)];
  expect(showsAlike(deep, same)).toBe(true);
});

test("bytes in the unit that is read most easily", () => {
  expect([0, 1_023, 1_024, 1_234_567].map(sizeText)).toEqual(["0 B", "1023 B", "1.0 KiB", "1.2 MiB"]);
});

test("what was opened stays open in its place, and is not mixed up with another", () => {
  const folds = new Folds();
  folds.choose(["a", "b"], true);
  folds.choose(["open"], false);
  expect(folds.isOpen(["a", "b"], false)).toBe(true);
  expect(folds.isOpen(["a,b"], false)).toBe(false);
  expect(folds.isOpen(["open"], true)).toBe(false);
  expect(folds.isOpen(["__proto__"], false)).toBe(false);
});

test("tool calls, the call that is answered and the name are told; the rest is kept as it is", () => {
  const calls = list(object([["name", "search"], ["args", object([["q", "x"]])], ["id", "call_1"]])); // prettier-ignore
  const parts = messageParts(
    message("m", "", [
      ["tool_calls", calls],
      ["tool_call_id", "call_0"],
      ["name", "bot"],
      ["additional_kwargs", object([["a", 1]])],
    ]),
  );
  expect(parts.calls).toEqual([{ name: "search", args: object([["q", "x"]]), id: "call_1" }]);
  expect([parts.answers, parts.name]).toEqual(["call_0", "bot"]);
  expect(parts.rest.map(([key]) => key)).toEqual(["additional_kwargs"]);
});

test("tool calls of another form are shown as the value that they are", () => {
  const more: ShownMessage["more"] = [
    ["tool_calls", list(object([["args", 1]]), object([["name", "x"]]))],
    ["name", 7],
  ];
  const parts = messageParts(message("m", "text", more));
  expect(parts.calls).toEqual([]);
  expect(parts.name).toBeNull();
  expect(parts.rest).toEqual(more);
});

test("each role has a word and a shape of its own", () => {
  const roles = ["human", "ai", "system", "tool", "function"].map(roleWord);
  expect(new Set(roles.map(({ shape }) => shape)).size).toBe(5);
  expect(roles.map(({ word }) => word)).toEqual(["human", "AI", "system", "tool", "function"]);
  expect(roleWord("").word).toBe("no role");
});
