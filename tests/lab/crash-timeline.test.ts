// From events to what is drawn of them.
import { expect, test } from "vitest";
import { eventInWords, timelineOf } from "../../src/lab/crash/timeline.ts";
import { events } from "./crash-outcomes.ts";

test("a span reaches from its beginning to its end, or is cut off", () => {
  const { spans, effects, endMs } = timelineOf(
    events("0 put-began -1", "0 node-began reserve", "5 effect reserve", "9 put-stored -1", "9 put-began 0"),
  );
  expect(spans).toEqual([
    { kind: "put", of: "-1", fromMs: 0, toMs: 9, row: 0 },
    { kind: "node", of: "reserve", fromMs: 0, toMs: null, row: 0 },
    { kind: "put", of: "0", fromMs: 9, toMs: null, row: 0 },
  ]);
  expect(effects).toEqual([{ of: "reserve", atMs: 5 }]);
  expect(endMs).toBe(9);
});

test("what is on its way at once has rows of its own, and a row is used again", () => {
  const { spans } = timelineOf(
    events(
      "0 writes-began a",
      "1 writes-began b",
      "1 put-began 0",
      "4 writes-stored a",
      "4 writes-began c",
      "5 writes-began d",
    ),
  );
  expect(spans.map(({ of, row }) => [of, row])).toEqual([
    ["a", 0],
    ["b", 1],
    ["0", 0],
    ["c", 0],
    ["d", 2],
  ]);
});

test("no events make an empty timeline", () => {
  expect(timelineOf([])).toEqual({ spans: [], effects: [], endMs: 0 });
});

test("each kind of event is a sentence", () => {
  const kinds = ["node-began", "effect", "node-ended", "writes-began", "writes-stored"].map(
    (kind) => `0 ${kind} charge`,
  );
  const all = events(...kinds, "0 put-began -1", "0 put-stored 2", "0 writes-began __start__");
  expect(all.map(eventInWords)).toEqual([
    "charge begins",
    "charge takes effect in the world outside",
    "charge ends",
    "the result of charge is on its way to the disk",
    "the result of charge is stored",
    "the checkpoint of step −1 is on its way to the disk",
    "the checkpoint of step 2 is stored",
    "the input is on its way to the disk",
  ]);
});
