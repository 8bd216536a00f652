// Positive controls: each attack of the corpus works against a grader as one writes it first, and the canaries see it. A third of
// them by default: what they show changes with an attack, not with a tier.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { FIXTURES } from "../fixture-course.ts";
import { controlOf } from "./controls.ts";
import { type Grader, gradeNaively } from "./naive-graders.ts";
import { readCorpus, shareOf } from "./read-corpus.ts";

const corpus = readCorpus();
const GRADERS: readonly Grader[] = ["classic", "classic with a registry", "course", "messages", "linker", "bundler"];

test.concurrent.for(shareOf(corpus, 3))("control: $goal: $name", { timeout: 120_000 }, async (cheat) => {
  const { grader, hit } = controlOf(cheat);
  const network = cheat.source.includes("_PORT__") && cheat.goal !== "injection";
  const { hits, run } = await gradeNaively(cheat.source, { grader, network, forEver: hit === "time" });
  expect(hits, `${run.stdout.slice(-500)}\n${run.stderr.slice(-500)}`).toContain(hit);
});

test.concurrent.for(GRADERS)("control: what is merely wrong trips nothing in the grader %s", async (grader) => {
  const starter = readFileSync(path.join(FIXTURES, "exercises/tiny-saver/starter/saver.ts"), "utf8");
  const { hits } = await gradeNaively(starter, { grader, network: true, forEver: false });
  expect(hits).toEqual([]);
});

test.concurrent.for(["classic", "course"] as const)(
  "control: what is right passes in the grader %s",
  async (grader) => {
    const solution = readFileSync(path.join(FIXTURES, "solutions/tiny-saver/saver.ts"), "utf8");
    const { hits, run } = await gradeNaively(solution, { grader, network: false, forEver: false });
    expect(hits).toEqual(["points"]);
    expect(run.status).toBe(0);
  },
);
