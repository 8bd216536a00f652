import { expect, test } from "vitest";
import {
  keepPredictions,
  type KeptPrediction,
  parsePredictions,
  predictionsKey,
  readPredictions,
  readPredictionsOf,
} from "../../src/site/session/predictions.ts";
import { openStore } from "../../src/site/session/store.ts";
import { memoryStorage } from "./memory-storage.ts";

const kept = (prediction: string, change: Partial<KeptPrediction> = {}): KeptPrediction => ({
  exercise: "one",
  prediction,
  said: "3",
  was: null,
  at: 5,
  ...change,
});

test("what was said is read again, with what happened once that was seen", () => {
  const store = openStore(() => memoryStorage());
  keepPredictions(store, "one", [kept("count"), kept("source", { said: null })]);
  const all = keepPredictions(store, "one", [kept("count", { was: "4" })]);
  expect(readPredictionsOf(store, "one")).toEqual(all);
  expect(all).toEqual([kept("source", { said: null }), kept("count", { was: "4" })]);
});

test("all exercises are read together, each with its id", () => {
  const store = openStore(() => memoryStorage());
  keepPredictions(store, "one", [kept("count")]);
  keepPredictions(store, "two", [kept("count", { exercise: "two" })]);
  expect(readPredictions(store).map(({ exercise, prediction }) => `${exercise}/${prediction}`)).toEqual([
    "one/count",
    "two/count",
  ]);
});

test("a second answer to a question takes the place of the first", () => {
  const text = JSON.stringify([kept("count"), kept("count", { said: "4" })]);
  expect(parsePredictions("one", text)).toEqual([kept("count", { said: "4" })]);
});

test.each([
  ["nothing", null],
  ["no JSON", "{"],
  ["no list", '{"prediction":"count"}'],
  ["a list of other things", '[1, null, "x", [], {}, {"prediction": 3}]'],
])("%s is read as no predictions", (_, text) => {
  expect(parsePredictions("one", text)).toEqual([]);
});

test("of a foreign record, what has the wrong shape is left out", () => {
  const text = '[{"prediction": "count", "said": 3, "was": {}, "at": "yesterday", "exercise": "two"}]';
  expect(parsePredictions("one", text)).toEqual([kept("count", { said: null, was: null, at: 0 })]);
  const store = openStore(() => memoryStorage([[predictionsKey("one"), "{"]]));
  expect(keepPredictions(store, "one", [kept("count")])).toEqual([kept("count")]);
});
