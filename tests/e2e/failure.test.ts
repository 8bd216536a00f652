// When the site itself is broken, the learner is told so, and nothing is held against them.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { serve } from "../../src/cli/serve.ts";
import { skipPredictions } from "../skip-predictions.ts";
import { DIST, serveSite } from "./built-site.ts";
import { check, openExercise, run, visit } from "./visit.ts";

/** A copy of the built site that lacks some of its files. */
async function copyWithout(missing: RegExp) {
  await using _ = await serveSite();
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-broken-"));
  await cp(DIST, folder, { recursive: true, filter: (file) => !missing.test(path.basename(file)) });
  const site = await serve({ folder, port: 0 });
  return {
    site,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

test("a runtime that cannot be loaded is named as the cause", async () => {
  await using broken = await copyWithout(/^guest\.worker\./);
  await using at = await visit("chromium", {}, broken.site);
  await openExercise(at, "fork-properly");
  await run(at.tab);
  expect(await at.tab.text(".ran .problem")).toContain("Your code could not be run here");
  expect(await at.tab.text(".ran .problem")).toContain("guest.worker");
  await check(at.tab);
  expect(await at.tab.text(".checked .problem")).toContain("Your code could not be run here");
  expect(await at.tab.text("progress-mark .words")).not.toContain("rules hold");
  expect(await at.tab.text(".checked .problem button")).toBe("Try again");
});

test("hidden tests that cannot be loaded are no verdict", async () => {
  await using broken = await copyWithout(/^hidden\.test/);
  await using at = await visit("chromium", {}, broken.site);
  await openExercise(at, "fork-properly");
  await check(at.tab);
  expect(await at.tab.text(".checked .problem")).toContain("Nothing of yours is lost");
  expect(await at.tab.evaluate(() => document.querySelector(".verdict"))).toBeNull();
});

test("an editor that cannot be loaded is named, and the code can still be read and run", async () => {
  await using broken = await copyWithout(/^code-editor\./);
  await using at = await visit("chromium", {}, broken.site);
  await at.open("/exercises/fork-properly/");
  await at.tab.waitFor(".notice");
  expect(await at.tab.text(".notice")).toContain("The editor could not be loaded");
  await at.tab.waitFor('.static-file[data-file="fork.ts"] pre');
  await skipPredictions(at.tab);
  await run(at.tab);
  expect(await at.tab.text(".output-lines")).toContain("classify");
});

test("a lab that cannot be loaded is named, and the run is still shown", async () => {
  await using broken = await copyWithout(/^(workspace-lab|lab-view)\./);
  await using at = await visit("chromium", {}, broken.site);
  await openExercise(at, "fork-properly");
  await run(at.tab);
  await at.tab.click("#tab-lab");
  await at.tab.waitFor(".lab-place .problem");
  expect(await at.tab.text(".lab-place .problem")).toContain("The lab could not be loaded");
  await at.tab.click(".lab-place .problem button");
  await at.tab.waitFor(".lab-place .problem button");
  await at.tab.click("#tab-run");
  expect(await at.tab.text(".output-lines")).toContain("classify");
});

test("a reader that cannot be loaded is named in the lab, and the file can still be saved", async () => {
  await using broken = await copyWithout(/^reader\.worker/);
  await using at = await visit("chromium", {}, broken.site);
  await openExercise(at, "fork-properly");
  await run(at.tab);
  await at.tab.click("#tab-lab");
  await at.tab.waitFor('.lab[data-phase="unreadable"] .lab-blank');
  expect(await at.tab.text(".lab-blank")).toContain("reader ended");
  expect(await at.tab.text('.lab-bar button:nth-of-type(3)[aria-disabled="false"]')).toBe("Save file");
});
