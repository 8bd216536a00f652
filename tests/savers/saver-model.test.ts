// Random work on the saver and on the simple model beside it: every checkpoint reads back exactly, whatever was done to its
// ancestors, its branches and its thread. The seed is in the name of the test; SAVER_MODEL_SEED runs another one.
import { type Random, seededRandom } from "@forkpoint/conformance";
import { SqlJsSaver } from "@forkpoint/savers";
import { expect, test } from "vitest";
import { at, idOf } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { libraries } from "./drivers-at-hand.ts";
import { openSaver } from "./saver-at-hand.ts";
import { type ModelCheckpoint, SaverModel } from "./saver-model.ts";

const SEED = process.env.SAVER_MODEL_SEED ?? String(Date.now());
const ROUNDS = 3;
const STEPS = 150;
const LISTS = ["messages", "log", "window"];

const work = libraries.flatMap((library) =>
  Array.from({ length: ROUNDS }, (_, round) => [library.name, `${SEED}-${round}`, library] as const),
);

test.each(work)("on %s, with the seed %s, the saver does as the model", async (_, seed, library) => {
  const random = seededRandom(seed);
  const saver = new SqlJsSaver(library.open());
  const world = { saver, model: new SaverModel(), random, n: 0, threads: 2 };
  for (let step = 0; step < STEPS; step += 1) {
    await act(world);
    if (step % 50 === 49) await compareAll(world);
  }
  expect(orphans(saver)).toEqual([]);
  await compareAll({ ...world, saver: await openSaver({ bytes: saver.export() }) });
});

interface World {
  readonly saver: SqlJsSaver;
  readonly model: SaverModel;
  readonly random: Random;
  n: number;
  threads: number;
}

async function act(world: World): Promise<void> {
  const { saver, model, random } = world;
  const thread = `thread-${random.int(1, world.threads)}`;
  const dice = random.int(1, 100);
  if (dice <= 70) return putNew(world, thread);
  if (dice <= 82) return putWrites(world, thread);
  if (dice <= 87) return putAgain(world, thread);
  if (dice <= 92) {
    const keep = random.int(1, 4);
    await saver.prune([thread], { keep });
    return model.keepLatest(thread, keep);
  }
  if (dice <= 96) {
    const run = `run-${random.int(1, 8)}`;
    await saver.deleteForRuns([run]);
    return model.remove(({ metadata }) => metadata.run_id === run);
  }
  if (dice <= 98) {
    if (model.of(thread).length === 0) return;
    world.threads += 1;
    await saver.copyThread(thread, `thread-${world.threads}`);
    return model.copy(thread, `thread-${world.threads}`);
  }
  await (random.boolean() ? saver.deleteThread(thread) : saver.prune([thread], { strategy: "delete" }));
  model.remove((checkpoint) => checkpoint.thread === thread);
}

async function putNew(world: World, thread: string): Promise<void> {
  const { model, random } = world;
  const namespace = random.int(1, 6) === 1 ? "child:1" : "";
  const there = model.of(thread, namespace);
  // Mostly on the latest, sometimes from an older one, seldom anew.
  const parent = random.int(1, 20) === 1 ? undefined : random.int(1, 4) === 1 ? pickOr(random, there) : there[0];
  world.n += 1;
  const values = nextValues(random, parent?.values ?? {}, world.n);
  const metadata = { source: "loop" as const, step: world.n, parents: {}, run_id: `run-${random.int(1, 8)}` };
  const base = { thread, namespace, id: idOf(world.n), parent, metadata, writes: [], isPruned: false };
  await put(world, { ...base, values, versions: {} }, parent);
}

/** The same id with other values. Not where something was pruned: what its history needed may be gone. */
async function putAgain(world: World, thread: string): Promise<void> {
  const { model, random } = world;
  const there = model.of(thread, "");
  if (there.some(({ parent }) => parent?.isPruned)) return;
  const checkpoint = pickOr(random, there);
  if (checkpoint === undefined) return;
  world.n += 1;
  const values = nextValues(random, checkpoint.values, world.n);
  model.checkpoints.splice(model.checkpoints.indexOf(checkpoint), 1);
  await put(world, Object.assign(checkpoint, { values }), checkpoint.parent, random.boolean());
}

async function put(
  { saver, model, random, n }: World,
  checkpoint: ModelCheckpoint,
  parent: ModelCheckpoint | undefined,
  namesParent = true,
): Promise<void> {
  const { thread, namespace, id, values, metadata } = checkpoint;
  const changed = Object.keys(values).filter(
    (channel) =>
      parent === undefined ||
      JSON.stringify(parent.values[channel]) !== JSON.stringify(values[channel]) ||
      random.int(1, 10) === 1,
  );
  const newVersions = Object.fromEntries(changed.map((channel) => [channel, n]));
  const kept = Object.entries(parent?.versions ?? {}).filter(([channel]) => Object.hasOwn(values, channel));
  const versions = { ...Object.fromEntries(kept), ...newVersions };
  const stored = { v: 4, id, ts: "2026-01-01T00:00:00.000Z", channel_values: values, channel_versions: versions };
  const given = structuredClone({ ...stored, versions_seen: { node: newVersions } });
  await saver.put(at(thread, namespace, namesParent ? parent?.id : undefined), given, metadata, newVersions);
  // What the caller changes after the call is not stored.
  for (const value of Object.values(given.channel_values)) if (Array.isArray(value)) value.push("later");
  model.checkpoints.push(Object.assign(checkpoint, { values: structuredClone(values), versions }));
}

