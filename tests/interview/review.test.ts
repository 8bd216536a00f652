import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { EXPORT_LIMIT } from "../../src/interview/export-schema.ts";
import type { InterviewExport } from "../../src/interview/model.ts";
import type { ReviewPage } from "../../src/interview/review-page.ts";
import { type FullReview, type GradedAnswer, makeReview } from "../../src/interview/review.ts";
import { run } from "../cli/capture.ts";
import { handedIn, handedInFile, SMALL_DECK } from "./review-fixture.ts";

/** Everything that a candidate has a say in, with what would do harm in a terminal, in HTML, or in who reads it. */
const HARM = `\u001b[2J\u202e</script><script>harm()</script><img src=x onerror=harm()>`;

/** Reviews it on this machine and reads what was written. */
async function review(change?: (made: InterviewExport) => unknown, more: readonly string[] = []) {
  await using at = await handedInFile(change);
  const out = path.join(at.folder, "out");
  const args = ["interview", "review", at.file, "--deck", SMALL_DECK, "--out", out, ...more];
  const ran = await run(args, { terminal: true });
  const read = (name: string) => readFile(path.join(out, name), "utf8").catch(() => "");
  const [json, html] = [await read("review.json"), await read("review.html")];
  return { ...ran, html, json: json === "" ? null : (JSON.parse(json) as FullReview) };
}

const pageData = (html: string) =>
  JSON.parse(/<script type="application\/json" id="data">(.*)<\/script>\n/.exec(html)![1]!) as ReviewPage;

test("right, wrong and untouched answers are graded again with all tests, and calibrated", async () => {
  const { code, stdout, json, html } = await review();
  expect(code).toBe(0);
  expect(json!.level).toBe("re-run by a reviewer");
  expect(json!.with.tier).toMatch(/^(strong|portable)$/);
  expect(json!.items.map(({ exercise, score }) => [exercise, score])).toEqual([
    ["break-the-claim", { earned: 2, possible: 2 }],
    ["put-in-order", { earned: 0, possible: 1 }],
    ["point-at-the-row", { earned: 0, possible: 1 }],
  ]);
  expect([json!.earned, json!.possible]).toEqual([2, 4]);
  // (0.9 - 1)² = 0.01 and (0.8 - 0)² = 0.64; nothing was said of the third.
  expect(json!.items.map(({ squaredError }) => squaredError?.toFixed(4))).toEqual(["0.0100", "0.6400", undefined]);
  expect(json!.brier).toBeCloseTo(0.325, 10);
  expect(json!.items[0]!.report).toMatchObject({ seed: "seven", made: { host: "node", tier: json!.with.tier } });
  expect(json!.items[0]!.report.results.map(({ id }) => id)).toContain("answer/breaks-it");
  expect(json!.items[1]!.report.diagnosis?.mutant).toBe("draws-first");
  expect(json!.items[2]).toMatchObject({ isUnchanged: true, confidence: null });
  expect(stdout).toMatch(/1 {2}\S*2 of 2\S* {2}break-the-claim, 90 % sure, squared error 0\.01/);
  expect(stdout).toContain("2 of 4 points");
  expect(stdout).toContain("Brier score 0.325");

  const { review: shown, shown: items } = pageData(html);
  expect(shown).toEqual(json);
  expect(items.map(({ form }) => form?.kind)).toEqual([undefined, "order", "point"]);
  expect(items[2]!.table!.rows.map(({ id }) => id)).toEqual(["row-1", "row-2"]);
  expect(items[0]!.attempts).toHaveLength(3);
  expect(items[0]!.edits.map(({ at }) => at)).toEqual([18_000, 60_000, 120_000]);
});

test("what the export claims of itself scores nothing; files that are not the exercise's are named and left out", async () => {
  const { code, json, stdout, html } = await review((made) => {
    const [first, second, third] = made.answers as any[];
    first.files = {
      "answer.ts": `export const example: number = 2;\nexport const holdsFor: number = 2; // ${HARM}\n`,
      "claim.ts": "export const claim = () => false;\n",
      "tests/hidden.test.ts": "export const tests = [];\n",
    };
    second.explanation = HARM;
    third.attempts = [structuredClone(first.attempts[2])];
    return { ...made, name: HARM, session: { ...made.session, seed: "easier" } };
  });
  expect(code).toBe(0);
  expect(json!.notes).toEqual([expect.stringMatching(/id does not fit its seed, time and items: it should be small-/)]);
  expect(json!.items[0]!.score).toEqual({ earned: 0, possible: 2 });
  expect(json!.items[0]!.notes).toEqual([
    "claim.ts is given: the exercise's own was used",
    "tests/hidden.test.ts was not taken: it is no file of this exercise",
  ]);
  expect(json!.items[0]!.report.diagnosis?.mutant).toBe("two-is-special");
  expect(json!.items[2]!.score).toEqual({ earned: 0, possible: 1 });
  expect(stdout).toContain("tests/hidden.test.ts was not taken");
  // The terminal's own colours are there; nothing that came with the file is.
  for (const harm of ["\u001b[2J", "\u202e"])
    expect([stdout.includes(harm), html.includes(harm)]).toEqual([false, false]);
  expect(html).not.toMatch(/<script>harm|<img/);
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  expect(pageData(html).shown[0]!.files["answer.ts"]).toContain("\ufffd[2J\ufffd</script><script>harm()");
  expect(json!.name).toContain("</script>");
});

