// Messages are shown as messages, and their JSON becomes the same messages again.
import { MessagesAnnotation, START, StateGraph, messagesStateReducer } from "@langchain/langgraph";
import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  ChatMessage,
  HumanMessage,
  RemoveMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { expect, test } from "vitest";
import { openSaver } from "../savers/saver-at-hand.ts";
import { channelOf, entries } from "./state-at-hand.ts";

test("messages are shown as messages, with what they hold besides", async () => {
  const shown = async (message: BaseMessage) => (await channelOf(message)).value;
  expect(await shown(new HumanMessage({ id: "h", content: "hi", name: "Ann" }))).toEqual({
    ...{ is: "message", role: "human", id: "h", text: "hi" },
    more: [["name", "Ann"]],
  });
  expect(await shown(new SystemMessage("rules"))).toMatchObject({ role: "system", id: null, text: "rules", more: [] });
  expect(await shown(new ToolMessage({ content: "12", tool_call_id: "c" }))).toMatchObject({
    role: "tool",
    more: [["tool_call_id", "c"]],
  });
  expect(
    await shown(new AIMessage({ content: "", tool_calls: [{ id: "c", name: "t", args: { a: 1 } }] })),
  ).toMatchObject({
    role: "ai",
    more: [
      [
        "tool_calls",
        {
          items: [
            {
              entries: [
                ["id", "c"],
                ["name", "t"],
                ["args", entries(null, ["a", 1])],
              ],
            },
          ],
        },
      ],
    ],
  });
  expect(await shown(new ChatMessage({ content: "x", role: "judge" }))).toMatchObject({ role: "judge", text: "x" });
  expect(await shown(new RemoveMessage({ id: "h" }))).toMatchObject({ role: "remove", id: "h", text: "" });
  const parts = [
    { type: "text", text: "see " },
    { type: "image_url", image_url: "data:" },
    { type: "text", text: "it" },
  ];
  expect(await shown(new HumanMessage({ content: parts }))).toMatchObject({
    text: "see it",
    more: [["content", { is: "list" }]],
  });
});

test("the JSON of messages becomes the same messages again, through the reducer that LangGraph has for them", async () => {
  const messages = [
    new SystemMessage({ id: "s", content: "rules" }),
    new HumanMessage({ id: "h", content: [{ type: "text", text: "hi" }], name: "Ann" }),
    new AIMessage({ id: "a", content: "", tool_calls: [{ id: "c", name: "t", args: { a: [1] }, type: "tool_call" }] }),
    new ToolMessage({ id: "t", content: "12", tool_call_id: "c", name: "t", status: "error" }),
    new AIMessage({ id: "b", content: "done", response_metadata: { model: "m" }, additional_kwargs: { x: { y: 1 } } }),
  ];
  const json = (await channelOf(messages)).json!;
  const again = messagesStateReducer([], JSON.parse(json));
  expect(again.map((message) => message.toDict())).toEqual(messages.map((message) => message.toDict()));

  const saver = await openSaver();
  const graph = new StateGraph(MessagesAnnotation)
    .addNode("n", () => ({}))
    .addEdge(START, "n")
    .compile({ checkpointer: saver });
  const config = { configurable: { thread_id: "t" } };
  await graph.updateState(config, { messages: JSON.parse(json) }, "n");
  const { values } = await graph.getState(config);
  expect(values.messages.map((message: BaseMessage) => message.toDict())).toEqual(
    messages.map((message) => message.toDict()),
  );

  const chunk = new AIMessageChunk({
    id: "k",
    content: "part",
    tool_call_chunks: [{ id: "c", name: "t", args: "{}", index: 0 }],
  });
  const chunkJson = (await channelOf([chunk])).json!;
  expect(chunkJson).not.toContain("tool_call_chunks");
  const [whole] = messagesStateReducer([], JSON.parse(chunkJson));
  expect(whole).toMatchObject({ id: "k", content: "part", tool_calls: [{ id: "c", name: "t", args: {} }] });
});

test("what no reducer makes a message of has no JSON to be edited", async () => {
  expect((await channelOf([new ChatMessage({ content: "x", role: "judge" })])).json).toBeNull();
  expect(
    (await channelOf({ lc: 1, type: "constructor", id: ["a", "messages", "Evil"], kwargs: { content: "x" } })).json,
  ).toBeNull();
});
