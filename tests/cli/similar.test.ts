import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import type { Similarity } from "../../src/similarity/model.ts";
import { FIXTURES } from "../fixture-course.ts";
import { run } from "./capture.ts";

const OWN = `
function sorted(rows: { at: number; value: unknown }[], from: number): { at: number; value: unknown }[] {
  const wanted = rows.filter((row) => row.at >= from && row.value !== undefined);
  for (let i = 0; i < wanted.length; i += 1) {
    const other = wanted.findIndex((row, at) => at > i && row.at < wanted[i]!.at);
    if (other > 0) [wanted[i], wanted[other]] = [wanted[other]!, wanted[i]!];
    else if (wanted[i]!.at % 2 === 1) throw new Error("odd: " + String(wanted[i]!.value));
  }
  return wanted.length > 100 ? wanted.slice(0, 100) : wanted;
}
`;

async function folder() {
  const root = await mkdtemp(path.join(tmpdir(), "forkpoint-similar-"));
  const solution = await readFile(path.join(FIXTURES, "solutions/tiny-saver/saver.ts"), "utf8");
  const add = async (author: string, text: string) => {
    await mkdir(path.join(root, "in", author), { recursive: true });
    await writeFile(path.join(root, "in", author, "saver.ts"), text);
  };
  return {
    root,
    solution,
    add,
    similar: (...more: string[]) =>
      run(["similar", path.join(root, "in"), "--exercise", "tiny-saver", "--course", FIXTURES, ...more]),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

test("two answers with the same idea of their own are named as a hint; those that are the solution are not", async () => {
  await using at = await folder();
  await at.add("ada", at.solution + OWN);
  await at.add("bob\u001b[31m", at.solution + OWN.replaceAll("row", "entry").replaceAll("wanted", "list"));
  await at.add("cyd", at.solution);
  await cp(path.join(FIXTURES, "exercises/tiny-saver/starter/saver.ts"), path.join(at.root, "in/dan.ts"));
  const [json, html] = [path.join(at.root, "alike.json"), path.join(at.root, "alike.html")];
  const { code, stdout, stderr } = await at.similar("--out", json);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^A hint, and no part of any score\./);
  expect(stdout).toMatch(
    /ada and bob\ufffd\[31m: alike in \d+ % of what is their own\. 2 of 4 answers look like this\./,
  );
  const similarity = JSON.parse(await readFile(json, "utf8")) as Similarity;
  expect(similarity.alike).toHaveLength(1);
  expect(similarity.nothingOwn).toEqual(["cyd", "dan"]);
  await at.similar("--out", html);
  expect(await readFile(html, "utf8")).toContain("<h2>ada and bob\ufffd[31m</h2>");
});

test("reports of grade add how answers fail", async () => {
  await using at = await folder();
  for (const author of ["ada", "bob"]) await at.add(author, at.solution + OWN);
  const results = [
    { id: "a/b", rule: "r", points: 1, verdict: { status: "failed", what: "x", expected: "1", actual: "2" } },
  ];
  await mkdir(path.join(at.root, "out"));
  for (const author of ["ada", "bob"])
    await writeFile(path.join(at.root, "out", `${author}.json`), JSON.stringify({ author, results }));
  await writeFile(path.join(at.root, "out", "broken.json"), "{");
  const { code, stdout } = await at.similar("--reports", path.join(at.root, "out"));
  expect(code).toBe(0);
  expect(stdout).toContain("Both fail the same test in the same way, as 2 of the graded answers do.");
});

test("what cannot be compared is said with code 2", async () => {
  await using at = await folder();
  await at.add("ada", at.solution);
  expect(await at.similar()).toMatchObject({ code: 2, stderr: expect.stringMatching(/1 answers to compare/) });
  expect(await at.similar("--out", "x.pdf")).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/\.html or \.json/),
  });
});
