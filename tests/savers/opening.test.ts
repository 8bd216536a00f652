// Open from bytes, export to bytes, refuse what is not ours, close.
import type { SerializerProtocol } from "@langchain/langgraph-checkpoint";
import { expect, test } from "vitest";
import { SaverError, SqlJsSaver } from "@forkpoint/savers";
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from "@forkpoint/savers/schema";
import { type Config, at, listedIds, put, valuesAt } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { codeOf, openSaver, query, sqlJs } from "./saver-at-hand.ts";

/** A serializer that is not the package's, and therefore waited for. */
const own: SerializerProtocol = {
  dumpsTyped: async (value) => ["json", new TextEncoder().encode(JSON.stringify(value))],
  loadsTyped: async (_, bytes) => JSON.parse(new TextDecoder().decode(bytes as Uint8Array)) as unknown,
};

test("what was exported opens again with everything in it, and works on", async () => {
  const saver = await openSaver();
  const root = await put(saver, { config: at("t"), n: 1, values: { topic: "one", bytes: new Uint8Array([0, 255]) } });
  await saver.putWrites(root, [["topic", "two"]], "task");
  const again = await openSaver({ bytes: saver.export() });
  expect(await again.getTuple(at("t"))).toEqual(await saver.getTuple(at("t")));
  await put(again, { config: root as Config, n: 2, values: { topic: "two" } });
  expect(await listedIds(again, at("t"))).toHaveLength(2);
  expect(await listedIds(saver, at("t"))).toHaveLength(1);
});

test("the bytes given are copied, and exporting does not disturb the saver", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1, values: { topic: "one" } });
  const bytes = saver.export();
  const before = bytes.slice();
  const again = await openSaver({ bytes });
  for (let n = 2; n < 5; n += 1) {
    await put(again, { config: at("t"), n, values: { topic: n } });
    again.export();
  }
  expect(await valuesAt(again, at("t"))).toEqual({ topic: 4 });
  expect(bytes).toEqual(before);
});

test("sql.js is found in Node without being given", async () => {
  const saver = await SqlJsSaver.open();
  await put(saver, { config: at("t"), n: 1 });
  expect(await listedIds(saver, at("t"))).toHaveLength(1);
  saver.close();
});

test("a subclass opens as itself", async () => {
  class Traced extends SqlJsSaver {}
  const saver = await Traced.open({ sqlJs });
  expect(saver).toBeInstanceOf(Traced);
  saver.close();
});

test("a file says that it is ours, and in which version", async () => {
  const bytes = (await openSaver()).export();
  expect(query(bytes, "PRAGMA application_id")).toEqual([[APPLICATION_ID]]);
  expect(query(bytes, "PRAGMA user_version")).toEqual([[SCHEMA_VERSION]]);
});

test("no bytes at all, or none in the array, is a new database", async () => {
  for (const bytes of [undefined, new Uint8Array()])
    expect(await listedIds(await openSaver({ bytes }), {})).toEqual([]);
});

test("opening an existing file changes nothing in it", async () => {
  const bytes = (await openSaver()).export();
  expect((await openSaver({ bytes })).export()).toEqual(bytes);
});

