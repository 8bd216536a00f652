// The strong tier's own walls: nothing hits, though every attack has all of Node at hand. The same programs with Node's permissions
// alone, as in the trust-me tier, show what is at stake: most of these hits are why there is a strong tier. Of
// these, a third by default.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bubblewrap } from "../../src/runtimes/node/bubblewrap.node.ts";
import { processWithPermissions } from "../../src/runtimes/node/confinement.node.ts";
import { probeTiers } from "../../src/runtimes/node/tiers.node.ts";
import { isForBeyond, runBeyond } from "./beyond-lock-down.ts";
import type { Hit } from "./canaries.ts";
import { readCorpus, shareOf } from "./read-corpus.ts";

const attacks = readCorpus().filter(isForBeyond);
const strong = new Bubblewrap();
afterAll(() => strong.close());

beforeAll(async () => {
  const [probe] = await probeTiers(new AbortController().signal);
  expect(probe, "these tests need the strong tier, see `forkpoint doctor`").toMatchObject({
    tier: "strong",
    works: true,
  });
});

/** What Node's permissions do not stop. The first hit; those that are not named do not hit. */
const BY_PERMISSIONS: Readonly<Record<string, Hit>> = {
  connection: "network",
  datagram: "network",
  "file-by-sqlite": "secret",
  "file-by-sqlite-attach": "secret",
  "killed-everyone": "signals",
  "killed-group": "signals",
  "killed-judge": "signals",
  "large-database": "written",
  "local-socket": "network",
  "opened-inspector": "signals",
  "question-about-a-name": "network",
  "request-by-fetch": "network",
  "request-by-http": "network",
  "signalled-neighbours": "signals",
  "stopped-judge": "time",
  "tests-by-http": "network",
  "web-socket": "network",
  "written-by-engine-flags": "written",
  "written-by-sqlite": "written",
  "written-by-vacuum": "written",
};

test.concurrent.for(attacks)("the strong tier holds: $goal: $name", async ({ source }) => {
  const { hits, stdout, stderr } = await runBeyond(source, strong);
  expect(stdout, stderr).toMatch(/^begun\n/);
  expect(hits, `${stdout.slice(-500)}\n${stderr.slice(-500)}`).toEqual([]);
});

test.concurrent.for(shareOf(attacks, 3))("with Node's permissions alone: $goal: $name", async ({ name, source }) => {
  const { hits, stdout, stderr } = await runBeyond(source, processWithPermissions);
  expect(stdout, stderr).toMatch(/^begun\n/);
  expect(hits[0] ?? null, stderr.slice(-500)).toBe(BY_PERMISSIONS[name] ?? null);
});

test("every hit that is expected belongs to an attack", () => {
  expect(attacks.length).toBeGreaterThanOrEqual(50);
  expect(attacks.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(BY_PERMISSIONS)));
});