function nextValues(random: Random, before: Record<string, unknown>, n: number): Record<string, unknown> {
  const values = structuredClone(before);
  for (const channel of LISTS) if (random.boolean()) values[channel] = nextList(random, values[channel], n);
  if (random.boolean()) values.turns = n;
  if (random.int(1, 4) === 1) values.profile = { name: random.word(), text: random.word(random.int(1, 300)) };
  if (random.int(1, 6) === 1) values.file = Uint8Array.of(n % 256, 30, 0, random.int(0, 255));
  if (random.int(1, 8) === 1) delete values[random.pick(["profile", "file", "log", "turns"])];
  return values;
}

function nextList(random: Random, before: unknown, n: number): unknown[] {
  const list = Array.isArray(before) ? [...(before as unknown[])] : [];
  const place = random.int(0, list.length);
  const fresh = Array.from({ length: random.int(1, 4) }, (_, more) => element(random, n, more));
  switch (random.int(1, 16)) {
    case 1:
      return list.slice(place);
    case 2:
      return list.slice(0, place);
    case 3:
      return list.map((item, at) => (at === place ? fresh[0] : item));
    case 4:
      return random.shuffle(list);
    case 5:
      return fresh;
    case 6:
      return [...fresh, ...list];
    case 7:
      return list;
    case 8:
      return [...list.slice(2), ...fresh];
    case 9:
      // Many, and large: so that all tiers of segments are met.
      return [...list, ...Array.from({ length: random.int(1, 60) }, (_, more) => element(random, n, more))];
    default:
      return [...list, ...fresh];
  }
}

function element(random: Random, n: number, more: number): unknown {
  switch (random.int(1, 8)) {
    case 1:
      return null;
    case 2:
      return "same";
    case 3:
      return { n, more, text: "x,\n\u001e\u0000\ud800".repeat(random.int(0, 3)) };
    case 4:
      return [[], "", { a: 1 }];
    case 5:
      return random.word(random.int(1, 3000));
    default:
      return { type: "human", content: random.word(random.int(1, 400)), n };
  }
}

async function putWrites({ saver, model, random, n }: World, thread: string): Promise<void> {
  const checkpoint = pickOr(random, model.of(thread));
  if (checkpoint === undefined) return;
  const task = `task-${random.int(1, 3)}`;
  if (checkpoint.writes.some(([written]) => written === task)) return;
  const writes = [...LISTS, "profile"]
    .filter(() => random.boolean())
    .map((channel): [string, unknown] => [channel, [element(random, n, 0)]]);
  await saver.putWrites(at(thread, checkpoint.namespace, checkpoint.id), structuredClone(writes), task);
  checkpoint.writes.push(...writes.map(([channel, value]): [string, string, unknown] => [task, channel, value]));
  checkpoint.writes.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

async function compareAll({ saver, model, threads }: World): Promise<void> {
  for (let number = 1; number <= threads; number += 1) {
    const thread = `thread-${number}`;
    const expected = model.of(thread);
    const tuples = await Array.fromAsync(saver.list({ configurable: { thread_id: thread } }));
    expect(tuples.map(({ checkpoint }) => checkpoint.id)).toEqual(expected.map(({ id }) => id));
    for (const [place, tuple] of tuples.entries()) {
      const { namespace, values, versions, metadata, writes } = expected[place]!;
      expect(tuple.config).toEqual(at(thread, namespace, expected[place]!.id));
      expect(tuple.checkpoint.channel_values).toStrictEqual(values);
      expect(tuple.checkpoint.channel_versions).toEqual(versions);
      expect(tuple.metadata).toEqual(metadata);
      expect(tuple.pendingWrites).toEqual(writes);
      expect(tuple.parentConfig?.configurable?.checkpoint_id).toBe(SaverModel.shownParent(expected[place]!));
    }
    for (const checkpoint of expected.slice(0, 5)) {
      // Of a channel that the checkpoint itself has, nobody asks for the history, and prune does not keep it.
      const channels = [...LISTS, "profile"].filter(
        (channel) => !checkpoint.parent?.isPruned || !Object.hasOwn(checkpoint.values, channel),
      );
      const config = at(thread, checkpoint.namespace, checkpoint.id);
      const histories = await saver.getDeltaChannelHistory({ config, channels });
      for (const channel of channels) expect(histories[channel]).toEqual(SaverModel.history(checkpoint, channel));
    }
  }
}

/** Blobs that nothing refers to any more, and rows of scopes that are gone. */
function orphans(saver: SqlJsSaver): unknown[][] {
  return saver.database.rows(`
    WITH RECURSIVE live (bid) AS (
      SELECT r.value FROM checkpoints c, json_each(c.refs) r WHERE r.type = 'integer'
      UNION SELECT r.value FROM stubs s, json_each(s.refs) r WHERE r.type = 'integer'
      UNION SELECT b.base FROM live JOIN blobs b ON b.bid = live.bid WHERE b.base IS NOT NULL)
    SELECT 'blob', bid FROM blobs WHERE bid NOT IN (SELECT bid FROM live)
    UNION ALL SELECT 'missing', bid FROM live WHERE bid NOT IN (SELECT bid FROM blobs)
    UNION ALL SELECT 'checkpoint', sid FROM checkpoints WHERE sid NOT IN (SELECT sid FROM scopes)
    UNION ALL SELECT 'write', sid FROM writes WHERE sid NOT IN (SELECT sid FROM scopes)
    UNION ALL SELECT 'stub', sid FROM stubs WHERE sid NOT IN (SELECT sid FROM scopes)`);
}

function pickOr<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items.length > 0 ? random.pick(items) : undefined;
}
