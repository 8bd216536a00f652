// An open file answers as the saver that wrote it would: random trees of checkpoints, read back one by one and two by two.
// The seed is in the name of the test; OPEN_FILE_SEED runs another one.
import { type Random, seededRandom } from "@forkpoint/conformance";
import type { SqlJsSaver } from "@forkpoint/savers";
import { expect, test } from "vitest";
import { at, idOf, put } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { openFile } from "../../src/inspect/open-file.ts";
import type { CheckpointKey, SaverFile } from "../../src/inspect/saver-file.ts";
import { openSaver, sqlJs } from "../savers/saver-at-hand.ts";

const SEED = process.env.OPEN_FILE_SEED ?? String(Date.now());
const FILES = 8;
const CHECKPOINTS = 25;

interface Put extends CheckpointKey {
  readonly parent: string | null;
  readonly values: Record<string, unknown>;
}

test(`${FILES} random files, with the seed ${SEED}: what was put is what is told and compared`, async () => {
  const random = seededRandom(SEED);
  for (let file = 0; file < FILES; file += 1) {
    const saver = await openSaver();
    const puts = await putTree(saver, random);
    using open = openFile(sqlJs, saver.export());
    expect(open.checkpoints().map(({ id, parent }) => [id, parent])).toEqual(
      puts.toReversed().map(({ id, parent }) => [id, parent]),
    );
    for (const each of puts) expect(valuesOf(open, each)).toEqual(each.values);
    for (let pair = 0; pair < 30; pair += 1) expectCompared(open, puts, [random.pick(puts), random.pick(puts)]);
  }
});

async function putTree(saver: SqlJsSaver, random: Random): Promise<Put[]> {
  const puts: Put[] = [];
  for (let n = 1; n <= CHECKPOINTS; n += 1) {
    const thread = random.pick(["a", "b"]);
    const earlier = puts.filter((each) => each.thread === thread);
    const parent = earlier.length === 0 || random.int(0, 9) === 0 ? null : random.pick(earlier);
    const values = changedValues(parent?.values ?? {}, random);
    const versions = Object.fromEntries(Object.keys(values).map((channel) => [channel, n]));
    await put(saver, { config: at(thread, "", parent?.id), n, values, versions });
    puts.push({ thread, namespace: "", id: idOf(n), parent: parent?.id ?? null, values });
  }
  return puts;
}

function changedValues(values: Record<string, unknown>, random: Random): Record<string, unknown> {
  const kept = Object.entries(values).filter(() => random.int(0, 9) > 0);
  const changed = random.pick(["list", "text", "count", "branch:to:x"]);
  const list = Array.isArray(values["list"]) ? [...(values["list"] as unknown[]), random.word()] : [];
  const value = changed === "list" ? list : changed === "text" ? random.word(200) : random.int(0, 3);
  return Object.fromEntries([...kept.filter(([name]) => name !== changed), [changed, value]]);
}

function valuesOf(file: SaverFile, key: CheckpointKey): Record<string, unknown> {
  return Object.fromEntries(file.state(key).channels.map(({ name, json }) => [name, JSON.parse(json!)]));
}

function expectCompared(file: SaverFile, puts: readonly Put[], [left, right]: readonly [Put, Put]): void {
  const compared = file.compare(left, right);
  const lineOf = (each: Put): string[] => {
    const parent = puts.find(({ id, thread }) => id === each.parent && thread === each.thread);
    return [each.id, ...(parent ? lineOf(parent) : [])];
  };
  const meet = left.thread === right.thread ? lineOf(left).find((id) => lineOf(right).includes(id)) : undefined;
  expect(compared.ancestor?.id).toBe(meet);
  const names = new Set([...Object.keys(left.values), ...Object.keys(right.values)]);
  const changes = Object.fromEntries([...names].map((name) => [name, changeOf(left.values[name], right.values[name])]));
  expect(Object.fromEntries(compared.channels.map(({ name, change }) => [name, change]))).toEqual(changes);
  expect(compared.bytes).toEqual({ left: bytesOf(left), right: bytesOf(right) });
  expect(compared.channels.map(({ internal }) => internal).toSorted()).toEqual(
    compared.channels.map(({ internal }) => internal),
  );
}

function changeOf(left: unknown, right: unknown): string {
  if (left === undefined) return "added";
  if (right === undefined) return "removed";
  return JSON.stringify(left) === JSON.stringify(right) ? "same" : "changed";
}