test("another edition, deck, library and item are said plainly, and the rest is graded", async () => {
  const { code, json, stdout } = await review((made) => ({
    ...made,
    session: {
      ...made.session,
      deck: "other",
      deckHash: "0".repeat(64),
      pins: { ...made.session.pins, "@langchain/langgraph": "0.0.1" },
      items: ["break-the-claim", "put-in-order", "no-such-item"],
    },
    answers: made.answers.map((answer, index) => (index === 2 ? { ...answer, exercise: "no-such-item" } : answer)),
  }));
  expect(code).toBe(0);
  expect(json!.notes).toEqual([
    expect.stringMatching(/deck “other” and is reviewed with “small”/),
    expect.stringMatching(/another edition of the deck \(000000000000, here [0-9a-f]{12}\)/),
    expect.stringMatching(/@langchain\/langgraph 0\.0\.1, here \d/),
    expect.stringMatching(/no such item: no-such-item\. They are in none of the sums/),
  ]);
  for (const note of json!.notes) expect(stdout).toContain(note.slice(0, 60));
  expect([json!.items.length, json!.earned, json!.possible]).toEqual([2, 2, 3]);
});

test("the Brier score and the sums leave out what was not said or not judged", async () => {
  const made = await handedIn();
  const report = made.answers[0]!.attempts[0]!.report!;
  const graded = (confidence: number | null, statuses: string[] | null): GradedAnswer => ({
    item: { number: 1, question: "?", kinds: ["build"], exercise: "x", minutes: 1, explain: null, rubric: ["a", "b"] },
    answer: { ...made.answers[0]!, confidence },
    report: {
      ...report,
      score: statuses && { earned: 0, possible: 1 },
      results: (statuses ?? []).map((status, index) => ({
        id: index === 0 ? "answer/one" : "evidence/one",
        rule: "",
        points: 1,
        verdict: (status === "passed" ? { status } : { status: "not-run", because: "" }) as { status: "passed" },
      })),
    },
    form: null,
    table: null,
    files: {},
    starter: {},
    isUnchanged: false,
    notes: [],
  });
  const here = {
    deck: "d",
    title: "D",
    deckHash: "0",
    pins: {},
    tier: "strong",
    isolation: "",
    exportHash: "1",
  } as const;
  const all = [
    graded(1, ["passed"]), // 0
    graded(0.5, ["not-run"]), // 0.25
    graded(0.7, ["passed", "not-run"]), // 0.09
    graded(0.9, ["not-run", "passed"]), // 0.81
    graded(null, ["passed", "passed"]),
    graded(1, null),
  ];
  const { earned, possible, brier, items, notes } = makeReview(made, { ...here, made: null }, all);
  expect(items.map(({ score }) => score && `${score.earned}/${score.possible}`)).toEqual([
    "1/1",
    "0/1",
    "1/2",
    "0/2",
    "2/2",
    null,
  ]);
  expect([earned, possible]).toEqual([4, 8]);
  expect(brier).toBeCloseTo((0 + 0.25 + 0.09 + 0.81) / 4, 10);
  expect(notes.at(-1)).toMatch(/^Not judged, through no fault of the candidate's: x\./);
});

test.each<[string, (made: InterviewExport) => unknown, RegExp]>([
  ["no JSON", () => "{", /is no JSON/],
  ["bytes that are no text", () => new Uint8Array([0x22, 0xff, 0x22]), /is not UTF-8 text/],
  ["another format", (made) => ({ ...made, format: "x" }), /can be reviewed: format: /],
  [
    "a path that leads out",
    (made) => withFiles(made, { "../../answer.ts": "" }),
    /answers\.0\.files\.\.\.\/\.\.\/answer\.ts: /,
  ],
  ["more than the format has", (made) => ({ ...made, score: 100 }), /score/],
  ["a certainty of more than one", (made) => withFirst(made, { confidence: 7 }), /answers\.0\.confidence/],
  ["more than a page can save", () => " ".repeat(EXPORT_LIMIT + 1), /more than a session can have/],
])("%s is refused with what is wrong and what to do", async (_, change, says) => {
  const { code, stderr, stdout, json } = await review(change);
  expect(code).toBe(2);
  expect(stderr).toMatch(says);
  expect(stdout + stderr).not.toContain("    at ");
  expect(json).toBeNull();
});

test("a tier that holds and trust in the files are two different wishes", async () => {
  const { code, stderr } = await review(undefined, ["--tier", "strong", "--i-trust-these-files"]);
  expect(code).toBe(2);
  expect(stderr).toContain("leave one of them out");
});

test("with a key, each answer is signed with the files that were judged, and can be graded again", async () => {
  await using at = await handedInFile();
  const [key, out] = ["key", "out"].map((name) => path.join(at.folder, name)) as [string, string];
  await run(["keygen", "--out", key]);
  const { code } = await run(["interview", "review", at.file, "--deck", SMALL_DECK, "--out", out, "--sign", key]);
  expect(code).toBe(0);
  const answer = path.join(out, "answers/put-in-order");
  const check = (...more: string[]) =>
    run([
      "verify-result",
      `${answer}.jws`,
      "--key",
      `${key}.pub.json`,
      "--course",
      SMALL_DECK,
      "--files",
      answer,
      ...more,
    ]);
  const { session } = await handedIn();
  const again = await check("--rerun", "--challenge", session.id);
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("The same again")]);
  await writeFile(path.join(answer, "answer.ts"), 'export const answer = ["ask", "come", "draw"];\n');
  expect((await check()).code).toBe(1);
});

test("a deck that is not there is named, with where decks are", async () => {
  const { code, stderr } = await review(undefined, ["--deck", "no-such-deck"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/there is no deck "no-such-deck": name one of /);
});

function withFirst(made: InterviewExport, change: object): object {
  return { ...made, answers: made.answers.map((answer, index) => (index === 0 ? { ...answer, ...change } : answer)) };
}

function withFiles(made: InterviewExport, files: object): object {
  return withFirst(made, { files });
}
