// The corpus as a whole: enough attacks of each goal, and for each of them exactly one expected report, or one more where a tier
// ends otherwise.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parcels } from "./archives.ts";
import { namedControls } from "./controls.ts";
import { expectedText, readCorpus } from "./read-corpus.ts";

const corpus = readCorpus();
const names = corpus.map(({ name }) => name);
const GOALS = "build disk environment forge host injection leak memory network output processes signals time".split(
  " ",
);
const EXPECTED = path.join(import.meta.dirname, "expected");

test("every attack says what it tries, and every goal has some", () => {
  expect(corpus.length + parcels.length).toBeGreaterThanOrEqual(150);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, tries } of [...corpus, ...parcels]) expect(tries, name).toMatch(/^(to|never) /);
  expect([...new Set(corpus.map(({ goal }) => goal))].sort()).toEqual(GOALS);
  for (const goal of GOALS)
    expect(corpus.filter((cheat) => cheat.goal === goal).length, goal).toBeGreaterThanOrEqual(5);
});

test("every control that is named is of an attack that there is", () => {
  for (const name of namedControls) expect(names).toContain(name);
});

test("there is a report for every attack, none without one, and no tier repeats the shared one", () => {
  const files = readdirSync(EXPECTED).filter((file) => file.endsWith(".json"));
  expect(files.sort()).toEqual(names.map((name) => `${name}.json`).sort());
  for (const tier of ["portable"] as const) {
    const own = readdirSync(path.join(EXPECTED, tier)).map((file) => path.basename(file, ".json"));
    for (const name of own) {
      const cheat = corpus.find((one) => one.name === name);
      expect(cheat, `${tier}/${name}.json`).toBeDefined();
      expect(expectedText(cheat!, tier), name).not.toBe(expectedText(cheat!));
    }
  }
  expect(existsSync(path.join(EXPECTED, "strong"))).toBe(false);
});
