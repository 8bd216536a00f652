// Channel versions: numbers or text, opaque to a saver but for the one method that makes them.
import { type Versions, at, put, rule, valuesAt } from "./saver-calls.ts";

export const versions = [
  rule(
    "versions/keep-their-type",
    "whole numbers, fractions and text as channel versions come back as they were",
    async (saver, t) => {
      const given: Versions = { whole: 7, fraction: 1.25, text: "00000000000000000000000000000002.0.7", digits: "12" };
      const values = Object.fromEntries(Object.keys(given).map((channel) => [channel, channel]));
      const seen = { node: given };
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values, versions: given, seen });
      const checkpoint = (await saver.getTuple(config))?.checkpoint;
      t.equal(checkpoint?.channel_versions, given, "channel versions");
      t.equal(checkpoint?.versions_seen, seen, "versions seen");
      t.equal(checkpoint?.channel_values, values, "channel values");
    },
  ),
  rule(
    "versions/large-numbers",
    "versions count on past nine and past two thousand million, each with its own value",
    async (saver, t) => {
      const numbers = [9, 10, 11, 99, 100, 2 ** 31, 2 ** 31 + 1, 2 ** 53 - 1];
      let config = at(t.random.id("thread"));
      const configs = [];
      for (const [place, total] of numbers.entries()) {
        config = await put(saver, {
          config,
          n: place + 1,
          values: { total, kept: 0 },
          versions: { total, kept: 1 },
          newVersions: { total, ...(place === 0 && { kept: 1 }) },
        });
        configs.push(config);
      }
      for (const [place, total] of numbers.entries())
        t.equal(await valuesAt(saver, configs[place]!), { total, kept: 0 }, `values at version ${total}`);
    },
  ),
  rule(
    "versions/text",
    "a saver stores channels whose versions are text, changed and unchanged ones",
    async (saver, t) => {
      const version = (step: number) => `${String(step).padStart(8, "0")}.${t.random.word(4)}`;
      const [a1, b1, a2] = [version(1), version(1), version(2)];
      const first = await put(saver, {
        config: at(t.random.id("thread")),
        n: 1,
        values: { a: "one", b: "same" },
        versions: { a: a1, b: b1 },
      });
      const second = await put(saver, {
        config: first,
        n: 2,
        values: { a: "two", b: "same" },
        versions: { a: a2, b: b1 },
        newVersions: { a: a2 },
      });
      t.equal(await valuesAt(saver, first), { a: "one", b: "same" }, "the first checkpoint");
      t.equal(await valuesAt(saver, second), { a: "two", b: "same" }, "the second checkpoint");
    },
  ),
  rule(
    "versions/next-is-greater",
    "getNextVersion gives a version greater than the one before, from the first on",
    async (saver, t) => {
      let version = await saver.getNextVersion(undefined);
      for (let step = 1; step <= 15; step += 1) {
        const next = await saver.getNextVersion(version);
        const isGreater =
          typeof next === "number" && typeof version === "number" ? next > version : String(next) > String(version);
        t.ok(isGreater, `version ${step + 1} is greater than version ${step}`);
        version = next;
      }
    },
  ),
];
