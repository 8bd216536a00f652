// A session over the small deck, as a candidate's page would hand it in: one right with evidence, one wrong, one as it was given.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Report } from "../../src/course/model.ts";
import { readKernel } from "../../src/cli/open-course.ts";
import type { Answer, Attempt, InterviewExport } from "../../src/interview/model.ts";
import { hashDeck, readDeck } from "../../src/interview/read-deck.node.ts";
import { makeSession } from "../../src/interview/session.ts";
import { FIXTURES } from "../fixture-course.ts";

export const SMALL_DECK = path.join(FIXTURES, "decks/small");

const CODE = (example: string, holdsFor: string) =>
  `// Tried by hand.\nexport const example: number = ${example};\nexport const holdsFor: number = ${holdsFor};\n`;

export async function handedIn(): Promise<InterviewExport> {
  const deck = await readDeck(SMALL_DECK);
  const { pins } = await readKernel();
  const edition = { deckHash: await hashDeck(SMALL_DECK), pins };
  const session = makeSession(deck, edition, { seed: "seven", minutes: 30, items: [1, 2, 3] });
  const attempts: Attempt[] = [
    attempt(65_000, CODE("2", "2"), 0.6, [true]),
    attempt(20_000, CODE("NaN", "2"), 0.5, [false]),
    attempt(130_000, CODE("3", "2"), 0.9, [true]),
  ].sort((one, other) => one.at - other.at);
  const answers: Answer[] = [
    {
      exercise: "break-the-claim",
      files: { "answer.ts": CODE("3", "2") },
      confidence: 0.9,
      explanation: "One number is enough.\nNone of them prove it.",
      attempts,
    },
    {
      exercise: "put-in-order",
      files: { "answer.ts": 'export const answer = ["ask", "draw", "come"];\n' },
      confidence: 0.8,
      explanation: "",
      attempts: [],
    },
    {
      exercise: "point-at-the-row",
      files: { "answer.ts": "export const answer = {};\n" },
      confidence: null,
      explanation: "",
      attempts: [],
    },
  ];
  const edited = (at: number, text: string) =>
    ({ at, what: "edited", exercise: "break-the-claim", files: { "answer.ts": text } }) as const;
  return {
    format: "forkpoint-interview-export-1",
    session,
    name: "Ada",
    recorded: true,
    answers,
    log: [
      { at: 0, what: "started" },
      { at: 0, what: "opened", exercise: "break-the-claim" },
      edited(18_000, CODE("NaN", "2")),
      { at: 40_000, what: "paused", ms: 600_000, by: "button" },
      edited(60_000, CODE("2", "2")),
      edited(120_000, CODE("3", "2")),
      { at: 140_000, what: "opened", exercise: "put-in-order" },
      { at: 200_000, what: "finished" },
    ],
  };
}

/** `passed` of the visible tests, as the candidate's page saw them. */
function attempt(at: number, text: string, confidence: number, passed: readonly boolean[]): Attempt {
  const results = passed.map((isPassed, index) => ({
    id: `answer/visible-${index}`,
    rule: "both are whole numbers",
    points: 1,
    verdict: isPassed
      ? ({ status: "passed" } as const)
      : ({ status: "failed", what: "whole numbers", expected: "2", actual: "1" } as const),
  }));
  const report: Report = {
    format: 1,
    exercise: "break-the-claim",
    author: null,
    pins: {},
    seed: "seven",
    results,
    score: { earned: passed.filter(Boolean).length, possible: passed.length },
    diagnosis: null,
    problem: null,
    made: { host: "worker", isolation: "sandboxed frame", tier: null, totalMs: 5, testMs: {} },
  };
  return { did: "check", at, files: { "answer.ts": text }, confidence, report };
}

export interface HandedInFile extends AsyncDisposable {
  readonly folder: string;
  readonly file: string;
}

/** The export as a file in a folder of its own; `change` makes what a candidate should not have, as data or as the bytes themselves. */
export async function handedInFile(change: (made: InterviewExport) => unknown = (made) => made): Promise<HandedInFile> {
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-review-"));
  const file = path.join(folder, "export.json");
  const made = change(await handedIn());
  const isWritten = typeof made === "string" || made instanceof Uint8Array;
  await writeFile(file, isWritten ? made : JSON.stringify(made));
  return { folder, file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
