// What is kept in memory is never older than the database: roll-backs, other savers, and changes made by hand.
import { FastSerializer, SqlJsSaver, nodeSqliteDriver } from "@forkpoint/savers";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { type Config, at, idOf, put, valuesAt } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { temporaryFile } from "./drivers-at-hand.ts";
import { openSaver, sqlJs } from "./saver-at-hand.ts";

const items = (from: number, to: number, mark = "item"): string[] =>
  Array.from({ length: to - from }, (_, n) => `${mark} ${from + n} `.repeat(10));

const putList = async (saver: SqlJsSaver, config: Config, n: number, list: string[]): Promise<Config> =>
  (await put(saver, { config, n, values: { list }, versions: { list: n } })) as Config;

test("two savers over one database build on each other's lists", async () => {
  const database = new sqlJs.Database();
  const savers = [new SqlJsSaver(database), new SqlJsSaver(database)];
  let config = at("t");
  for (let n = 1; n <= 40; n += 1) config = await putList(savers[n % 2]!, config, n, items(0, n));
  for (const saver of savers) expect(await valuesAt(saver, config)).toEqual({ list: items(0, 40) });
  expect(savers[0]!.stats()).toMatchObject({ cacheHits: 39, cacheMisses: 0 });
  database.close();
});

test("what a put wrote that then failed is forgotten, and its numbers may be used for something else", async () => {
  const saver = await openSaver();
  const root = await putList(saver, at("t"), 1, items(0, 5));
  const { driver } = saver.database;
  driver.exec("CREATE TEMP TRIGGER no_row BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  await expect(putList(saver, root, 2, items(0, 9, "lost"))).rejects.toThrow("disk full");
  driver.exec("DROP TRIGGER no_row");
  const next = await putList(saver, root, 3, items(0, 6));
  const last = await putList(saver, next, 4, items(0, 7));
  expect(await valuesAt(saver, next)).toEqual({ list: items(0, 6) });
  expect(await valuesAt(saver, last)).toEqual({ list: items(0, 7) });
});

test("what the owner of the database rolls back is not built upon", async () => {
  const database = new sqlJs.Database();
  const saver = new SqlJsSaver(database);
  database.run("BEGIN");
  // The first list of all: its number is the first that is free again after the roll-back.
  const lost = await putList(saver, at("t"), 1, items(0, 9, "lost"));
  await putList(saver, lost, 2, items(0, 10, "lost"));
  database.run("ROLLBACK");
  let config = at("other");
  for (let n = 1; n <= 4; n += 1) config = await putList(saver, config, n, items(0, n));
  expect(await valuesAt(saver, config)).toEqual({ list: items(0, 4) });
  const tail = await putList(saver, config, 5, [...items(0, 3), "end ".repeat(9)]);
  expect(await valuesAt(saver, tail)).toEqual({ list: [...items(0, 3), "end ".repeat(9)] });
  database.close();
});

test("another program's rows under numbers that were rolled back here are read as they are", async () => {
  const file = temporaryFile();
  const [here, there] = [new DatabaseSync(file), new DatabaseSync(file)];
  const [one, two] = [here, there].map((raw) => new SqlJsSaver(nodeSqliteDriver(raw)));
  here.exec("BEGIN");
  await putList(one!, at("t"), 1, items(0, 9, "lost"));
  here.exec("ROLLBACK");
  const theirs = await putList(two!, at("t"), 1, items(0, 9, "theirs"));
  // What was lost, once more: over a list that is not that one.
  const mine = await putList(one!, theirs, 2, [...items(0, 9, "lost"), "mine ".repeat(9)]);
  for (const saver of [one!, two!]) {
    expect(await valuesAt(saver, theirs)).toEqual({ list: items(0, 9, "theirs") });
    expect(await valuesAt(saver, mine)).toEqual({ list: [...items(0, 9, "lost"), "mine ".repeat(9)] });
  }
  here.close();
  there.close();
});

test("a deleted thread's numbers are used again by another's lists", async () => {
  const saver = await openSaver();
  for (let round = 1; round <= 3; round += 1) {
    let config = at("t");
    for (let n = 1; n <= 20; n += 1) config = await putList(saver, config, n, items(0, n, `round ${round},`));
    expect(await valuesAt(saver, config)).toEqual({ list: items(0, 20, `round ${round},`) });
    await saver.deleteThread("t");
  }
});

test("a list() in which a number comes to mean another list shows the list that is there", async () => {
  const saver = await openSaver();
  await putList(saver, at("a"), 1, items(0, 3, "old"));
  await putList(saver, at("b"), 2, items(0, 3, "other"));
  const seen: unknown[] = [];
  for await (const { checkpoint } of saver.list({})) {
    seen.push(checkpoint.channel_values.list);
    if (seen.length > 1) continue;
    const [before] = saver.database.row("SELECT max(bid) FROM blobs") as [number];
    await saver.deleteThread("b");
    await putList(saver, at("a"), 1, items(0, 3, "new"));
    expect(saver.database.row("SELECT max(bid) FROM blobs")).toEqual([before]);
  }
  expect(seen).toEqual([items(0, 3, "other"), items(0, 3, "new")]);
});

test("a segment that was removed by hand is told, and a put over it writes the list whole", async () => {
  const saver = await openSaver();
  let config = at("t");
  for (let n = 1; n <= 10; n += 1) config = await putList(saver, config, n, items(0, n));
  const [[oldest]] = saver.database.rows("SELECT min(bid) FROM blobs") as [[number]];
  saver.database.run("DELETE FROM blobs WHERE bid = ?", [oldest]);
  await expect(saver.getTuple(config)).rejects.toMatchObject({ code: "DATABASE_DAMAGED", message: /channel "list"/ });
  const again = await openSaver({ bytes: saver.export() });
  const next = await putList(again, config, 11, items(0, 11));
  expect(await valuesAt(again, next)).toEqual({ list: items(0, 11) });
});

test("more lists than are kept in memory, and lists that alternate, all read back", async () => {
  const saver = await openSaver();
  const configs = Array.from({ length: 80 }, (_, thread): Config => at(`t${thread}`));
  for (let n = 1; n <= 3; n += 1)
    for (const [thread, config] of configs.entries())
      configs[thread] = await putList(saver, config, n, items(0, n, `thread ${thread},`));
  for (const [thread, config] of configs.entries())
    expect(await valuesAt(saver, config)).toEqual({ list: items(0, 3, `thread ${thread},`) });
  expect(saver.stats().cacheMisses).toBeGreaterThan(0);
});

test("forty puts and writes on one thread, none waited for, are each whole, in the order of the calls", async () => {
  const saver = await openSaver();
  const calls: Promise<unknown>[] = [];
  for (let n = 1; n <= 40; n += 1) {
    const config = at("t", "", n === 1 ? undefined : idOf(n - 1));
    calls.push(putList(saver, config, n, items(0, n)), saver.putWrites(at("t", "", idOf(n)), [["list", n]], "task"));
    // With the package's serializer a call is stored when it returns.
    expect(saver.database.row("SELECT count(*) FROM checkpoints")).toEqual([n]);
  }
  await Promise.all(calls);
  for (const n of [1, 17, 40]) expect(await valuesAt(saver, at("t", "", idOf(n)))).toEqual({ list: items(0, n) });
  expect(saver.stats().rows).toMatchObject({ checkpoints: 40, writes: 40 });
});

test("messages changed in place between two puts are stored as they are then", async () => {
  const saver = await openSaver();
  const list = [{ text: "one ".repeat(9) }, { text: "two ".repeat(9) }];
  const first = (await put(saver, { config: at("t"), n: 1, values: { list } })) as Config;
  list[0]!.text = "changed ".repeat(9);
  const second = await put(saver, { config: first, n: 2, values: { list }, versions: { list: 2 } });
  expect(await valuesAt(saver, first)).toEqual({ list: [{ text: "one ".repeat(9) }, { text: "two ".repeat(9) }] });
  expect(await valuesAt(saver, second)).toEqual({ list: [{ text: "changed ".repeat(9) }, { text: "two ".repeat(9) }] });
});

test("a serializer that throws in the middle of a list leaves nothing, and the next put is right", async () => {
  const saver = await openSaver();
  const root = await putList(saver, at("t"), 1, items(0, 3));
  const before = saver.export();
  const poison = putList(saver, root, 2, [...items(0, 3), 7n] as never);
  await expect(poison).rejects.toMatchObject({ code: "VALUE_NOT_STORABLE" });
  expect(saver.export()).toEqual(before);
  expect(await valuesAt(saver, await putList(saver, root, 2, items(0, 4)))).toEqual({ list: items(0, 4) });
});

test("a subclass of the serializer that encrypts is not gone around: nothing is stored as text", async () => {
  const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xa5);
  class Hiding extends FastSerializer {
    override async dumpsTyped(value: unknown): Promise<[string, Uint8Array]> {
      const [type, bytes] = await super.dumpsTyped(value);
      return [`hidden ${type}`, flip(bytes)];
    }
    override async loadsTyped(type: string, data: Uint8Array | string): Promise<unknown> {
      return super.loadsTyped(type.replace("hidden ", ""), flip(data as Uint8Array));
    }
  }
  const saver = await openSaver({ serde: new Hiding() });
  const list = items(0, 3, "secret");
  const metadata = { mark: "secret" };
  const config = await put(saver, { config: at("t"), n: 1, values: { list, short: "secret" }, metadata });
  await saver.putWrites(config, [["list", "secret"]], "task");
  expect(Buffer.from(saver.export()).includes("secret")).toBe(false);
  expect(await valuesAt(saver, config)).toEqual({ list, short: "secret" });
});

