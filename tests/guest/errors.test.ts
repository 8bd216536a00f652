// Errors of learner code as data that points at learner files.
import { expect, test } from "vitest";
import { describeError, learnerFrames, toGuestError } from "../../src/guest/errors.ts";

const FILES = {
  paths: ["main.ts", "lib/main.ts", "check.ts"],
  pathsFor: (text: string) => text.replaceAll("blob:null/123", "check.ts"),
};

test("frames of Chromium and Node", () => {
  const stack = [
    "TypeError: bad at main.ts:99:9",
    "    at check (check.ts:4:9)",
    "    at async Object.run (lib/main.ts:6:3)",
    "    at new Thing (main.ts:7:1)",
    "    at main.ts:12:1",
    "    at blob:null/123:3:1",
    "    at internal (file:///kernel.js:1:22222)",
    "    at domain.ts:1:1",
  ].join("\n");
  expect(learnerFrames(stack, FILES)).toEqual([
    "main.ts:99",
    "check.ts:4",
    "lib/main.ts:6",
    "main.ts:7",
    "main.ts:12",
    "check.ts:3",
  ]);
});

test("frames of Firefox", () => {
  const stack = ["check@check.ts:4:9", "async*run@lib/main.ts:6:3", "@main.ts:1:1", "x@blob:null/999:1:1", ""].join(
    "\n",
  );
  expect(learnerFrames(stack, FILES)).toEqual(["check.ts:4", "lib/main.ts:6", "main.ts:1"]);
});

test("a deep stack keeps its first frames", () => {
  const stack = Array.from({ length: 50 }, (_, i) => `    at f (main.ts:${i}:1)`).join("\n");
  expect(learnerFrames(stack, FILES).length).toBe(20);
});

test("name, message and frames; addresses become paths", () => {
  const error = Object.assign(new RangeError("no export in blob:null/123"), { stack: "    at f (main.ts:2:1)" });
  expect(toGuestError(error, FILES)).toEqual({
    name: "RangeError",
    message: "no export in check.ts",
    stack: ["main.ts:2"],
  });
  expect(describeError(error, FILES)).toBe("RangeError: no export in check.ts\n    at main.ts:2");
});

test.each([
  [undefined, "undefined"],
  ["text", `"text"`],
  [{ a: 1 }, "{ a: 1 }"],
])("a thrown %s is told as what it is", (thrown, shown) => {
  expect(toGuestError(thrown, FILES).message).toBe(`a value that is not an Error was thrown: ${shown}`);
});

test("an error that resists being read has nothing to say", () => {
  const hostile = new Error("x");
  for (const key of ["name", "message", "stack"])
    Object.defineProperty(hostile, key, {
      get() {
        throw new Error("no");
      },
    });
  expect(toGuestError(hostile, FILES)).toEqual({ name: "Error", message: "", stack: [] });
});

test("long messages are cut", () => {
  expect(toGuestError(new Error("x".repeat(1_000_000)), FILES).message.length).toBe(4_000);
});
