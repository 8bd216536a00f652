import { expect, test } from "vitest";
import { openOutputLog } from "../../src/site/session/output-log.ts";

test("a flood keeps the newest lines and counts the rest", () => {
  const log = openOutputLog(100);
  for (let line = 0; line < 10_000; line++) log.add({ kind: "console", level: "log", text: `line ${line}` });
  log.add({ kind: "dropped", lines: 5 });
  expect(log.lines.length).toBeLessThanOrEqual(125);
  expect(log.lines.at(-1)?.text).toBe("line 9999");
  expect(log.lines.length + log.dropped).toBe(10_005);
});

test("what was not caught is told with its place in the learner's files", () => {
  const log = openOutputLog();
  log.add({
    kind: "uncaught",
    what: "rejection",
    error: { name: "TypeError", message: "x is not a function", stack: ["chat.ts:3"] },
  });
  expect(log.lines).toEqual([
    { level: "uncaught", text: "Unhandled rejection: TypeError: x is not a function", frames: ["chat.ts:3"] },
  ]);
});