test.each(["dumpsTyped", "loadsTyped", "stringify", "parse"] as const)(
  "a subclass of the serializer with a %s of its own is asked for every value",
  async (method) => {
    let asked = 0;
    class Counting extends FastSerializer {}
    const { [method]: original } = FastSerializer.prototype;
    Object.defineProperty(Counting.prototype, method, {
      value(this: FastSerializer, ...given: [never, never]) {
        asked += 1;
        return original.apply(this, given) as unknown;
      },
    });
    const saver = await openSaver({ serde: new Counting() });
    const config = await put(saver, { config: at("t"), n: 1, values: { list: items(0, 3) } });
    expect(await valuesAt(saver, config)).toEqual({ list: items(0, 3) });
    // The list, and the metadata.
    expect(asked).toBe(2);
    expect(saver.database.rows("SELECT type FROM blobs")).toEqual([["json"]]);
  },
);

test("lists with what only a whole list can say, and lists that hold themselves, come back as LangGraph's serializer has them", async () => {
  const saver = await openSaver();
  const circle: unknown[] = [{ text: "x ".repeat(20) }, { text: "y ".repeat(20) }];
  (circle[1] as { back?: unknown }).back = circle;
  const holes = Array.from({ length: 5 }) as unknown[];
  holes[4] = "z ".repeat(20);
  const values = { circle, holes, functions: [() => 1, "w ".repeat(20)] };
  const config = await put(saver, { config: at("t"), n: 1, values });
  const expected = await new FastSerializer().loadsTyped("json", new FastSerializer().stringify(values));
  expect(await valuesAt(saver, config)).toEqual(expected);
});
