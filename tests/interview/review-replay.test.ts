import { expect, test } from "vitest";
import type { ReviewPage, ShownItem } from "../../src/interview/review-page.ts";
import { diffLines } from "../../src/site/interview-review/replay/diff-lines.ts";
import { firstAllGreen, momentsOf } from "../../src/site/interview-review/replay/moments.ts";
import { handedIn } from "./review-fixture.ts";

async function recorded(): Promise<{ shown: ShownItem; log: ReviewPage["log"] }> {
  const { answers, log } = await handedIn();
  const { files, attempts, exercise } = answers[0]!;
  const edits = log.flatMap((entry) => (entry.what === "edited" ? [{ at: entry.at, files: entry.files }] : []));
  const shown = { exercise, files, starter: { "answer.ts": "begun\n" }, form: null, table: null, attempts, edits };
  return { shown, log: log.filter((entry) => entry.what !== "edited") };
}

test("edits and attempts come in the order of the clock, between what was given and what was handed in", async () => {
  const { shown, log } = await recorded();
  const moments = momentsOf(shown, log);
  expect(moments.map(({ at, kind, pausedMs }) => [at, kind, pausedMs])).toEqual([
    [0, "given", 0],
    [18_000, "edit", 0],
    [20_000, "attempt", 0],
    [60_000, "edit", 600_000],
    [65_000, "attempt", 0],
    [120_000, "edit", 0],
    [130_000, "attempt", 0],
    [200_000, "end", 0],
  ]);
  expect(firstAllGreen(moments)).toBe(4);
  expect(moments[0]!.files).toEqual({ "answer.ts": "begun\n" });
  expect(moments.at(-1)!.files).toEqual(shown.files);
});

test("where nothing was recorded there is the beginning and the end, and no attempt was all green", async () => {
  const { shown } = await recorded();
  const moments = momentsOf({ ...shown, attempts: [], edits: [] }, [{ at: 0, what: "started" }]);
  expect(moments.map(({ kind }) => kind)).toEqual(["given", "end"]);
  expect(firstAllGreen(moments)).toBe(-1);
});

test("an attempt that was stopped, or could not be judged, is not all green", async () => {
  const { shown, log } = await recorded();
  const [first, ...others] = shown.attempts;
  const report = { ...first!.report!, results: [], score: null };
  const attempts = [
    { ...first!, report: null },
    { ...others[0]!, report },
  ];
  expect(firstAllGreen(momentsOf({ ...shown, attempts }, log))).toBe(-1);
});

test("files that are not the candidate's to write are not in the replay", async () => {
  const { shown, log } = await recorded();
  const edits = [{ at: 1, files: { "answer.ts": "a", "given.ts": "b", ["__proto__"]: "c" } as Record<string, string> }];
  expect(momentsOf({ ...shown, edits }, log)[1]!.files).toEqual({ "answer.ts": "a" });
});

const told = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => `${kind === "added" ? "+" : kind === "removed" ? "-" : " "}${text}`);

test.each<[string, string, string[]]>([
  ["a\nb\nc", "a\nb\nc", [" a", " b", " c"]],
  ["a\nb\nc", "a\nx\nc", [" a", "-b", "+x", " c"]],
  ["a\nb", "a\nnew\nb", [" a", "+new", " b"]],
  ["a\nb\nc\nd\ne", "b\nc\nx\ne\nf", ["-a", " b", " c", "-d", "+x", " e", "+f"]],
  ["", "a", ["-", "+a"]],
  ["a\na\na", "a\na", [" a", " a", "-a"]],
])("%j becomes %j line by line", (before, after, lines) => {
  expect(told(before, after)).toEqual(lines);
});

test("texts without end are compared in bounded time and room", () => {
  const long = (word: string) => Array.from({ length: 20_000 }, (_, line) => `${word}${line}`).join("\n");
  const lines = diffLines(long("old"), long("new"));
  expect([lines.length, lines[0]!.kind, lines.at(-1)!.kind]).toEqual([40_000, "removed", "added"]);
});
