// What the candidate's file holds, and above all what it does not.
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { listFiles } from "../../src/course/read-text.node.ts";
import { sessionSchema } from "../../src/interview/export-schema.ts";
import type { PageData } from "../../src/interview/page-data.ts";
import { FIXTURES } from "../fixture-course.ts";
import { run } from "./capture.ts";

const DECK = path.join(FIXTURES, "decks/candidate");

async function folder() {
  const root = await mkdtemp(path.join(tmpdir(), "forkpoint-new-"));
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) };
}

async function make(root: string, name: string, ...args: string[]) {
  const file = path.join(root, name);
  const ran = await run(["interview", "new", "--deck", DECK, "--out", file, ...args]);
  return { ...ran, file, html: await readFile(file, "utf8").catch(() => "") };
}

/** As a browser would find it. */
function pageData(html: string): PageData {
  return JSON.parse(/<script type="application\/json" id="session">(.*?)<\/script>/s.exec(html)![1]!) as PageData;
}

test("hidden tests, solutions, mutants, hints, rubrics and what comes true are not in the file; visible tests are", async () => {
  await using at = await folder();
  const { html, file, stdout, code } = await make(at.root, "a.html", "--seed", "one", "--minutes", "6");
  expect(code).toBe(0);
  // Each thing that must stay out has its mark in the deck, or this would show nothing.
  const texts = await Promise.all((await listFiles(DECK)).map((name) => readFile(path.join(DECK, name), "utf8")));
  const marks = new Set(texts.flatMap((text) => text.match(/CANARY-[A-Z-]+/g) ?? []));
  expect([...marks].sort()).toEqual(
    ["BECAUSE", "HIDDEN-TEST", "HINT", "MISCONCEPTION", "MUTANT", "OBSERVE", "RUBRIC", "SOLUTION"].map(
      (name) => `CANARY-${name}`,
    ),
  );
  // Not `toContain`, which would print megabytes.
  expect([...marks, "CANARY", DECK].filter((mark) => html.includes(mark))).toEqual([]);
  expect(html.includes("both statements are judged")).toBe(true);
  expect((await stat(file)).size).toBeLessThan(4_000_000);
  expect(stdout).toContain("2 items, 6 of 6 minutes, seed one");
});

test("the same deck, seed and minutes make the same file, byte for byte", async () => {
  await using at = await folder();
  const [first, second] = [
    await make(at.root, "a.html", "--seed", "one", "--minutes", "6"),
    await make(at.root, "b.html", "--seed", "one", "--minutes", "6"),
  ];
  expect(second.html === first.html).toBe(true);
  const { session, items } = pageData(first.html);
  expect(sessionSchema.parse(session)).toEqual(session);
  expect(items.map(({ exercise }) => exercise.id)).toEqual(session.items);
  expect(Object.keys(session.pins)).toContain("@langchain/langgraph");
});

test("the page's policy lets nothing out, and no text of a deck ends the element that holds it", async () => {
  await using at = await folder();
  const { html } = await make(at.root, "a.html", "--items", "2,1");
  expect(pageData(html).session.items).toEqual(["double", "two-threads"]);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src blob:;");
  expect(policy).not.toMatch(/https?:|\*|'self'|'unsafe-inline'|'unsafe-eval'/);
  expect(pageData(html).items[0]!.exercise.starter["double.ts"]).toContain("</script><!--");
  const parts = /<script type="application\/json" id="parts">(.*?)<\/script>\n<script>(.*?)<\/script>\n<\/body>/s.exec(
    html,
  )!;
  expect(Object.keys(JSON.parse(parts[1]!) as object)).toContain("kernel");
  expect(parts[2]).not.toContain("<!--");
});

test.each([
  [["--deck", "nowhere"], 'there is no deck "nowhere": name one of core, or a folder with a deck.yaml'],
  [["--items", "7"], 'the deck "candidate" has no item 7: it has 1, 2'],
  [["--items", "one"], "numbers with commas between them"],
  [["--minutes", "1"], "fits into 1 minutes: the shortest takes 2"],
  [["--seed", ""], "--seed must be 1 to 200 characters"],
  [["--out", path.join(DECK, "nowhere/a.html")], "there is no folder"],
  [["--out", DECK], "is there and is no file: name another with --out"],
])("what cannot be is refused with what to do: %j", async (args, message) => {
  const { code, stderr } = await run([
    "interview",
    "new",
    "--deck",
    DECK,
    "--out",
    path.join(DECK, "no/a.html"),
    ...args,
  ]);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});
