import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Exercise } from "../../src/course/model.ts";
import {
  linkFragment,
  linkText,
  readFragment,
  readLinkText,
  type LabLink,
} from "../../src/site/session/lab/lab-link.ts";

const exercise = {
  id: "fork-properly",
  starter: { "fork.ts": "starter", "pipeline.ts": "given" },
  given: ["pipeline.ts"],
} as unknown as Exercise;

const link: LabLink = {
  exercise: "fork-properly",
  files: { "fork.ts": "const ö = `„${1}“`;\n" },
  seed: "3141592653",
  at: { thread: "ticket-1", lane: "", name: "s2·b" },
};

test("a link holds code, seed and checkpoint, in an address and in a file", async () => {
  const fragment = await linkFragment(link);
  expect(fragment).toMatch(/^#lab=[\w-]+$/);
  expect(await readFragment(fragment, exercise)).toEqual({ link });
  expect(readLinkText(linkText(link), exercise)).toEqual({ link });
});

test("an address without a link is none of ours", async () => {
  expect(await readFragment("", exercise)).toBeNull();
  expect(await readFragment("#on-this-page", exercise)).toBeNull();
});

test("a link that was cut off says so", async () => {
  const fragment = await linkFragment(link);
  for (const cut of [fragment.slice(0, -6), "#lab=", "#lab=%%%", `${fragment.slice(0, 20)}A${fragment.slice(21)}`])
    expect(await readFragment(cut, exercise), cut).toEqual({ problem: expect.stringMatching(/damaged|no link/) });
});

test("what would unpack to gigabytes is not unpacked", async () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000, 0x61)).toString("base64url");
  expect(await readFragment(`#lab=${bomb}`, exercise)).toEqual({ problem: expect.stringContaining("damaged") });
});

test.each<[string, object]>([
  ["of another exercise", { exercise: "the-agent-that-forgot" }],
  ["with a file that the exercise gives", { files: { "pipeline.ts": "mine" } }],
  ["with a file that the exercise does not have", { files: { "other.ts": "" } }],
  ["with a file named like a part of every object", { files: { constructor: "x" } }],
  ["with a file that is no text", { files: { "fork.ts": 1 } }],
  ["of another format", { forkpoint: 2 }],
])("a link %s is refused, and nothing of it is taken", (_name, change) => {
  const text = JSON.stringify({ ...(JSON.parse(linkText(link)) as object), ...change });
  expect(readLinkText(text, exercise)).toEqual({ problem: expect.any(String) });
});

test("a seed or a place of another form is left out", () => {
  const text = JSON.stringify({ ...(JSON.parse(linkText(link)) as object), seed: "1; drop", at: { thread: 7 } });
  expect(readLinkText(text, exercise)).toEqual({ link: { ...link, seed: null, at: null } });
});

test("what is no JSON, or no object, is told apart from a link", () => {
  for (const text of ["", "null", "[]", "{", '"x"'])
    expect(readLinkText(text, exercise)).toEqual({ problem: expect.any(String) });
});
