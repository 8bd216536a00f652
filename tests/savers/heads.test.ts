// A checkpoint's fields without its values: names apart from numbers, and whatever is unusual kept as it is.
import type { Checkpoint } from "@langchain/langgraph-checkpoint";
import { expect, test } from "vitest";
import { joinHead, splitHead } from "../../src/savers/schema/head.ts";
import { at } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { openSaver } from "./saver-at-hand.ts";

const named = JSON.parse('{"__proto__": 3, "constructor": 4, "é": "00002.0.7", "7": 1.5, "": 1e300}') as Record<
  string,
  number
>;

const usual: [name: string, fields: Record<string, unknown>][] = [
  ["nothing counted yet", { v: 4, ts: "now", channel_versions: {}, versions_seen: {} }],
  [
    "numbers, fractions, text",
    { v: 1, ts: "", channel_versions: { a: 1, b: 2.5, c: "3" }, versions_seen: { n: { a: 1 }, m: {} } },
  ],
  [
    "odd names",
    { v: 4, ts: "now", channel_versions: named, versions_seen: JSON.parse('{"__proto__": {"__proto__": 1}}') },
  ],
  [
    "fields that are not known here",
    { v: 4, ts: "now", channel_versions: {}, versions_seen: {}, updated_channels: ["a"], x: { y: null } },
  ],
];

test.each(usual)("%s: names and numbers are told apart, and come together again", (_, fields) => {
  const stored = splitHead({ ...fields, id: "1", channel_values: { a: 1 } });
  expect(stored.names).not.toBeNull();
  const joined = joinHead(stored);
  expect(joined).toEqual(fields);
  expect(JSON.stringify(joined.channel_versions)).toBe(JSON.stringify(fields.channel_versions));
  expect(JSON.stringify(joined.versions_seen)).toBe(JSON.stringify(fields.versions_seen));
});

const unusual: [name: string, fields: Record<string, unknown>][] = [
  ["no versions at all", { v: 4, ts: "now" }],
  ["versions that are a list", { v: 4, ts: "now", channel_versions: [1], versions_seen: {} }],
  ["a version that is no version", { v: 4, ts: "now", channel_versions: { a: null }, versions_seen: {} }],
  ["a version that JSON has no word for", { v: 4, ts: "now", channel_versions: { a: NaN }, versions_seen: {} }],
  ["what was seen that is no record", { v: 4, ts: "now", channel_versions: {}, versions_seen: { a: 1 } }],
  ["no time", { v: 4, channel_versions: {}, versions_seen: {} }],
  ["a format that is text", { v: "4", ts: "now", channel_versions: {}, versions_seen: {} }],
];

test.each(unusual)("%s: the head is kept whole, as JSON has it", (_, fields) => {
  const stored = splitHead({ ...fields, id: "1", channel_values: { a: 1 } });
  expect(stored.names).toBeNull();
  expect(joinHead(stored)).toEqual(JSON.parse(JSON.stringify(fields)));
});

test("names are stored once for all checkpoints and threads that have the same", async () => {
  const saver = await openSaver();
  for (let n = 1; n <= 30; n += 1) {
    const channel_versions: Record<string, number> = n % 3 === 0 ? { a: n, b: n } : { a: n };
    const checkpoint: Checkpoint = {
      v: 4,
      id: String(n),
      ts: "",
      channel_values: {},
      channel_versions,
      versions_seen: {},
    };
    await saver.put(at(`t${n % 4}`), checkpoint, { source: "loop", step: n, parents: {} }, channel_versions);
  }
  expect(saver.stats().rows.shapes).toBe(2);
});

test("versions that no rule foresees come back as JSON has them, through the saver", async () => {
  const saver = await openSaver();
  const odd = {
    v: 4,
    id: "1",
    ts: "",
    channel_values: { a: 1 },
    channel_versions: { a: { deep: 1 } },
    versions_seen: {},
  };
  await saver.put(at("t"), odd as unknown as Checkpoint, { source: "loop", step: 1, parents: {} }, { a: 1 });
  expect((await saver.getTuple(at("t")))?.checkpoint).toEqual(odd);
});
