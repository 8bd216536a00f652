// Every page: readable without a script, clean for axe in each scheme and size, no other host, few bytes.
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { browserNames } from "../browsers.ts";
import { skipPredictions } from "../skip-predictions.ts";
import { faults } from "./axe.ts";
import { DIST } from "./built-site.ts";
import { check, openExercise, run, visit } from "./visit.ts";

const PAGES = [
  "/",
  "/claims/",
  "/glossary/",
  "/lessons/look/before-you-believe/",
  "/lessons/threads/who-remembers/",
  "/lessons/time-travel/fork-properly/",
  "/exercises/fork-properly/",
  "/lab/",
  "/self-test/",
  "/trust/",
  "/verify/",
  "/nothing-here/",
];
// Colours do not depend on the width, nor targets on the colours: each is met once.
for (const [colorScheme, width, height] of [
  ["light", 1440, 900],
  ["dark", 390, 844],
] as const)
  test(`axe finds nothing serious on any page, ${colorScheme}, ${width} px wide`, async () => {
    await using at = await visit("chromium", { colorScheme });
    await at.tab.setViewport(width, height);
    for (const page of PAGES) {
      await at.open(page);
      const views = page.startsWith("/exercises/") ? ["task", "code", "results"] : [];
      if (views.length > 0) await at.tab.waitFor("exercise-workspace[data-ready]", 30_000);
      expect(await faults(at.tab), page).toEqual([]);
      for (const view of width < 800 ? views : []) {
        await at.tab.click(`.view-switch [data-tab="${view}"]`);
        expect(await faults(at.tab), `${page}, ${view}`).toEqual([]);
      }
      const wide = await at.tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, `${page} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });

test("axe finds nothing serious in the states of a workspace: a run, verdicts, a hint, a question", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    await using at = await visit("chromium", { colorScheme });
    await openExercise(at, "the-agent-that-forgot");
    await run(at.tab);
    expect(await faults(at.tab), "after a run").toEqual([]);
    await check(at.tab);
    await at.tab.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    await at.tab.click(".task .hints button");
    await at.tab.waitFor(".hint");
    expect(await faults(at.tab), "verdicts and a hint").toEqual([]);
    await at.tab.click(".action-bar button:nth-of-type(5)");
    await at.tab.waitFor("dialog[open]");
    expect(await faults(at.tab), "a question").toEqual([]);
    await at.tab.click("dialog .primary");
    await at.tab.waitFor(".cm-merge-b");
    expect(await faults(at.tab), "a comparison").toEqual([]);
  }
});

test("without JavaScript every page can be read: prose, claims with what was seen, the task and the starter", async () => {
  await using at = await visit("chromium", { javaScript: false });
  await at.open("/lessons/threads/who-remembers/");
  expect(await at.tab.text(".lesson-text")).toContain("checkpointer");
  await at.tab.click("claim-card summary");
  await at.tab.waitFor("claim-card details[open] pre");
  await at.open("/exercises/fork-properly/");
  await at.tab.waitFor(".no-script");
  await at.tab.waitFor(".prompt p");
  await at.tab.waitFor('.static-file[data-file="fork.ts"] pre');
  await at.tab.waitFor('.static-file[data-file="pipeline.ts"] pre');
  await at.open("/");
  await at.tab.waitFor(".course-map a");
});

for (const browser of browserNames) {
  test(`${browser}: no page asks any other host for anything, nor does a run`, async () => {
    await using at = await visit(browser);
    for (const page of PAGES) await at.open(page);
    await openExercise(at, "fork-properly");
    await run(at.tab);
    const foreign = at.tab.requests.filter((url) => !/^(blob|data|about):/.test(url) && !url.startsWith(at.address));
    expect(foreign).toEqual([]);
  });

  test(`${browser}: on a phone the workspace is three views, and Run leads to the results`, async () => {
    await using at = await visit(browser);
    await at.tab.setViewport(390, 844);
    await at.open("/exercises/fork-properly/");
    await at.tab.waitFor("exercise-workspace[data-ready]", 30_000);
    await skipPredictions(at.tab);
    const seen = () =>
      at.tab.evaluate(() =>
        ["task", "code", "results"].filter((id) => getComputedStyle(document.getElementById(id)!).display !== "none"),
      );
    expect(await seen()).toEqual(["task"]);
    await at.tab.click('.view-switch [data-tab="code"]');
    expect(await seen()).toEqual(["code"]);
    await run(at.tab);
    expect(await seen()).toEqual(["results"]);
    await at.tab.waitFor(".thread-table");
  });
}

test("a lesson needs at most 20 KB of compressed JavaScript before anybody clicks", async () => {
  await using at = await visit("chromium");
  await at.open("/lessons/threads/who-remembers/");
  await at.tab.waitFor("claim-card [data-run]");
  expect(await scriptBytes(at.tab.requests, at.address)).toBeLessThan(20_000);
});

/** Gzipped bytes of the scripts among these addresses. */
async function scriptBytes(requests: readonly string[], address: string): Promise<number> {
  let sum = 0;
  for (const url of new Set(requests.filter((each) => each.endsWith(".js")))) {
    const file = path.join(DIST, new URL(url, address).pathname);
    const zipped = await stat(`${file}.gz`).catch(() => null);
    sum += zipped?.size ?? gzipSync(await readFile(file)).byteLength;
  }
  return sum;
}
