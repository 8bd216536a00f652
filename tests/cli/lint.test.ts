import { expect, test } from "vitest";
import { copyCourse } from "../fixture-course.ts";
import { run } from "./capture.ts";

const LESSON = "lessons/01-savers/01-write-one.mdx";

test("a bare sentence is told with its place and with what to do", async () => {
  await using course = await copyCourse();
  const { code, stdout } = await run(["lint", "--course", course.root]);
  expect(code).toBe(1);
  expect(stdout).toContain("1 to mend  savers/write-one");
  expect(stdout).toContain(`${LESSON}:5:1  A saver keeps checkpoints`);
  expect(stdout).toContain('Wrap it in <Fact claim="…">');
  expect(stdout).toContain("0 of 1 sentences of fact are backed by a claim");
});

test("a clean lesson is exit code 0", async () => {
  await using course = await copyCourse();
  await course.write(LESSON, "---\ntitle: Write one\n---\n\nWhich is the newest?\n");
  expect((await run(["lint", "savers/write-one", "--course", course.root])).code).toBe(0);
});

test("--json counts what is covered", async () => {
  await using course = await copyCourse();
  const text =
    '---\ntitle: T\n---\n\n<Claim id="a" />\n\n<Fact claim="a">A saver reads.</Fact>\n\n<Python>\n\n`None` is `null`.\n\n</Python>\n';
  await course.write(LESSON, text);
  const { code, stdout } = await run(["lint", "--json", "--course", course.root]);
  expect(code).toBe(0);
  const { totals } = JSON.parse(stdout) as { totals: object };
  expect(totals).toMatchObject({ claims: 1, facts: 1, python: 1, unbacked: 0, covered: 2, factual: 3, share: 0.6667 });
});

test("an unknown lesson is exit code 2, and those that there are are named", async () => {
  await using course = await copyCourse();
  const { code, stderr } = await run(["lint", "savers/nothing", "--course", course.root]);
  expect(code).toBe(2);
  expect(stderr).toContain('there is no lesson "savers/nothing": there is savers/write-one');
});
