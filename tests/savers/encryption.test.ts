// Encryption at rest by the caller's serializer: what is hidden, what is not, and what is noticed.
import { readFileSync } from "node:fs";
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { Annotation, Command, interrupt, messagesStateReducer, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import { SqliteSaver } from "@langchain/langgraph-checkpoint-sqlite";
import { SqlJsSaver } from "@forkpoint/savers";
import BetterSqlite3 from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { libraries, nodeSqlite, temporaryFile } from "./drivers-at-hand.ts";
import { encryptingSerializer, newKey } from "./encrypting-serializer.ts";

const each = libraries.map((library) => [library.name, library] as const);
const config = { configurable: { thread_id: "visible-thread" } };

const State = Annotation.Root({
  messages: Annotation<(HumanMessage | AIMessage)[]>({ reducer: messagesStateReducer as never, default: () => [] }),
  visibleChannel: Annotation<string>(),
});

/** Leaves values, pending writes of a node beside the one that asks, and an interrupt. */
const askingGraph = (checkpointer: BaseCheckpointSaver) =>
  new StateGraph(State)
    .addNode("visibleNode", () => ({ visibleChannel: `hidden-answer ${interrupt("hidden-question")}` }))
    .addNode("beside", () => ({ messages: [new AIMessage("hidden-write")] }))
    .addEdge(START, "visibleNode")
    .addEdge(START, "beside")
    .compile({ checkpointer });

const SECRETS = [
  "hidden-input",
  "hidden-question",
  "hidden-write",
  "hidden-metadata",
  "hidden-answer",
  "hidden-resume",
];
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const foundIn = (bytes: Uint8Array, words: readonly string[]) => words.filter((word) => latin1(bytes).includes(word));

/** LangGraph itself puts nothing of the caller's into metadata. */
async function putTagged(saver: BaseCheckpointSaver, id: string, customer: string): Promise<void> {
  const checkpoint = { v: 4, id, ts: "", channel_values: {}, channel_versions: {}, versions_seen: {} };
  const metadata = { source: "update", step: 1, parents: {}, customer } as const;
  await saver.put({ configurable: { thread_id: "visible-tagged", checkpoint_ns: "" } }, checkpoint, metadata, {});
}

async function runBoth(saver: BaseCheckpointSaver) {
  await putTagged(saver, "1", "hidden-metadata");
  await askingGraph(saver).invoke({ messages: [new HumanMessage("hidden-input")] }, config);
  return askingGraph(saver).invoke(new Command({ resume: "hidden-resume" }), config);
}

test.each(each)(
  "on %s a graph is interrupted and resumed, and nothing of it can be read in the file",
  async (_, library) => {
    const saver = new SqlJsSaver(library.open(), { serde: encryptingSerializer(await newKey()) });
    const { messages, visibleChannel } = await runBoth(saver);
    expect(messages.map((message) => [message.constructor.name, message.text])).toEqual([
      ["HumanMessage", "hidden-input"],
      ["AIMessage", "hidden-write"],
    ]);
    expect(visibleChannel).toBe("hidden-answer hidden-resume");
    expect(foundIn(saver.export(), SECRETS)).toEqual([]);

    // The same without encryption, to see that the search would find them.
    const plain = new SqlJsSaver(library.open());
    await runBoth(plain);
    expect(foundIn(plain.export(), SECRETS)).toEqual(SECRETS);
  },
);

test("names stay readable: SQLite needs them to find rows", async () => {
  const saver = await SqlJsSaver.open({ serde: encryptingSerializer(await newKey()) });
  await runBoth(saver);
  const names = ["visible-thread", "visibleChannel", "visibleNode", "__interrupt__", "loop", "json+aes"];
  expect(foundIn(saver.export(), names)).toEqual(names);
  saver.close();
});

test("nothing readable is left in the file and the log that SQLite keeps beside it", async () => {
  const file = temporaryFile();
  const driver = nodeSqlite.open(file);
  driver.exec("PRAGMA journal_mode = WAL");
  await runBoth(new SqlJsSaver(driver, { serde: encryptingSerializer(await newKey()) }));
  const log = readFileSync(`${file}-wal`);
  expect(foundIn(log, ["visible-thread"])).toEqual(["visible-thread"]);
  expect([...foundIn(log, SECRETS), ...foundIn(readFileSync(file), SECRETS)]).toEqual([]);
});

test.each(each)("on %s history, lists by metadata and pending writes work on what is encrypted", async (_, library) => {
  const saver = new SqlJsSaver(library.open(), { serde: encryptingSerializer(await newKey()) });
  await askingGraph(saver).invoke({ messages: [new HumanMessage("hidden-input")] }, config);
  const tuple = (await saver.getTuple(config))!;
  expect(tuple.pendingWrites!.map(([, channel]) => channel).toSorted()).toContain("__interrupt__");
  await putTagged(saver, "1", "hidden-metadata");
  await putTagged(saver, "2", "another");
  const found = [];
  for await (const { checkpoint } of saver.list({}, { filter: { customer: "hidden-metadata" } }))
    found.push(checkpoint.id);
  expect(found).toEqual(["1"]);
});

test("with another key the values are refused, not garbled", async () => {
  const saver = await SqlJsSaver.open({ serde: encryptingSerializer(await newKey()) });
  await runBoth(saver);
  const other = await SqlJsSaver.open({ bytes: saver.export(), serde: encryptingSerializer(await newKey()) });
  await expect(other.getTuple(config)).rejects.toThrow(/cannot be decrypted: another key/);
  // And without any key.
  const plain = await SqlJsSaver.open({ bytes: saver.export() });
  await expect(plain.getTuple(config)).rejects.toThrow("Unknown serialization type: json+aes");
  for (const opened of [saver, other, plain]) opened.close();
});

test("one changed byte in a stored value is noticed", async () => {
  const driver = nodeSqlite.open();
  const saver = new SqlJsSaver(driver, { serde: encryptingSerializer(await newKey()) });
  await runBoth(saver);
  expect(await saver.getTuple(config)).toBeDefined();
  const [[id, metadata]] = driver
    .prepare("SELECT id, metadata FROM checkpoints ORDER BY sid DESC, id DESC")
    .all([]) as [[string, Uint8Array]];
  for (const at of [0, 11, 12, metadata.length - 1]) {
    const tampered = metadata.slice();
    tampered[at]! ^= 1;
    driver.prepare("UPDATE checkpoints SET metadata = ? WHERE id = ?").all([tampered, id]);
    await expect(saver.getTuple(config)).rejects.toThrow(/changed bytes/);
  }
  driver.prepare("UPDATE checkpoints SET metadata = ? WHERE id = ?").all([metadata, id]);
  expect(await saver.getTuple(config)).toBeDefined();
});

test("pinned: a sealed value that is moved to another place is not noticed, since a serializer is not told the place", async () => {
  const driver = nodeSqlite.open();
  const saver = new SqlJsSaver(driver, { serde: encryptingSerializer(await newKey()) });
  await putTagged(saver, "1", "first");
  await putTagged(saver, "2", "second");
  driver.exec("UPDATE checkpoints SET metadata = (SELECT metadata FROM checkpoints WHERE id = '1') WHERE id = '2'");
  expect((await saver.getTuple({ configurable: { thread_id: "visible-tagged" } }))!.metadata).toMatchObject({
    customer: "first",
  });
});

test("pinned: the official SqliteSaver cannot resume with such a serializer, because it reads pending writes as text", async () => {
  const raw = new BetterSqlite3(":memory:");
  onTestFinished(() => void raw.close());
  const saver = new SqliteSaver(raw as never, encryptingSerializer(await newKey()));
  await askingGraph(saver).invoke({ messages: [new HumanMessage("hidden-input")] }, config);
  await expect(askingGraph(saver).invoke(new Command({ resume: "hidden-resume" }), config)).rejects.toThrow(
    "was read as text",
  );
});
