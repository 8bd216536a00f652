// Which blobs a checkpoint refers to: shared with its parent where nothing changed, never shared with another branch.
import { expect, test } from "vitest";
import { type Config, at, idOf, put, valuesAt } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { countRows, openSaver, query } from "./saver-at-hand.ts";

/** Too long to stand beside a reference. */
const long = (text: string): string => text.repeat(20);
const LONG = long("x");

test("an unchanged channel is stored once, however many checkpoints follow", async () => {
  const saver = await openSaver();
  let config = await put(saver, { config: at("t"), n: 1, values: { profile: "x".repeat(1000), steps: 0 } });
  for (let steps = 1; steps <= 5; steps += 1)
    config = await put(saver, {
      config: config as Config,
      n: 1 + steps,
      values: { profile: "x".repeat(1000), steps },
      versions: { profile: 1, steps: 1 + steps },
      newVersions: { steps: 1 + steps },
    });
  // The profile; the number of steps is so short that it stands beside the reference.
  expect(countRows(saver)).toEqual({ checkpoints: 6, blobs: 1, writes: 0 });
  expect(await valuesAt(saver, config)).toEqual({ profile: "x".repeat(1000), steps: 5 });
});

test("a channel said to be unchanged, but not since this parent, is stored as given", async () => {
  const saver = await openSaver();
  const first = await put(saver, { config: at("t"), n: 1, values: { topic: "one" } });
  await put(saver, { config: first as Config, n: 2, values: { topic: "two" }, versions: { topic: 2 } });
  // What LangGraph does to copy checkpoint 2: the same parent, the same versions, nothing new.
  const copy = await put(saver, {
    config: first as Config,
    n: 3,
    values: { topic: "two" },
    versions: { topic: 2 },
    newVersions: {},
  });
  expect(await valuesAt(saver, copy)).toEqual({ topic: "two" });
});

test("a copy of the first checkpoint of a thread keeps its values", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1, values: { topic: "one" } });
  const copy = await put(saver, { config: at("t"), n: 2, values: { topic: "one" }, newVersions: {} });
  expect(await valuesAt(saver, copy)).toEqual({ topic: "one" });
});

test("a parent that was never stored costs no values", async () => {
  const saver = await openSaver();
  const config = await put(saver, { config: at("t", "", idOf(1)), n: 2, values: { topic: "one" }, newVersions: {} });
  expect(await valuesAt(saver, config)).toEqual({ topic: "one" });
  expect((await saver.getTuple(config))?.parentConfig).toEqual(at("t", "", idOf(1)));
});

test("a value without a version is stored, and again only when it differs", async () => {
  const saver = await openSaver();
  let config = await put(saver, { config: at("t"), n: 1, values: { fresh: [] }, versions: {} });
  expect(await valuesAt(saver, config)).toEqual({ fresh: [] });
  for (const [n, fresh] of [[LONG], [LONG], LONG, LONG, { LONG }, { LONG }].entries()) {
    config = await put(saver, { config: config as Config, n: 2 + n, values: { fresh }, versions: {} });
    expect(await valuesAt(saver, config)).toEqual({ fresh });
  }
  expect(countRows(saver)).toEqual({ checkpoints: 7, blobs: 3, writes: 0 });
});

test("versions of any kind decide: text, fractions, great numbers", async () => {
  const saver = await openSaver();
  for (const [place, version] of ["00002.0.7", 1.5, 2 ** 40].entries()) {
    const versions = { topic: version } as Record<string, number>;
    const root = await put(saver, { config: at(`t${place}`), n: 1, values: { topic: LONG }, versions });
    const next = await put(saver, {
      config: root as Config,
      n: 2,
      values: { topic: LONG },
      versions,
      newVersions: {},
    });
    expect((await saver.getTuple(next))?.checkpoint).toMatchObject({
      channel_values: { topic: LONG },
      channel_versions: versions,
    });
  }
  expect(countRows(saver)).toEqual({ checkpoints: 6, blobs: 3, writes: 0 });
});

test("a checkpoint put again leaves no blob behind, and takes none from its children", async () => {
  const saver = await openSaver();
  const root = await put(saver, { config: at("t"), n: 1, values: { kept: long("a"), alone: long("b") } });
  const child = await put(saver, {
    config: root as Config,
    n: 2,
    values: { kept: long("a"), alone: long("c") },
    versions: { kept: 1, alone: 2 },
    newVersions: { alone: 2 },
  });
  await put(saver, { config: at("t"), n: 1, values: { kept: long("x"), alone: long("y") } });
  expect(await valuesAt(saver, child)).toEqual({ kept: long("a"), alone: long("c") });
  expect(await valuesAt(saver, root)).toEqual({ kept: long("x"), alone: long("y") });
  // "b" went with the row that was replaced; "a" is still the child's.
  expect(query(saver.export(), "SELECT substr(data, 2, 1) FROM blobs ORDER BY 1").flat()).toEqual(["a", "c", "x", "y"]);
});

test("a checkpoint put again without its parent keeps it, and never becomes its own", async () => {
  const saver = await openSaver();
  const root = await put(saver, { config: at("t"), n: 1 });
  const child = await put(saver, { config: root as Config, n: 2 });
  await put(saver, { config: at("t"), n: 2 });
  expect((await saver.getTuple(child))?.parentConfig).toEqual(root);
  await put(saver, { config: child as Config, n: 2 });
  expect((await saver.getTuple(child))?.parentConfig).toEqual(root);
});

test("a checkpoint put again has the new parent, the new metadata and the new versions", async () => {
  const saver = await openSaver();
  const [one, two] = [await put(saver, { config: at("t"), n: 1 }), await put(saver, { config: at("t"), n: 2 })];
  const child = await put(saver, { config: one as Config, n: 3, values: { topic: "a" }, metadata: { mark: "old" } });
  await put(saver, {
    config: two as Config,
    n: 3,
    values: { topic: "b" },
    versions: { topic: 7 },
    metadata: { mark: "new" },
  });
  const tuple = await saver.getTuple(child);
  expect(tuple?.parentConfig).toEqual(two);
  expect(tuple?.metadata).toMatchObject({ mark: "new" });
  expect(tuple?.checkpoint).toMatchObject({ channel_values: { topic: "b" }, channel_versions: { topic: 7 } });
});

test("deleting a thread leaves no row of it in any table", async () => {
  const saver = await openSaver();
  for (const namespace of ["", "child"]) {
    const config = await put(saver, { config: at("t", namespace), n: 1, values: { topic: LONG } });
    await saver.putWrites(config, [["topic", "two"]], "task");
  }
  await put(saver, { config: at("other"), n: 1, values: { topic: LONG } });
  await saver.deleteThread("t");
  expect(countRows(saver)).toEqual({ checkpoints: 1, blobs: 1, writes: 0 });
});

test("a blob deleted by hand is reported, not read as an absent channel", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1, values: { topic: LONG } });
  const database = new (await import("./saver-at-hand.ts")).sqlJs.Database(saver.export());
  database.run("DELETE FROM blobs");
  const broken = await openSaver({ bytes: database.export() });
  database.close();
  await expect(broken.getTuple(at("t"))).rejects.toMatchObject({
    code: "DATABASE_DAMAGED",
    message: /channel "topic"/,
  });
});
