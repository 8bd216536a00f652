// The gate before any page is made, called as the build calls it.
import { expect, test } from "vitest";
import { seeClaims } from "../../src/site/build/see-claims.node.ts";
import { copyCourse } from "../fixture-course.ts";

const LESSON = "lessons/01-savers/01-write-one.mdx";
const CLAIMS = "lessons/01-savers/01-write-one.claims.ts";

/** Clean, with one place for a sentence. */
const page = (sentence: string) => `---\ntitle: Write one\n---\n\nLook at it first. ${sentence}\n`;

function start(root: string): Promise<unknown> {
  const hook = seeClaims(root).hooks["astro:build:start"] as (options: object) => Promise<unknown>;
  return hook({ logger: { info: () => undefined } });
}

test("a planted sentence of fact without a claim ends the build, which says where and what to do", async () => {
  await using course = await copyCourse();
  await course.write(LESSON, page("Every node writes a checkpoint."));
  await expect(start(course.root)).rejects.toThrow(
    /01-write-one\.mdx:5:19: a statement without a claim .*“Every node writes a checkpoint\.” Wrap it in <Fact/,
  );
});

test("a claim that cannot fail ends the build", async () => {
  await using course = await copyCourse();
  await course.write(LESSON, page("What now?"));
  await course.replace(CLAIMS, "const [second, first]", "const [first, second]");
  await expect(start(course.root)).rejects.toThrow(
    /"savers\/ids-grow" cannot fail: it holds with the ids in the wrong/,
  );
});

test("a claim without a world in which it is not so ends the build", async () => {
  await using course = await copyCourse();
  await course.write(LESSON, page("What now?"));
  await course.write(
    CLAIMS,
    'export const claims = [{ id: "a", says: "x", run: async () => ({ holds: true, seen: 1 }) }];',
  );
  await expect(start(course.root)).rejects.toThrow(/the claim "a" has no `otherwise`/);
});
