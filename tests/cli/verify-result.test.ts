// From a graded submission to a signed result, and back: checked against keys, and made again.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { copyCourse, FIXTURES } from "../fixture-course.ts";
import { run, type Ran } from "./capture.ts";

const SOLUTION = path.join(FIXTURES, "solutions/tiny-saver/saver.ts");
const MUTANT = path.join(FIXTURES, "exercises/tiny-saver/mutants/drops-writes.ts");

const root = await mkdtemp(path.join(tmpdir(), "forkpoint-result-"));
afterAll(() => rm(root, { recursive: true, force: true }));
const at = (...parts: string[]) => path.join(root, ...parts);

/** One submission, graded and signed once for all tests of this file. */
const token = await makeToken();

async function makeToken(): Promise<string> {
  for (const key of ["team.key", "other.key"]) await run(["keygen", "--out", at(key), "--name", key]);
  await mkdir(at("in/ada"), { recursive: true });
  await cp(MUTANT, at("in/ada/saver.ts"));
  const options = ["--exercise", "tiny-saver", "--out", at("out"), "--seed", "s", "--course", FIXTURES];
  const signing = ["--sign", at("team.key"), "--challenge", "blue-42", "--level", "supervised"];
  const graded = await run(["grade", at("in"), ...options, ...signing]);
  if (graded.code !== 0) throw new Error(graded.stderr);
  await cp(at("out/ada.jws"), at("ada.jws"));
  return (await readFile(at("ada.jws"), "utf8")).trim();
}

function verify(more: readonly string[], file = at("ada.jws"), key = at("team.key.pub.json")): Promise<Ran> {
  return run(["verify-result", file, "--key", key, "--course", FIXTURES, ...more]);
}

test("a result that a trusted key signed is shown, with what was not done", async () => {
  const { code, stdout, stderr } = await verify(["--challenge", "blue-42"]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("Signed by “team.key”");
  for (const said of [
    "supervised",
    "11 of 12",
    "blue-42",
    "seed s",
    "ada (a label",
    "saver.ts",
    "Nothing was graded again",
  ])
    expect(stdout).toContain(said);
  expect(stdout).toMatch(/^failed .*\(.*\/.*\)$/m);
});

test("another key, another challenge and a changed byte are refused with code 1", async () => {
  const stranger = await verify([], at("ada.jws"), at("other.key.pub.json"));
  expect([stranger.code, stranger.stdout]).toEqual([1, expect.stringContaining("RESULT_KEY_UNKNOWN")]);
  const occasion = await verify(["--challenge", "green-7"]);
  expect([occasion.code, occasion.stdout]).toEqual([1, expect.stringContaining("RESULT_CHALLENGE")]);
  const [header, payload, signature] = token.split(".");
  const changed = Buffer.from(Buffer.from(payload!, "base64url").toString().replace('"ada"', '"eve"'));
  await writeFile(at("changed.jws"), `${header}.${changed.toString("base64url")}.${signature}`);
  const tampered = await verify([], at("changed.jws"));
  expect(tampered.code).toBe(1);
  expect(tampered.stdout).toMatch(/^Not verified\. The signature is not by that key.*\n.*\nRESULT_SIGNATURE\n$/);
  expect(tampered.stdout).not.toContain("eve");
});

test("graded again from the same files, it is the same", async () => {
  const { code, stdout } = await verify(["--files", at("in/ada"), "--rerun"]);
  expect(stdout).toContain("The same again");
  expect(stdout).not.toContain("differs");
  expect(code).toBe(0);
});

test("other files are named, and so are the verdicts that they have", async () => {
  const hashed = await verify(["--files", SOLUTION]);
  expect(hashed.code).toBe(1);
  expect(hashed.stdout).toMatch(
    /differs: saver\.ts is not the file that was judged: it had \d+ bytes, here it has \d+\./,
  );
  const { code, stdout } = await verify(["--files", SOLUTION, "--rerun"]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/differs: saver\.ts is not the file that was judged/);
  expect(stdout).toMatch(/differs: [a-z/-]+: signed as failed, here passed \(.+\)\./);
  expect(stdout).not.toContain("The same again");
});

test("another edition of the exercise and its tests is said", async () => {
  await using course = await copyCourse();
  const file = "exercises/tiny-saver/tests/hidden.test.ts";
  await course.write(file, `${await readFile(path.join(FIXTURES, file), "utf8")}\n// Another edition.\n`);
  const ran = await run([
    ...["verify-result", at("ada.jws"), "--key", at("team.key.pub.json"), "--course", course.root],
    ...["--files", at("in/ada"), "--rerun"],
  ]);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain("differs: The tests here are others than those that it was graded with.");
  expect(ran.stdout).not.toContain("signed as");
});

test("what was graded with a pack is made again with it, and not without", async () => {
  await using pack = await copyCourse();
  const about = { format: "forkpoint-pack-1", id: "0123456789abcdef".repeat(2), exercise: "tiny-saver", variant: null };
  const from = { edition: "0", exerciseHash: "0", testsHash: "0" };
  const seeds = ["first secret seed", "second secret seed"];
  await pack.write("pack.json", JSON.stringify({ ...about, from, seeds, created: "2026-11-22T00:00:00Z" }));
  const graded = await run(["grade", at("in"), "--pack", pack.root, "--out", at("packed"), "--sign", at("team.key")]);
  expect(graded.code).toBe(0);
  const again = ["--files", at("in/ada"), "--rerun"];
  const without = await verify(again, at("packed/ada.jws"));
  expect([without.code, without.stderr]).toEqual([2, expect.stringMatching(/a pack of the team .*--pack/)]);
  const { code, stdout } = await verify([...again, "--pack", pack.root], at("packed/ada.jws"));
  expect([code, stdout]).toEqual([0, expect.stringContaining("The same again")]);
  for (const seed of seeds) expect(stdout).not.toContain(seed);
});

test("what cannot be asked is said with code 2", async () => {
  const cases: readonly (readonly [Promise<Ran>, RegExp])[] = [
    [verify(["--rerun"]), /--rerun needs the files/],
    [verify([], at("nothing.jws")), /is no file: name the result/],
    [verify([], at("ada.jws"), at("team.key")), /private key.*KEY_PRIVATE/],
    [verify([], at("ada.jws"), at("in/ada/saver.ts")), /KEY_UNREADABLE/],
    [verify(["--files", at("nowhere")]), /is not there/],
    [verify(["--files", at("out")]), /holds none of the files/],
    [run(["verify-result", at("ada.jws")]), /say whom you trust: --key/],
  ];
  for (const [ran, says] of cases) expect(await ran).toMatchObject({ code: 2, stderr: expect.stringMatching(says) });
});