function bytesOf({ values }: Put): number {
  return Object.values(values).reduce<number>((sum, value) => sum + JSON.stringify(value).length, 0);
}

test("asking changes nothing, gives the same again, and ends with the file", async () => {
  const saver = await openSaver();
  await putTree(saver, seededRandom("asking"));
  const bytes = saver.export();
  const before = bytes.slice();
  const file = openFile(sqlJs, bytes);
  const key = file.checkpoints()[0]!;
  expect(file.state(key)).toEqual(file.state(key));
  expect(file.query("SELECT count(*) FROM checkpoints").rows).toEqual([[CHECKPOINTS]]);
  expect(file.growth().flatMap(({ points }) => points)).toHaveLength(CHECKPOINTS);
  expect(() => file.query("DELETE FROM checkpoints")).toThrow(expect.objectContaining({ code: "QUERY_WRITES" }));
  expect(file.query("SELECT count(*) FROM checkpoints").rows).toEqual([[CHECKPOINTS]]);
  expect(bytes).toEqual(before);
  file[Symbol.dispose]();
  expect(() => file.query("SELECT 1")).toThrow();
});

test("all that is told can be sent from a worker", async () => {
  const saver = await openSaver();
  await putTree(saver, seededRandom("sending"));
  await put(saver, { config: at("a"), n: 99, values: JSON.parse('{"__proto__":{"x":1},"m":[{"__proto__":2}]}') });
  using file = openFile(sqlJs, saver.export());
  const [latest, other] = file.checkpoints();
  const told = [file.checkpoints(), file.state(latest!), file.compare(latest!, other!)];
  expect(structuredClone(told)).toEqual(told);
});

test("a checkpoint that is not in the file is refused by code", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1 });
  using file = openFile(sqlJs, saver.export());
  const there = { thread: "t", namespace: "", id: idOf(1) };
  const wrong = [
    { ...there, thread: "u" },
    { ...there, namespace: "x" },
    { ...there, id: idOf(2) },
    { ...there, id: "__proto__" },
  ];
  const refusal = expect.objectContaining({ name: "InspectError", code: "NO_CHECKPOINT" });
  for (const key of wrong) {
    expect(() => file.state(key)).toThrow(refusal);
    expect(() => file.compare(there, key)).toThrow(refusal);
    expect(() => file.compare(key, there)).toThrow(refusal);
  }
});

test("a difference in what is too much to be shown is told all the same", async () => {
  const saver = await openSaver();
  const long = "x".repeat(200_000);
  const first = await put(saver, { config: at("t"), n: 1, values: { long: `${long}1`, same: long } });
  await put(saver, { config: first, n: 2, values: { long: `${long}2`, same: long }, versions: { long: 2, same: 1 } });
  using file = openFile(sqlJs, saver.export());
  const [right, left] = file.checkpoints();
  expect(file.compare(left!, right!).channels.map(({ name, change, parts }) => [name, change, parts])).toEqual([
    ["long", "changed", []],
    ["same", "same", []],
  ]);
});

test("bytes that are no file of ours are refused, as readCheckpoints does", () => {
  expect(() => openFile(sqlJs, new Uint8Array())).toThrow(expect.objectContaining({ code: "FILE_NOT_OURS" }));
  expect(() => openFile(sqlJs, new TextEncoder().encode("no database ".repeat(99)))).toThrow(
    expect.objectContaining({ code: "FILE_UNREADABLE" }),
  );
});

test("metadata that somebody changed tells of no checkpoints above, and stops nothing", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1, metadata: { parents: { "": idOf(7) } } });
  const parentsWith = (metadata: string | null, type: string | null): unknown => {
    const database = new sqlJs.Database(saver.export());
    if (metadata !== null) database.run("UPDATE checkpoints SET metadata = ?, metadata_type = ?", [metadata, type]);
    const bytes = database.export();
    database.close();
    using file = openFile(sqlJs, bytes);
    return file.checkpoints()[0]!.parents;
  };
  expect(parentsWith(null, null)).toEqual({ "": idOf(7) });
  expect(parentsWith('{"parents":{"a":"1","b":2,"c":null}}', "json")).toEqual({ a: "1" });
  for (const metadata of ["no json", "null", "[]", '{"parents":7}', '{"parents":["x"]}'])
    expect(parentsWith(metadata, null)).toEqual({});
  expect(parentsWith('{"parents":{"a":"1"}}', "secret")).toEqual({});
});