const refused = [
  ["text", new TextEncoder().encode("not a database, but long enough to be one. ".repeat(40)), "NOT_A_DATABASE"],
  ["a few bytes", new Uint8Array([83, 81, 76]), "NOT_A_DATABASE"],
  ["the head of a database and nothing else", new TextEncoder().encode("SQLite format 3\0"), "DATABASE_DAMAGED"],
  ["a database cut short", await cutShort(), "DATABASE_DAMAGED"],
  ["a database with other tables", made("CREATE TABLE notes (text)"), "NOT_OURS"],
  [
    "a file of LangGraph's SqliteSaver",
    made("CREATE TABLE checkpoints (thread_id TEXT); CREATE TABLE writes (thread_id TEXT)"),
    "NOT_OURS",
  ],
  ["an empty database of another program", made("PRAGMA application_id = 7"), "NOT_OURS"],
  [
    "a newer file",
    made(`${MIGRATIONS.join("")}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 99`),
    "DATABASE_NEWER",
  ],
  [
    "our file without one of its tables",
    made(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1`),
    "DATABASE_DAMAGED",
  ],
] as const;

test.each(refused)("%s is refused, by name and with what to do", async (_, bytes, code) => {
  const error: unknown = await SqlJsSaver.open({ sqlJs, bytes, name: "support desk" }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SaverError);
  expect(error).toMatchObject({ name: "SaverError", code, message: /"support desk".*: (open|pass|update) / });
});

test("a refused database of the caller's is left as it was", async () => {
  const database = new sqlJs.Database();
  database.run("CREATE TABLE notes (text)");
  expect(await codeOf(() => new SqlJsSaver(database))).toBe("NOT_OURS");
  expect(database.exec("SELECT name FROM sqlite_schema")[0]?.values).toEqual([["notes"]]);
  expect(database.exec("PRAGMA application_id")[0]?.values).toEqual([[0]]);
  database.close();
});

test("after close every call is refused, and closing again is no error", async () => {
  const saver = await openSaver({ name: "desk" });
  const config = await put(saver, { config: at("t"), n: 1 });
  saver.close();
  saver.close();
  const calls = [
    () => saver.getTuple(config),
    () => listedIds(saver, {}),
    () => put(saver, { config: at("t"), n: 2 }),
    () => saver.putWrites(config, [["topic", 1]], "task"),
    () => saver.deleteThread("t"),
    () => saver.export(),
  ];
  for (const call of calls) expect(await codeOf(call)).toBe("SAVER_CLOSED");
});

test("a put that is still serialising when the saver closes is refused, not written", async () => {
  const saver = await openSaver({ serde: own });
  const putting = put(saver, { config: at("t"), n: 1 });
  saver.close();
  expect(await codeOf(putting)).toBe("SAVER_CLOSED");
});

test("a put that is still serialising when its saver closes writes nothing to a database that stays open", async () => {
  const database = new sqlJs.Database();
  const saver = new SqlJsSaver(database, { serde: own });
  const putting = put(saver, { config: at("t"), n: 1 });
  const writing = saver.putWrites(at("t", "", "1"), [["topic", 1]], "task");
  saver.close();
  expect([await codeOf(putting), await codeOf(writing)]).toEqual(["SAVER_CLOSED", "SAVER_CLOSED"]);
  expect(database.exec("SELECT id FROM checkpoints UNION SELECT id FROM writes")).toEqual([]);
  database.close();
});

test("two savers over one database see each other's writes, and closing one leaves the database open", async () => {
  const database = new sqlJs.Database();
  const [one, two] = [new SqlJsSaver(database), new SqlJsSaver(database)];
  await put(one, { config: at("t"), n: 1, values: { topic: "one" } });
  expect(await valuesAt(two, at("t"))).toEqual({ topic: "one" });
  one.close();
  await put(two, { config: at("t"), n: 2, values: { topic: "two" } });
  expect(await valuesAt(two, at("t"))).toEqual({ topic: "two" });
  database.close();
  expect(await codeOf(two.getTuple(at("t")))).toBe("SAVER_CLOSED");
});

async function cutShort(): Promise<Uint8Array> {
  const saver = await SqlJsSaver.open({ sqlJs });
  for (let n = 1; n < 20; n += 1) await put(saver, { config: at("t"), n, values: { topic: "x".repeat(2000) } });
  const bytes = saver.export();
  saver.close();
  return bytes.slice(0, bytes.length / 2);
}

function made(sql: string): Uint8Array {
  const database = new sqlJs.Database();
  database.run(sql);
  const bytes = database.export();
  database.close();
  return bytes;
}
