// What a learner types in a form, as what a fork or an answer is made of.
import { expect, test } from "vitest";
import type { Channel, CheckpointState, ShownValue } from "../../src/inspect/saver-file.ts";
import {
  composeAnswer,
  composeEdit,
  composeMessages,
  fieldKind,
  messagesOf,
  questionsOf,
  readField,
} from "../../src/lab/verb-edit.ts";

const channel = (value: ShownValue, json: string | null): Channel => ({
  ...{ name: "c", internal: false, version: 1, bytes: 1, value, json },
});
const list = (...items: ShownValue[]): ShownValue => ({ is: "list", items });
const message: ShownValue = { is: "message", role: "human", id: "1", text: "hi", more: [] };

test("a channel's field is told by what it holds", () => {
  expect(fieldKind(channel("a", '"a"'))).toBe("text");
  expect(fieldKind(channel(1, "1"))).toBe("number");
  expect(fieldKind(channel(true, "true"))).toBe("boolean");
  expect(fieldKind(channel(null, "null"))).toBe("json");
  expect(fieldKind(channel(list("a"), '["a"]'))).toBe("list");
  expect(fieldKind(channel(list(), "[]"))).toBe("list");
  expect(fieldKind(channel(list(message), "[]"))).toBe("messages");
  expect(fieldKind(channel({ is: "other", text: "a Map" }, null))).toBe(null);
});

test("a field is read by its kind, or says what is wrong", () => {
  expect(readField("text", "1")).toEqual({ json: '"1"' });
  expect(readField("number", " 1.50 ")).toEqual({ json: "1.5" });
  for (const text of ["", "x", "1e999", "NaN"]) expect(readField("number", text)).toHaveProperty("problem");
  expect(readField("json", '{ "a": [1] }')).toEqual({ json: '{"a":[1]}' });
  expect(readField("json", "{a}")).toEqual({ problem: expect.stringMatching(/^This is no JSON: /) as unknown });
  expect(readField("list", "  ")).toEqual({ problem: "Write a value, null for none." });
});

test("an edit has the channels that were changed, whatever they are called", () => {
  const { values, replace } = composeEdit([
    { channel: "__proto__", json: "1", replace: false },
    { channel: "log", json: '["x"]', replace: true },
  ]);
  expect(values).toBe('{"__proto__":1,"log":["x"]}');
  expect(replace).toEqual(["log"]);
});

const talk = channel(
  list(message, message),
  JSON.stringify([
    { id: "1", type: "human", content: "hi", name: "Ada" },
    { id: "2", type: "ai", content: [{ type: "text", text: "part" }] },
  ]),
);

test("of messages, what was edited keeps its id and the rest of it, and what is new is appended", () => {
  const messages = messagesOf(talk);
  expect(messages.map(({ role, id, text }) => [role, id, text])).toEqual([
    ["human", "1", "hi"],
    ["ai", "2", null],
  ]);
  expect(composeMessages(messages, ["hi", null], [])).toBe(null);
  expect(JSON.parse(composeMessages(messages, ["bye", null], [{ role: "ai", text: "new" }])!)).toEqual([
    { id: "1", type: "human", content: "bye", name: "Ada" },
    { type: "ai", content: "new" },
  ]);
});

const asked = (task: string, id: string): CheckpointState["writes"][number] => ({
  ...{ task, node: task, channel: "__interrupt__", kind: "interrupt" as const },
  value: {
    is: "object",
    type: null,
    entries: [
      ["id", id],
      ["value", `${task}?`],
    ],
  },
});
const state = (...writes: CheckpointState["writes"]): CheckpointState => ({
  ...{ key: { thread: "t", namespace: "", id: "1" }, channels: [], createdAt: null, writes },
});

test("questions are those of tasks that have no result yet", () => {
  const done = { task: "p", node: "p", channel: "log", kind: "result" as const, value: 1 };
  expect(questionsOf(state(asked("p", "1"), done, asked("q", "2")))).toEqual([{ id: "2", node: "q", value: "q?" }]);
});

test("one answer is given as it is; several, and what would be taken for none, under their ids", () => {
  const one = questionsOf(state(asked("p", "1")));
  const two = questionsOf(state(asked("p", "1"), asked("q", "2")));
  expect(composeAnswer(one, ['"yes"'])).toBe('"yes"');
  for (const none of ["false", "0", '""', "null"]) expect(composeAnswer(one, [none])).toBe(`{"1":${none}}`);
  expect(composeAnswer(two, ['"x"', "false"])).toBe('{"1":"x","2":false}');
  expect(composeAnswer([{ id: null, node: null, value: null }], ["false"])).toBe("false");
});
